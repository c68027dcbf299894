import type { DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import { isScalar, type Json, type Scalar } from "../model/json.js";
import { toCompared } from "../model/live-value.js";

/** A list of literal texts beside a live one. Values are as they came; equal ones count once. */
export interface TextsHeld {
  /** How many different texts are declared. */
  readonly declared: number;
  readonly matching: readonly Scalar[];
  readonly missing: readonly Scalar[];
  readonly extra: readonly Json[];
  /** Every different live value. */
  readonly live: readonly Json[];
}

/** Sets of literal texts need no pairing: linear in both sides. `undefined` where the list is no such set. */
export function judgeTexts(
  nodes: readonly DeclaredNode[],
  field: ListField,
  live: readonly Json[],
): TextsHeld | undefined {
  if (field.item.kind !== "text" || field.order !== "unordered") return undefined;
  const wanted = new Map<Scalar, Scalar>();
  for (const node of nodes) {
    if (node.kind !== "value") return undefined;
    const compared = toCompared(field.item, node.value);
    if (!wanted.has(compared)) wanted.set(compared, node.value);
  }
  const there = new Map<Json, Json>();
  for (const value of live) {
    const compared = isScalar(value) ? toCompared(field.item, value) : value;
    if (!there.has(compared)) there.set(compared, value);
  }
  const matching: Scalar[] = [];
  const missing: Scalar[] = [];
  for (const [compared, value] of wanted) (there.has(compared) ? matching : missing).push(value);
  const extra = [...there].filter(([compared]) => !wanted.has(compared as Scalar)).map(([, value]) => value);
  return { declared: wanted.size, matching, missing, extra, live: [...there.values()] };
}
