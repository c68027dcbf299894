import type { IncomingHttpHeaders } from "node:http";
import { type ApiRequest, AUTHORIZATION_KINDS, type AuthorizationKind } from "./api-request";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import { isArray, isObject, type JsonValue } from "./json";

/** One request that the API received, in the order of arrival. Requests to the control endpoint are not listed. */
export interface RequestRecord {
  method: string;
  /** As it was sent, still percent-encoded, without the query. */
  path: string;
  /** Decoded; of a parameter given twice, the last. */
  query: Record<string, string>;
  /** Names in lower case; `authorization` is left out. */
  headers: Record<string, string>;
  authorizationKind: AuthorizationKind;
  /** When it arrived (RFC 3339). */
  at: string;
  /** What was answered; `null` as long as nothing was, so also for a request left hanging. */
  status: number | null;
  /** Requests with the same number came over the same TCP connection. */
  connection: number;
}

const KEPT = 100_000;

/** What the API received, and how many requests it had open at once. */
export class RequestLog {
  #records: RequestRecord[] = [];
  #inFlight = 0;
  #maxInFlight = 0;

  get records(): readonly RequestRecord[] {
    return this.#records;
  }

  get maxInFlight(): number {
    return this.#maxInFlight;
  }

  open(
    { method, path, query, authorization }: ApiRequest,
    headers: IncomingHttpHeaders,
    connection: number,
  ): RequestRecord {
    this.#inFlight++;
    this.#maxInFlight = Math.max(this.#maxInFlight, this.#inFlight);
    const shown = Object.entries(headers).filter(([name]) => !name.endsWith("authorization"));
    const record: RequestRecord = {
      method,
      path,
      query: Object.fromEntries(query),
      headers: Object.fromEntries(shown.map(([name, value]) => [name, String(value)])),
      authorizationKind: authorization,
      at: new Date().toISOString(),
      status: null,
      connection,
    };
    this.#records.push(record);
    if (this.#records.length > KEPT) this.#records = this.#records.slice(-KEPT / 2);
    return record;
  }

  close(): void {
    this.#inFlight--;
  }

  /** Forgets the requests; those still open count on. */
  clear(): void {
    this.#records = [];
    this.#maxInFlight = this.#inFlight;
  }
}

/** The records as they came over the wire. */
export function readRecords(value: JsonValue): RequestRecord[] {
  if (!isArray(value)) throw new SimulatorError("unreachable", "the list of requests is not one");
  return value.map((item): RequestRecord => {
    const names = ["method", "path", "query", "headers", "authorizationKind", "at", "status", "connection"];
    const fields = new Fields(item, "request", names);
    return {
      method: fields.readText("method"),
      path: fields.readText("path"),
      query: toStrings(fields.read("query")),
      headers: toStrings(fields.read("headers")),
      authorizationKind: fields.readOneOf("authorizationKind", AUTHORIZATION_KINDS),
      at: fields.readText("at"),
      status: fields.readOptionalCount("status") ?? null,
      connection: fields.count("connection"),
    };
  });
}

function toStrings(value: JsonValue): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([name, text]) => [name, String(text)]));
}
