import type { ControlClient } from "./control-client";
import type { Coordinates } from "./control-protocol";
import type { DocumentName, Platform } from "./documents";
import type { Fault } from "./fault";
import type { JsonValue } from "./json";
import type { SimulatorBehaviour } from "./options";
import { type RequestRecord, readRecords } from "./request-log";

/** Which settings of a document that keeps separate ones. */
export interface OnPlatform {
  /** `mobile` only for `domain` and `features`. @default "web" */
  platform?: Platform;
}

/** Whose change a version is. */
export interface Authorship {
  /** `jane@example.com` or `Jane (jane@example.com)`, served as it is. @default "ops@example.com" */
  by?: string;
  /** A date, or RFC 3339 text served as it is. @default - now */
  at?: Date | string;
}

/** A version for `seedHistory`: settings on top of those that stand, or any JSON value word for word. */
export type SeedVersion = ({ settings: object } & Authorship) | { raw: unknown };

/** A running Fullstory API that does what a test tells it. */
export interface Simulator {
  /** Its base URL, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The key that may read everything. */
  readonly adminKey: string;
  /** The key that may not read privacy, unless configured. */
  readonly standardKey: string;
  readonly orgId: string;
  /** Opens the control endpoint, for `connectSimulator` elsewhere. */
  readonly controlToken: string;

  /**
   * Makes a new version: the fields given replace those of the version before, and `metadata` tells who
   * and when. Fields of a `metadata` of your own win over those.
   */
  set(document: DocumentName, settings: object, options?: Authorship & OnPlatform): Promise<void>;
  /** Makes a new version that is exactly this JSON value, whatever its shape and the spelling configured. */
  replace(document: DocumentName, value: unknown, options?: OnPlatform): Promise<void>;
  /** Forgets all versions and has these instead, newest first; without `at`, an hour lies between two. */
  seedHistory(
    document: DocumentName,
    newestFirst: readonly SeedVersion[],
    options?: OnPlatform,
  ): Promise<void>;
  /** The newest version as it is stored: in camelCase, unless it was set otherwise. */
  get(document: DocumentName, options?: OnPlatform): Promise<JsonValue>;
  /** What the session answers; `null` makes it unknown. The id is not percent-encoded. */
  setSessionEvents(sessionId: string, events: readonly unknown[] | null): Promise<void>;

  /** Has something go wrong, after the faults asked for earlier. */
  fault(fault: Fault): Promise<void>;
  /** Has nothing go wrong any more. Requests left hanging stay so. */
  clearFaults(): Promise<void>;
  /** Changes the fields given of how the API behaves. */
  configure(changes: SimulatorBehaviour): Promise<void>;

  /** The requests to the API, in order of arrival. Never holds a key. */
  requests(): Promise<RequestRecord[]>;
  clearRequests(): Promise<void>;
  /** How many requests were open at once at most, since the start or `clearRequests`. */
  maxInFlight(): Promise<number>;

  /** Settings, behaviour, faults and requests as they were at the start. Keys and address stay. */
  reset(): Promise<void>;
  /** Ends connections, frees the port and ends the thread or process. Asking twice does no harm. */
  stop(): Promise<void>;
}

/** The simulator at these coordinates; `end` is what stops it. */
export function createSimulator(
  where: Coordinates,
  control: ControlClient,
  end: () => Promise<void>,
): Simulator {
  let ended: Promise<void> | undefined;
  const call = async (name: string, body?: object): Promise<void> => {
    await control.call(name, body);
  };
  return {
    ...where,
    set: (document, settings, options) => call("set", { document, settings, ...options }),
    replace: (document, value, options) => call("replace", { document, value, ...options }),
    seedHistory: (document, versions, options) => call("seed-history", { document, versions, ...options }),
    get: (document, options) => control.call("get", { document, ...options }),
    setSessionEvents: (sessionId, events) => call("session-events", { sessionId, events }),
    fault: (fault) => call("fault", fault),
    clearFaults: () => call("clear-faults"),
    configure: (changes) => call("configure", changes),
    requests: async () => readRecords(await control.call("requests")),
    clearRequests: () => call("clear-requests"),
    maxInFlight: async () => Number(await control.call("max-in-flight")),
    reset: () => call("reset"),
    stop: () => {
      ended ??= end();
      return ended;
    },
  };
}
