import type { PatternNode, ValueNode } from "../declare/declared-node.js";
import { type Field, isKnownEnum, listEnumSpellings } from "../model/field.js";
import { isScalar, type Json, type Scalar } from "../model/json.js";
import { toCompared } from "../model/live-value.js";
import type { FindingResult } from "./finding.js";

/** How a pattern is read: as what must be there, or, under `Match.not`, as what must not be. */
export type Reading = "demanded" | "forbidden";

/** Whether a live value equals a literal in any spelling, or is one of the values that are enough for it. */
export function holdsScalar(field: Field, node: ValueNode, value: Json): boolean {
  return isScalar(value) && isEnough(field, node, toCompared(field, value));
}

function isEnough(field: Field, node: ValueNode, live: Scalar): boolean {
  if (live === toCompared(field, node.value)) return true;
  return node.enough?.some((enough) => toCompared(field, enough) === live) ?? false;
}

/** Whether a live text covers a declared one, as a wider range or a longer selector list does. */
export function coversText(field: Field, live: Json, declared: Json): boolean {
  if (!("covers" in field) || typeof live !== "string" || typeof declared !== "string") return false;
  return field.covers?.(live, declared) === true;
}

/** Whether a live value is a word that the endpoint table does not know. */
export function isUnknownWord(field: Field, value: Json | undefined): boolean {
  return field.kind === "enum" && typeof value === "string" && !isKnownEnum(field, value);
}

export function holdsPattern(field: Field, node: PatternNode, value: Json): FindingResult {
  if (typeof value !== "string") return "differs";
  if (isUnknownWord(field, value)) return "not-checked";
  const spellings =
    field.kind === "enum" ? listEnumSpellings(field, value) : [value, String(toCompared(field, value))];
  return spellings.some(node.test) ? "matches" : "differs";
}
