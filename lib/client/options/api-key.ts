/** What became of a key that someone gave: usable, not there, or not usable for a reason that does not quote it. */
export type KeyReading =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "missing" }
  | { readonly kind: "fault"; readonly fault: string };

const MAX_KEY_LENGTH = 4096;
const SCHEME = /^basic(?:\s+|$)/i;

/**
 * Reads an API key as people paste it: blanks around it and one leading `Basic ` are dropped.
 * Everything else that an `Authorization` header cannot carry as one word is a fault.
 */
export function readApiKey(given: unknown): KeyReading {
  if (given === undefined || given === null) return { kind: "missing" };
  if (typeof given !== "string") return { kind: "fault", fault: "is not a string" };
  const key = given.trim().replace(SCHEME, "");
  if (key === "") return { kind: "missing" };
  if (SCHEME.test(key)) return { kind: "fault", fault: "starts with `Basic ` twice" };
  if (/\s/.test(key)) return { kind: "fault", fault: "has a blank or a line break inside" };
  if (/[\x00-\x1f\x7f]/.test(key)) return { kind: "fault", fault: "has a control character inside" };
  if (/[^\x21-\x7e]/.test(key)) return { kind: "fault", fault: "has a character that a header cannot carry" };
  if (key.length > MAX_KEY_LENGTH)
    return { kind: "fault", fault: `is longer than ${MAX_KEY_LENGTH} characters` };
  return { kind: "key", key };
}

export type Region = "na1" | "eu1";

/** The region that a key says it belongs to by its prefix. */
export function findRegion(key: string): Region | undefined {
  const prefix = /^(na1|eu1)\./.exec(key)?.[1];
  return prefix === "na1" || prefix === "eu1" ? prefix : undefined;
}
