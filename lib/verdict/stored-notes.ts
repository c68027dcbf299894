import type { DeclaredNode } from "../settings/declare/declared-node.js";
import type { Field, ObjectField } from "../settings/model/field.js";

const known = new WeakMap<ObjectField, ObjectField>();

/**
 * A document's fields as a snapshot without free text answers them: a note that is not there was left out, and is not
 * the empty text that its absence means in an answer of the API.
 */
export function withNotesLeftOut(field: ObjectField): ObjectField {
  const made = known.get(field) ?? leaveOut(field);
  known.set(field, made);
  return made;
}

function leaveOut<F extends Field>(field: F): F {
  if (field.dataClass === "freeText") {
    const { absence: _, ...rest } = field;
    return { ...rest, unanswered: LEFT_OUT } as F;
  }
  if (field.kind === "list") return { ...field, item: leaveOut(field.item) };
  if (field.kind !== "object") return field;
  const fields = Object.entries(field.fields).map(([key, inner]) => [key, leaveOut(inner)] as const);
  return { ...field, fields: Object.fromEntries(fields) };
}

const LEFT_OUT =
  "the snapshot leaves free text out: write it with `cdktf-fullstory snapshot update --include-notes`";

/** `Match.absent()` on a note is the empty text. Only a value can be not checked. */
export function withoutAbsentNotes(field: Field, node: DeclaredNode): DeclaredNode {
  return node.kind === "absent" && field.dataClass === "freeText" ? { kind: "value", value: "" } : node;
}
