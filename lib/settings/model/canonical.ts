import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** Letters that stand for themselves in canonical text; all others are written `\uXXXX`. */
const PLAIN = /^[\x20-\x22\x27-\x7e]*$/;
const SPECIAL = /[^\x20-\x22\x27-\x7e]/g;
/**
 * Characters that a quoted text must not have to be canonical as it is: those that JSON escapes, and all that `PLAIN`
 * excludes.
 */
const NOT_VERBATIM = /[^\x20\x21\x27-\x5b\x5d-\x7e]|e\+/;
/**
 * The same, and all characters that sort before the closing quote: without them texts sort alike with and without
 * quotes.
 */
const NOT_SORTABLE = /[^\x27-\x5b\x5d-\x7e]|e\+/;
/** CDKTF looks for number tokens with a pattern that is quadratic on such a run. */
const LONG_RUN = /[0-9.+\-|]{257,}/g;
const RUN = 256;
/** The digits of an escape count as well, so a piece is that much shorter. */
const PIECE = RUN - 5;
/** Where the text of a number token of CDKTF is broken up. Such a token always looks like `-8.109e+298`. */
const NUMBER_TOKEN = /(\de)\+(?=\d)/g;

/** Canonical text longer than this travels as its digest. */
export const DIGEST_ABOVE_BYTES = 128;

/**
 * The one function that writes canonical text: JSON in printable ASCII, keys sorted by code unit, and `$`, `%`,
 * `#`, `&` and everything beyond ASCII as `\uXXXX`, so that neither Terraform nor CDKTF finds anything to
 * interpret (number tokens are broken up likewise), and different strings stay different under Terraform's own
 * normalisation.
 */
export function canonicalText(value: Json): string {
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (Array.isArray(value)) return canonicalList(value.map((item: Json) => canonicalText(item)));
  if (isJsonObject(value)) return canonicalJsonObject(value);
  return String(value);
}

function canonicalJsonObject(value: JsonObject): string {
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry !== undefined)
      text += `${text === "" ? "" : ","}${canonicalString(key)}:${canonicalText(entry)}`;
  }
  return `{${text}}`;
}

export function canonicalString(text: string): string {
  return isFree(text, NOT_VERBATIM) ? `"${text}"` : escaped(text);
}

/** Whether a text has none of the characters, and is with its quotes too short for a long run. */
function isFree(text: string, of: RegExp): boolean {
  return text.length <= RUN - 2 && !of.test(text);
}

function escaped(text: string): string {
  const json = JSON.stringify(text);
  const printable = PLAIN.test(json) ? json : json.replace(SPECIAL, unicodeEscape);
  const ascii = printable.includes("e+") ? printable.replace(NUMBER_TOKEN, breakToken) : printable;
  return ascii.length > RUN ? ascii.replace(LONG_RUN, breakRun) : ascii;
}

/** A list of canonical texts, in the order given. */
export function canonicalList(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

/** A set of canonical texts: sorted by code unit, each once. */
export function canonicalSet(items: Iterable<string>): string {
  return canonicalList(sortedSet(items));
}

/**
 * The canonical text of a set of texts. Where no text needs escaping, as in lists of addresses, they are sorted without
 * quotes and quoted together, which is faster.
 */
export function canonicalStringSet(texts: readonly string[]): string {
  if (!texts.every((text) => isFree(text, NOT_SORTABLE))) return canonicalSet(texts.map(canonicalString));
  return texts.length === 0 ? "[]" : `["${sortedSet(texts).join('","')}"]`;
}

export function sortedSet(items: Iterable<string>): string[] {
  // Equal texts are neighbours after sorting. Comparing neighbours is faster than a Set.
  const sorted = [...items].sort();
  return sorted.filter((text, index) => index === 0 || text !== sorted[index - 1]);
}

/** An object whose values are canonical texts already. */
export function canonicalObject(entries: Iterable<readonly [string, string]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, text]) => `${canonicalString(key)}:${text}`).join(",")}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("a number that JSON cannot hold has no canonical text");
  return JSON.stringify(value === 0 ? 0 : value);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function breakToken(_: string, mantissa: string): string {
  return mantissa + unicodeEscape("+");
}

function breakRun(run: string): string {
  let out = "";
  for (let i = 0; i < run.length; i += PIECE) {
    out += run.slice(i, i + PIECE - 1);
    const last = run[i + PIECE - 1];
    if (last !== undefined) out += unicodeEscape(last);
  }
  return out;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Eight hexadecimal digits of a canonical text's SHA-256: what messages print and waivers quote. */
export function shortDigest(canonical: string): string {
  return sha256(canonical).slice(0, 8);
}

/** 128 bits of a digest: enough that nobody can make two texts that share it. */
export function longDigest(canonical: string): string {
  return sha256(canonical).slice(0, 32);
}

/** Canonical text as a data source carries it: in clear while short, else its digest. */
export function carried(canonical: string, secret: boolean): string {
  return secret || canonical.length > DIGEST_ABOVE_BYTES ? `sha256:${sha256(canonical)}` : canonical;
}
