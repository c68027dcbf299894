import { type DeclaredNode, literalOf } from "../settings/declare/declared-node.js";
import { declaredText } from "../settings/declare/declared-text.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { comparedNode } from "../settings/declare/walk.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { Field, ListField, Siblings } from "../settings/model/field.js";
import { isJsonObject } from "../settings/model/json.js";

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

export type Changes = readonly StrictnessChange[];

/** Two declarations of one part of a document. */
export interface Weighed<Old = DeclaredNode, Now = DeclaredNode> {
  readonly field: Field;
  readonly old: Old;
  readonly now: Now;
  readonly at: Place;
}

export type Weigh = (pair: Weighed) => Changes;

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

/** The one change from a part to another one. What cannot be shown to be only stricter is weaker. */
export function changeWhole({ field, old, now, at }: Weighed, tighter = false): Changes {
  return [{ path: at.path, before: declaredText(field, old), after: declaredText(field, now), tighter }];
}

/** An item of a list that only one of two declarations has, or that they have otherwise. */
interface Items {
  readonly old?: DeclaredNode | undefined;
  readonly now?: DeclaredNode | undefined;
  readonly tighter: boolean;
}

export function itemChange(
  { item }: ListField,
  { path }: Place,
  { old, now, tighter }: Items,
): StrictnessChange {
  return {
    path,
    ...(old === undefined ? {} : { before: declaredText(item, old) }),
    ...(now === undefined ? {} : { after: declaredText(item, now) }),
    tighter,
  };
}

/** Whether it is only stricter that an item came, or went. */
export function isStricter(direction: ListField["added"], node: DeclaredNode, { siblings }: Place): boolean {
  return direction?.({ item: literalOf(node), siblings }) === "tightened";
}

/** Whether a declared item may be one that unmasks; only literals show that it is not. */
export function mayUnmask({ unmasks }: ListField, node: DeclaredNode): boolean {
  if (unmasks === undefined) return false;
  const item = literalOf(node);
  if (!isJsonObject(item) || typeof item[unmasks.by] !== "string") return true;
  return unmasks.test(item);
}
