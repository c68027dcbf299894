import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { entryField } from "../settings/declare/declared-text.js";
import { type Field, listFieldOf, type ObjectField } from "../settings/model/field.js";
import type { Json, JsonObject } from "../settings/model/json.js";
import { comparedScalar } from "../settings/model/live-value.js";
import { itemStep, keyStep } from "../settings/model/path.js";
import type { Problem } from "../settings/model/problem.js";
import { digestOf, isDigest } from "../snapshot/digest.js";
import { withoutAbsentNotes } from "./stored-notes.js";

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
export function storedDeclaration(
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
        new Storing({ hasDigests: holdsDigests(live), leavesOutNotes }, problems).node(
          entryField(field, key),
          entry,
          key,
        ),
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

  node(field: Field, node: DeclaredNode, path: string): DeclaredNode {
    const item = listFieldOf(field).item;
    switch (node.kind) {
      case "absent":
        return this.stored.leavesOutNotes ? withoutAbsentNotes(field, node) : node;
      case "value":
        return this.isStored(field) && typeof node.value === "string" && !isDigest(node.value)
          ? { ...node, value: digestOf(comparedScalar(field, node.value)) }
          : node;
      case "pattern":
        if (this.isStored(field))
          this.problems.push({
            path,
            message: "a pattern cannot be tried on the digests that a snapshot holds",
          });
        return node;
      case "list":
      case "arrayWith":
        return { ...node, items: node.items.map((each, i) => this.node(item, each, path + itemStep(i))) };
      case "object": {
        const { entries } = node;
        const stored = [...entries].map(([key, entry]): [string, DeclaredNode] => [
          key,
          this.node(entryField(field, key), entry, path + keyStep(key)),
        ]);
        return { ...node, entries: new Map(stored) };
      }
      case "oneOf":
        return { ...node, alternatives: node.alternatives.map((each) => this.node(field, each, path)) };
      case "not":
        return { ...node, inner: this.node(field, node.inner, path) };
      case "eachLike":
        return { ...node, inner: this.node(item, node.inner, path) };
      default:
        return node;
    }
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
