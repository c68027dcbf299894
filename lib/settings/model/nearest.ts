import { closest, distance } from "fastest-levenshtein";
import { canonicalEnum, type Field } from "./field.js";
import type { Scalar } from "./json.js";
import { quoted } from "./path.js";

/** The known word that somebody who typed `word` most likely meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length > 100) return undefined;
  const lower = known.map((name) => name.toLowerCase());
  const near = lower.indexOf(closest(word.toLowerCase(), lower));
  const found = known[near];
  if (found === undefined) return undefined;
  const limit = Math.max(2, Math.ceil(found.length / 3));
  return distance(word.toLowerCase(), found.toLowerCase()) <= limit ? found : undefined;
}

/** Where an enum literal is one that the table does not know: so, and which it may have meant. */
export function enumHint(field: Field, value: Scalar): string | undefined {
  if (field.kind !== "enum" || typeof value !== "string") return undefined;
  if (field.values.includes(canonicalEnum(field, value))) return undefined;
  const near = nearest(value, field.values);
  return `${quoted(value)} is not a documented value${near === undefined ? "" : `; did you mean ${quoted(near)}?`}`;
}
