import { type Answer, answerError } from "./answer";
import { PLATFORMS, type Platform } from "./documents";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import { isObject, type JsonObject, type JsonValue } from "./json";

/** A fault as the server acts on it: checked, with every default filled in. */
export interface ScheduledFault {
  readonly path: string | undefined;
  readonly exact: boolean;
  readonly platform: Platform | undefined;
  readonly times: number;
  readonly after: number;
  readonly effect: Effect;
}

export type Effect =
  | { readonly kind: "latency"; readonly ms: number }
  | { readonly kind: "header"; readonly headers: Record<string, string> }
  | { readonly kind: "gzip" }
  | { readonly kind: "loop-token" }
  | { readonly kind: "wrong-me"; readonly me: JsonObject }
  | Ending;

/** What ends an answer otherwise than whole. */
export type Ending =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "truncated-json" | "hang" | "hang-body" | "cut" | "reset" }
  | { readonly kind: "huge" | "gzip-bomb"; readonly bytes: number };

const SCHEDULE = ["kind", "match", "times", "after"];

/** The fields of each kind beside those of every fault, and what they come to. */
const KINDS: ReadonlyMap<string, readonly [names: readonly string[], read: (fault: Fields) => Effect]> =
  new Map<string, readonly [readonly string[], (fault: Fields) => Effect]>([
    ["latency", [["ms"], (fault) => ({ kind: "latency", ms: fault.count("ms") })]],
    [
      "header",
      [["headers"], (fault) => ({ kind: "header", headers: fault.readOptionalHeaders("headers") ?? {} })],
    ],
    ["gzip", [[], () => ({ kind: "gzip" })]],
    ["loop-token", [[], () => ({ kind: "loop-token" })]],
    ["wrong-me", [["orgId", "role", "email"], readWrongMe]],
    ["status", [["status", "body", "headers"], readStatus]],
    ["hang", [[], () => ({ kind: "hang" })]],
    ["hang-body", [[], () => ({ kind: "hang-body" })]],
    ["cut", [[], () => ({ kind: "cut" })]],
    ["reset", [[], () => ({ kind: "reset" })]],
    [
      "html",
      [
        ["html"],
        (fault) => answerRaw(200, "text/html; charset=utf-8", fault.readOptionalText("html") ?? PAGE),
      ],
    ],
    ["invalid-json", [[], () => answerRaw(200, "application/json", '{"recordGeoMode": GEO_ALLOW_LIST, }')]],
    ["truncated-json", [[], () => ({ kind: "truncated-json" })]],
    ["body", [["text", "status", "contentType"], readBody]],
    ["huge", [["bytes"], (fault) => ({ kind: "huge", bytes: fault.count("bytes") })]],
    ["gzip-bomb", [["bytes"], (fault) => ({ kind: "gzip-bomb", bytes: fault.count("bytes") })]],
    ["redirect", [["location", "status"], readRedirect]],
  ]);

const PAGE = "<!doctype html><title>Maintenance</title><p>Back at noon.</p>";

export function readFault(value: JsonValue): ScheduledFault {
  const kind = isObject(value) ? value["kind"] : undefined;
  const [names, read] = KINDS.get(String(kind)) ?? refuseUnknownKind(kind);
  const fault = new Fields(value, `fault ${String(kind)}`, [...SCHEDULE, ...names]);
  const match = new Fields(fault.readOptional("match") ?? {}, "fault.match", ["path", "exact", "platform"]);
  return {
    path: match.readOptionalText("path"),
    exact: match.readOptionalFlag("exact") ?? false,
    platform: match.readOptionalOneOf("platform", PLATFORMS),
    times: fault.readOptionalCount("times") ?? Number.POSITIVE_INFINITY,
    after: fault.readOptionalCount("after") ?? 0,
    effect: read(fault),
  };
}

function refuseUnknownKind(kind: JsonValue | undefined): never {
  throw new SimulatorError(
    "bad_request",
    `there is no fault of kind ${JSON.stringify(kind)}; there are ${[...KINDS.keys()].join(", ")}`,
  );
}

function readWrongMe(fault: Fields): Effect {
  const fields = ["orgId", "role", "email"].flatMap((name): [string, string][] => {
    const text = fault.readOptionalText(name);
    return text === undefined ? [] : [[name, text]];
  });
  return { kind: "wrong-me", me: Object.fromEntries(fields) };
}

function readStatus(fault: Fields): Effect {
  const status = readStatusCode(fault, undefined);
  const headers =
    fault.readOptionalHeaders("headers") ?? (status === 429 ? { "retry-after": "1" } : undefined) ?? {};
  const body = fault.readOptional("body");
  const usual: Answer =
    status < 400 ? { status, headers, body: "" } : answerError(status, undefined, headers);
  if (body === undefined) return { kind: "answer", answer: usual };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    kind: "answer",
    answer: { status, headers: { "content-type": "application/json", ...headers }, body: text },
  };
}

function readBody(fault: Fields): Effect {
  const contentType = fault.readOptionalText("contentType") ?? "application/json";
  return answerRaw(readStatusCode(fault, 200), contentType, fault.readText("text"));
}

function readRedirect(fault: Fields): Effect {
  const headers = { location: fault.readText("location") };
  return { kind: "answer", answer: { status: readStatusCode(fault, 302), headers, body: "" } };
}

function readStatusCode(fault: Fields, usual: number | undefined): number {
  const status = fault.readOptionalCount("status") ?? usual ?? fault.count("status");
  if (status < 200 || status > 599)
    throw new SimulatorError("bad_request", "fault.status must be from 200 to 599");
  return status;
}

function answerRaw(status: number, contentType: string, body: string): Effect {
  return { kind: "answer", answer: { status, headers: { "content-type": contentType }, body } };
}
