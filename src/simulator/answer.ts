import type { JsonValue } from "./json";

/** What goes out: whole, unless a fault spoils it on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The error codes of the API, by status. 405 is not documented; the rest are. */
const ERRORS: ReadonlyMap<number, readonly [code: string, message: string]> = new Map([
  [400, ["required_field", "a request parameter is missing or not valid"]],
  [401, ["unauthorized", "the API key is missing or not known"]],
  [403, ["forbidden", "the API key may not read this resource"]],
  [404, ["resource_not_found", "there is no such resource"]],
  [405, ["method_not_allowed", "this resource can only be read, with GET"]],
  [429, ["too_many_requests", "the rate limit is exceeded, see Retry-After"]],
  [500, ["server_error", "the server met an error"]],
]);

export function answerJson(status: number, value: JsonValue, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

/** The documented error body for a status; other 4xx are told as 400 and other 5xx as 500 are. */
export function answerError(status: number, message?: string, headers: Record<string, string> = {}): Answer {
  const [code, usual] = ERRORS.get(status) ?? ERRORS.get(status < 500 ? 400 : 500) ?? ["server_error", ""];
  return answerJson(status, { message: message ?? usual, code }, headers);
}
