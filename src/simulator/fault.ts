import type { Platform } from "./documents";

/** Which requests a fault spoils. The control endpoint is never spoilt. */
export interface FaultMatch {
  /** A part of the request's path, such as `geo` or `/history`. @default - every path */
  path?: string;
  /** Whether `path` is the whole path rather than a part of it. @default false */
  exact?: boolean;
  /** Only requests for this platform; one that names none means `web`. @default - any */
  platform?: Platform;
}

/** When a fault strikes. Used-up faults fall through to the next one, and in the end to the ordinary answer. */
export interface FaultSchedule {
  /** @default - every request */
  match?: FaultMatch;
  /** How many matching requests it strikes. @default - for ever */
  times?: number;
  /** How many matching requests it lets through first. @default 0 */
  after?: number;
}

/** These change the ordinary answer. They add up, and may be joined with one fault that ends it. */
export type ChangingFault =
  /** Waits that many milliseconds, then goes on. */
  | { kind: "latency"; ms: number }
  /** Sets headers, such as `age` or `date`, also on what the faults below send. */
  | { kind: "header"; headers: Record<string, string> }
  /** Compresses the body, if the request accepts that. */
  | { kind: "gzip" }
  /** Every page of a history names the same next page, for ever. */
  | { kind: "loop-token" }
  /** `/me` tells another org, role or e-mail address. */
  | { kind: "wrong-me"; orgId?: string; role?: string; email?: string };

/** These take the place of the ordinary answer, or spoil it on its way. The first that applies wins. */
export type EndingFault =
  /**
   * Any status from 200 up. `body`: a string is sent as it is, anything else as JSON; by default the
   * documented error. A 429 carries `retry-after: 1` unless `headers` are given.
   */
  | { kind: "status"; status: number; body?: unknown; headers?: Record<string, string> }
  /** Never answers. */
  | { kind: "hang" }
  /** Sends the headers and half of the body, then nothing more. */
  | { kind: "hang-body" }
  /** Sends half of what content-length promises, then ends the connection. */
  | { kind: "cut" }
  /** Resets the connection before answering. */
  | { kind: "reset" }
  /** 200 with a web page. */
  | { kind: "html"; html?: string }
  /** 200 with a body that calls itself JSON and is none. */
  | { kind: "invalid-json" }
  /** The first half of the ordinary body, as if it were whole. */
  | { kind: "truncated-json" }
  /** Any text; status 200 and `application/json` by default. */
  | { kind: "body"; text: string; status?: number; contentType?: string }
  /** Streams valid JSON of that many bytes. */
  | { kind: "huge"; bytes: number }
  /** Streams a small gzip body that unpacks to valid JSON of that many bytes, asked for or not. */
  | { kind: "gzip-bomb"; bytes: number }
  /** Sends the client elsewhere; 302 by default. */
  | { kind: "redirect"; location: string; status?: number };

/** Something that goes wrong on demand. */
export type Fault = FaultSchedule & (ChangingFault | EndingFault);
