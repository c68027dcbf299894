import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { SessionEvents } from "../settings/endpoints/session-events.js";
import { sessionEventsSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryProps } from "./data-fullstory.js";

export interface DataFullstorySessionEventsProps extends DataFullstoryProps {
  /** `device:session` or `uuid:uuid`; the `!` of replay URLs may stand for the colon. */
  readonly sessionId: string;
  /** Whether the host may answer with events that it kept from an earlier request. @default - the host's choice */
  readonly enableEventCache?: boolean;
}

/**
 * The events of one session: by default only how many there are of each type and from each host. Events carry
 * e-mail addresses, IP addresses and typed text, so think twice before anything refers to the list itself.
 *
 * Source: `GET /v2/sessions/{session_id}/events` of the vendor's page "Get Session Events".
 */
export class DataFullstorySessionEvents extends DataFullstory<SessionEvents> {
  constructor(scope: Construct, id: string, props: DataFullstorySessionEventsProps) {
    super(scope, id, { schema: sessionEventsSchema, props });
  }

  /** How many events there are, as `tonumber(outputs["event_count"])`. */
  get eventCount(): number {
    return this.number("eventCount");
  }

  /** A map from event types to counts, as `jsondecode(outputs["counts_by_type"])`. */
  get countsByType(): IResolvable {
    return this.value("countsByType");
  }

  /** A map from hosts to counts, as `jsondecode(outputs["counts_by_host"])`. */
  get countsByHost(): IResolvable {
    return this.value("countsByHost");
  }

  /**
   * All events, as `sensitive(jsondecode(outputs["events"]))`. Calling this writes them, with everything that they
   * hold, into the stack's file and its state in clear: `sensitive` only keeps them off the terminal.
   */
  get events(): IResolvable {
    return this.sensitiveValue("events");
  }
}
