import { type DeclaredNode, toLiteral } from "../settings/declare/declared-node.js";
import { spellDeclared } from "../settings/declare/declared-text.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { toComparedNode } from "../settings/declare/walk.js";
import { canonicalize } from "../settings/model/canonical.js";
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
  return formatPart(field, a) === formatPart(field, b);
}

const texts = new WeakMap<DeclaredNode, string>();

/** The JSON form of a part as text, the same for all spellings of one value. */
export function formatPart(field: Field, node: DeclaredNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = canonicalize(writeDeclaration(field, toComparedNode(field, node)));
  texts.set(node, text);
  return text;
}

/** The one change from a part to another one. What cannot be shown to be only stricter is weaker. */
export function changeWhole({ field, old, now, at }: Weighed, tighter = false): Changes {
  return [{ path: at.path, before: spellDeclared(field, old), after: spellDeclared(field, now), tighter }];
}

/** An item of a list that only one of two declarations has, or that they have otherwise. */
interface Items {
  readonly old?: DeclaredNode | undefined;
  readonly now?: DeclaredNode | undefined;
  readonly tighter: boolean;
}

export function buildItemChange(
  { item }: ListField,
  { path }: Place,
  { old, now, tighter }: Items,
): StrictnessChange {
  return {
    path,
    ...(old === undefined ? {} : { before: spellDeclared(item, old) }),
    ...(now === undefined ? {} : { after: spellDeclared(item, now) }),
    tighter,
  };
}

/** Whether it is only stricter that an item came, or went. */
export function isStricter(direction: ListField["added"], node: DeclaredNode, { siblings }: Place): boolean {
  return direction?.({ item: toLiteral(node), siblings }) === "tightened";
}

/** Whether a declared item may be one that unmasks; only literals show that it is not. */
export function mayUnmask({ unmasks }: ListField, node: DeclaredNode): boolean {
  if (unmasks === undefined) return false;
  const item = toLiteral(node);
  if (!isJsonObject(item) || typeof item[unmasks.by] !== "string") return true;
  return unmasks.test(item);
}
