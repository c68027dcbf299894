import { type DeclaredNode, literalOf } from "../settings/declare/declared-node.js";
import { declaredText } from "../settings/declare/declared-text.js";
import type { ListField } from "../settings/model/field.js";
import { isJsonObject } from "../settings/model/json.js";
import type { Place, StrictnessChange } from "./strictness-change.js";

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
