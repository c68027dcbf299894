import { type IResolvable, Token } from "cdktf";
import type { Construct } from "constructs";
import { type BlockingSettings, blocking } from "../settings/endpoints/blocking.js";
import { buildDocumentSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryProps } from "./data-fullstory.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * IP addresses, user agents and user ids whose sessions are not recorded.
 *
 * Source: `GET /settings/recording/v1/blocking` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingBlocking extends DataFullstory<BlockingSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryProps = {}) {
    super(scope, id, { schema: buildDocumentSchema(blocking), props });
  }

  /** Blocked IP addresses and patterns, as `jsondecode(outputs["blocked_ips"])`. */
  get blockedIps(): string[] {
    return this.texts("blockedIps");
  }

  /** Blocked user agents, as `jsondecode(outputs["blocked_uas"])`. */
  get blockedUas(): string[] {
    return this.texts("blockedUas");
  }

  /** Blocked user ids; needs `exposeIdentifiers` on the org, and is sensitive, as `sensitive(jsondecode(outputs["blocked_app_ids"]))`. */
  get blockedAppIds(): string[] {
    return Token.asList(this.sensitiveValue("blockedAppIds"));
  }

  /** Who changed these settings and when, people masked, as `jsondecode(outputs["metadata"])`. */
  get metadata(): IResolvable {
    return this.metadataValue();
  }
}

/**
 * The versions of the block rules, the newest first.
 *
 * Source: `GET /settings/recording/v1/blocking/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingBlockingHistory extends DataFullstoryHistory<BlockingSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, { endpoint: blocking, props });
  }
}
