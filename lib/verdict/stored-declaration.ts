import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { mapNode, type PlacedNode } from "../settings/declare/walk.js";
import { type Field, getField, type ObjectField } from "../settings/model/field.js";
import type { Json, JsonObject } from "../settings/model/json.js";
import { toCompared } from "../settings/model/live-value.js";
import type { Problem } from "../settings/model/problem.js";
import { digestValue, isDigest } from "../snapshot/digest.js";

interface Stored {
  readonly node: ObjectNode;
  readonly problems: readonly Problem[];
}

interface StoredDocument {
  readonly document: object;
  /** Whether notes and labels were left out of the file. */
  readonly leavesOutNotes: boolean;
}

/**
 * A declaration as it is compared with a snapshot, which holds identifiers, people, and masked addresses as digests:
 * literals become digests too. A pattern cannot be tried on a digest, and under `not` it would always hold.
 */
export function toStoredDeclaration(
  field: ObjectField,
  node: ObjectNode,
  { document, leavesOutNotes }: StoredDocument,
): Stored {
  const problems: Problem[] = [];
  const entries = new Map(
    [...node.entries].map(([key, entry]): [string, DeclaredNode] => {
      const live = (document as JsonObject)[key];
      return [
        key,
        new Storing({ hasDigests: holdsDigests(live), leavesOutNotes }, problems).storeNode({
          field: getField(field, key),
          node: entry,
          path: key,
        }),
      ];
    }),
  );
  return { node: { ...node, entries }, problems };
}

class Storing {
  constructor(
    private readonly stored: { readonly hasDigests: boolean; readonly leavesOutNotes: boolean },
    private readonly problems: Problem[],
  ) {}

  /** Under `not` a literal also stands for every value that covers it. */
  storeNode({ field, node, path }: PlacedNode, negated = false): DeclaredNode {
    // `Match.absent()` on a note is the empty text. Only a value can be not checked.
    if (node.kind === "absent" && this.stored.leavesOutNotes && field.dataClass === "freeText")
      return { kind: "value", value: "" };
    if (node.kind === "value" && this.isStored(field) && typeof node.value === "string") {
      if (negated && field.kind === "text" && field.covers !== undefined)
        this.problems.push({
          path,
          message: "the digests that a snapshot holds do not tell what takes it in",
        });
      return isDigest(node.value) ? node : { ...node, value: digestValue(toCompared(field, node.value)) };
    }
    if (node.kind === "pattern" && this.isStored(field)) {
      const message = "a pattern cannot be tried on the digests that a snapshot holds";
      this.problems.push({ path, message });
    }
    return mapNode({ field, node, path }, (child) => this.storeNode(child, negated || node.kind === "not"));
  }

  private isStored({ dataClass }: Field): boolean {
    return (
      dataClass === "identifier" ||
      dataClass === "person" ||
      (dataClass === "address" && this.stored.hasDigests)
    );
  }
}

function holdsDigests(live: Json | undefined): boolean {
  return Array.isArray(live) && live.some(isDigest);
}

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
