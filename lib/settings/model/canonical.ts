import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** Letters that are written `\uXXXX` in canonical text; all others stand for themselves. */
const SPECIAL = /[^\x20-\x22\x27-\x7e]/g;
/** What JSON must not have to be canonical as it is: such letters, and what may be a number token of CDKTF. */
const NOT_VERBATIM = /[^\x20-\x22\x27-\x7e]|e\+/;
/** CDKTF looks for number tokens with a pattern that is quadratic on such a run. */
const LONG_RUN = /[0-9.+\-|]{257,}/g;
/** What is kept of such a run, and the letter that is escaped behind it. The digits of the escape count as well. */
const PIECE = /(.{250})(.)/g;
/** A quoted text that is shorter has no such run. */
const SHORT = 259;
/** Where the text of a number token of CDKTF is broken up. Such a token always looks like `-8.109e+298`. */
const NUMBER_TOKEN = /(\de)\+(?=\d)/g;

/** Canonical text longer than this travels as its digest. */
const DIGEST_ABOVE_BYTES = 128;

/**
 * The one function that writes canonical text: JSON in printable ASCII, keys sorted by code unit, and `$`, `%`,
 * `#`, `&` and everything beyond ASCII as `\uXXXX`, so that neither Terraform nor CDKTF finds anything to
 * interpret (number tokens are broken up likewise), and different strings stay different under Terraform's own
 * normalisation.
 */
export function canonicalize(value: Json): string {
  if (typeof value === "string") return canonicalizeString(value);
  if (typeof value === "number") return canonicalizeNumber(value);
  if (Array.isArray(value)) return canonicalizeList(value.map((item: Json) => canonicalize(item)));
  if (isJsonObject(value)) return canonicalizeJsonObject(value);
  return String(value);
}

function canonicalizeJsonObject(value: JsonObject): string {
  const entries = new Map<string, string>();
  for (const [key, entry] of Object.entries(value))
    if (entry !== undefined) entries.set(key, canonicalize(entry));
  return canonicalizeObject(entries);
}

export function canonicalizeString(text: string): string {
  const json = JSON.stringify(text);
  // Looking once is much faster than replacing three times, and hardly any text needs it.
  return json.length < SHORT && !NOT_VERBATIM.test(json) ? json : escapeCanonical(json);
}

function escapeCanonical(json: string): string {
  const printable = json.replace(SPECIAL, escapeCharacter);
  return printable.replace(NUMBER_TOKEN, "$1\\u002b").replace(LONG_RUN, breakRun);
}

/** A list of canonical texts, in the order given. */
export function canonicalizeList(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

/** A set of canonical texts: sorted by code unit, each once. */
export function canonicalizeSet(items: Iterable<string>): string {
  // Equal texts are neighbours after sorting. Comparing neighbours is faster than a Set.
  const sorted = [...items].sort();
  return canonicalizeList(sorted.filter((text, index) => text !== sorted[index - 1]));
}

/** An object whose values are canonical texts already. */
export function canonicalizeObject(entries: Iterable<readonly [string, string]>): string {
  const texts = new Map(entries);
  const written = [...texts.keys()].sort().map((key) => `${canonicalizeString(key)}:${texts.get(key)}`);
  return `{${written.join(",")}}`;
}

function canonicalizeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("a number that JSON cannot hold has no canonical text");
  return JSON.stringify(value);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function breakRun(run: string): string {
  return run.replace(PIECE, (_, kept: string, last: string) => kept + escapeCharacter(last));
}

export function hash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Eight hexadecimal digits of a canonical text's SHA-256: what messages print and waivers quote. */
export function toShortDigest(canonical: string): string {
  return hash(canonical).slice(0, 8);
}

/** 128 bits of a digest: enough that nobody can make two texts that share it. */
export function toLongDigest(canonical: string): string {
  return hash(canonical).slice(0, 32);
}

/** Canonical text as a data source carries it: in clear while short, else its digest. */
export function toCarried(canonical: string, secret: boolean): string {
  return secret || canonical.length > DIGEST_ABOVE_BYTES ? `sha256:${hash(canonical)}` : canonical;
}
