import { closest, distance } from "fastest-levenshtein";
import { type Field, isKnownEnum } from "./field.js";
import type { Scalar } from "./json.js";
import { quote } from "./path.js";

/** The known word that somebody who typed `word` most likely meant. */
export function findNearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 100) return undefined;
  const lower = known.map((name) => name.toLowerCase());
  const near = lower.indexOf(closest(word.toLowerCase(), lower));
  const found = known[near];
  if (found === undefined) return undefined;
  const limit = Math.max(2, Math.ceil(found.length / 3));
  return distance(word.toLowerCase(), found.toLowerCase()) <= limit ? found : undefined;
}

/**
 * The one documented word that differs by a slip of the fingers. Words with a common beginning are compared by what
 * follows it: `PRIVACY_MODE_MASK` is no misspelt `PRIVACY_MODE_OFF`, and nobody must be led to a weaker value.
 */
function findTypo(word: string, known: readonly string[]): string | undefined {
  const given = word.toUpperCase();
  const near = known.filter((each) => {
    const shared = countSharedLetters(given, each);
    const [a, b] = [given.slice(shared), each.slice(shared)];
    return distance(a, b) <= Math.min(2, Math.floor(Math.max(a.length, b.length) / 3));
  });
  return near.length === 1 ? near[0] : undefined;
}

/** The length of the common beginning of two words joined by underscores, in whole words. */
function countSharedLetters(a: string, b: string): number {
  let at = 0;
  for (const word of a.split("_").slice(0, -1)) {
    if (!b.startsWith(`${word}_`, at)) break;
    at += word.length + 1;
  }
  return at;
}

/** A hint for an enum literal that is not documented, with the word that was probably meant. */
export function findEnumHint(field: Field, value: Scalar): string | undefined {
  if (field.kind !== "enum" || typeof value !== "string") return undefined;
  if (isKnownEnum(field, value)) return undefined;
  const near = findTypo(value, field.values);
  const meant = near === undefined ? "" : `; did you mean ${quote(near)}?`;
  return `${quote(value)} is not a documented value${meant} (documented: ${field.values.join(", ")})`;
}
