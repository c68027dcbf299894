/** A session id as the API's path takes it, or why it cannot be one. The id itself is never repeated. */
export type SessionIdReading =
  | { readonly ok: true; readonly encoded: string }
  | { readonly ok: false; readonly fault: string };

const MAX_PART_LENGTH = 128;

/**
 * Reads `device:session` or `uuid:uuid`, or the same with the `!` that replay URLs carry in place of the colon,
 * and encodes the colon as `%3A`, once.
 */
export function readSessionId(given: unknown): SessionIdReading {
  const fault = (text: string): SessionIdReading => ({ ok: false, fault: `sessionId: ${text}` });
  if (typeof given !== "string") return fault("is not a string");
  if (given === "") return fault("is empty");
  if (/[\x00-\x1f\x7f]/.test(given)) return fault("has a control character inside");
  if (given.includes("%")) return fault("is already encoded; pass it as device:session");
  if (/[/\\]/.test(given)) return fault("has a slash inside; pass only the id, not the replay URL");
  const parts = given.split(/[:!]/);
  const [device = "", session = ""] = parts;
  if (parts.length !== 2 || device === "" || session === "") return fault("is not device:session");
  if (!parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) {
    return fault("has a character other than letters, digits, - and _ around its colon");
  }
  if (parts.some((part) => part.length > MAX_PART_LENGTH)) return fault("is too long");
  return { ok: true, encoded: `${device}%3A${session}` };
}
