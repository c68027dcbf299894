import type { Expectation } from "../expectations/expectation.js";
import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { type Field, getField, toListField } from "../settings/model/field.js";
import { toCompared } from "../settings/model/live-value.js";
import { isSecretClass } from "../settings/model/mask.js";
import { digestValue } from "../snapshot/digest.js";
import { resolvePolicy } from "../verdict/judge.js";
import type { EvidenceExpectation } from "./evidence.js";
import { recordReason } from "./findings.js";
import type { RecordedOrg, RecordedSource } from "./input.js";

/** An expectation as data, with everything that decides in it. */
export function recordExpectation(
  expectation: Expectation,
  { schema, org }: Pick<RecordedSource, "schema" | "org">,
): EvidenceExpectation {
  const { node, over, options, constructPath } = expectation;
  const document = schema.version ?? schema.document;
  return {
    construct: constructPath,
    quantifier: over?.kind ?? "now",
    // Values of hidden classes are digests in it.
    ...(node === undefined
      ? {}
      : { declared: writeDeclaration(document, withEntryDigests(document, node, org)) }),
    ...(over === undefined ? {} : { since: over.since }),
    ...(over?.kind === "changed-only-by"
      ? { allowEmpty: over.allowEmpty, actors: [...over.actors].map(digestValue).sort() }
      : {}),
    ...resolvePolicy(options, org),
    ...recordReason(expectation),
  };
}

function withEntryDigests(field: Field, node: ObjectNode, org: RecordedOrg): ObjectNode {
  const entries = [...node.entries].map(([key, entry]): [string, DeclaredNode] => [
    key,
    withDigests(getField(field, key), entry, org),
  ]);
  return { ...node, entries: new Map(entries) };
}

function withDigests(field: Field, node: DeclaredNode, org: RecordedOrg): DeclaredNode {
  const isHidden = isSecretClass(field.dataClass, org);
  const item = toListField(field).item;
  switch (node.kind) {
    case "value":
      return isHidden && node.value !== null
        ? { ...node, value: digestValue(toCompared(field, node.value)) }
        : node;
    case "pattern":
      return isHidden ? { ...node, source: digestValue(node.source) } : node;
    case "list":
    case "arrayWith":
      return { ...node, items: node.items.map((each) => withDigests(item, each, org)) };
    case "object":
      return withEntryDigests(field, node, org);
    case "oneOf":
      return { ...node, alternatives: node.alternatives.map((each) => withDigests(field, each, org)) };
    case "not":
      return { ...node, inner: withDigests(field, node.inner, org) };
    case "eachLike":
      return { ...node, inner: withDigests(item, node.inner, org) };
    default:
      return node;
  }
}
