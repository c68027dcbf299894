import type { DeclaredNode } from "../settings/declare/declared-node.js";
import { declaredText } from "../settings/declare/declared-text.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { comparedNode } from "../settings/declare/walk.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { Field, Siblings } from "../settings/model/field.js";

/** One thing that a later declaration asks for otherwise. Values are canonical text. */
export interface StrictnessChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** Whether a document that passes the later declaration can only be stricter than the earlier one here. */
  readonly tighter: boolean;
}

/** Where in a document two declarations are weighed. */
export interface Place {
  readonly path: string;
  /** The literals that are declared beside it: before as `declared`, after as `live`. */
  readonly siblings: Siblings;
}

export type Weigh = (
  field: Field,
  old: DeclaredNode,
  now: DeclaredNode,
  at: Place,
) => readonly StrictnessChange[];

/** Whether two parts that stand at the same place say the same, matchers and options included. */
export function isSamePart(field: Field, a: DeclaredNode, b: DeclaredNode): boolean {
  return partText(field, a) === partText(field, b);
}

const texts = new WeakMap<DeclaredNode, string>();

/** The JSON form of a part as text, the same for all spellings of one value. */
export function partText(field: Field, node: DeclaredNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = canonicalText(writeDeclaration(field, comparedNode(field, node)));
  texts.set(node, text);
  return text;
}

export function single(
  field: Field,
  old: DeclaredNode,
  now: DeclaredNode,
  at: Place,
  tighter: boolean,
): readonly StrictnessChange[] {
  return [{ path: at.path, before: declaredText(field, old), after: declaredText(field, now), tighter }];
}

export function weaker(
  field: Field,
  old: DeclaredNode,
  now: DeclaredNode,
  at: Place,
): readonly StrictnessChange[] {
  return single(field, old, now, at, false);
}
