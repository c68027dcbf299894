import type { Expectation } from "../expectations/expectation.js";
import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { entryField, type Field, listFieldOf } from "../settings/model/field.js";
import { comparedScalar } from "../settings/model/live-value.js";
import { isSecretClass } from "../settings/model/mask.js";
import { digestOf } from "../snapshot/digest.js";
import { fieldPolicy } from "../verdict/judge.js";
import type { EvidenceExpectation } from "./evidence.js";
import { declarationOf } from "./findings.js";
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
      ? { allowEmpty: over.allowEmpty, actors: [...over.actors].map(digestOf).sort() }
      : {}),
    ...fieldPolicy(options, org),
    ...declarationOf(expectation),
  };
}

function withEntryDigests(field: Field, node: ObjectNode, org: RecordedOrg): ObjectNode {
  const entries = [...node.entries].map(([key, entry]): [string, DeclaredNode] => [
    key,
    withDigests(entryField(field, key), entry, org),
  ]);
  return { ...node, entries: new Map(entries) };
}

function withDigests(field: Field, node: DeclaredNode, org: RecordedOrg): DeclaredNode {
  const isHidden = isSecretClass(field.dataClass, org);
  const item = listFieldOf(field).item;
  switch (node.kind) {
    case "value":
      return isHidden && node.value !== null
        ? { ...node, value: digestOf(comparedScalar(field, node.value)) }
        : node;
    case "pattern":
      return isHidden ? { ...node, source: digestOf(node.source) } : node;
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
