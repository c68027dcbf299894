import type { DeclaredNode, ObjectNode } from "../settings/declare/declared-node.js";
import { anyField, visitNodes } from "../settings/declare/walk.js";
import { canonicalize } from "../settings/model/canonical.js";
import type { Field, ObjectField } from "../settings/model/field.js";
import { createBare, isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { toSnake } from "../settings/model/keys.js";
import { isSecretClass, maskText } from "../settings/model/mask.js";
import { escapeText } from "./syntax.js";

/** A document, and which of its fields something refers to. */
export interface AttributesInput {
  readonly schema: {
    readonly document: ObjectField;
    /** Attributes that are computed from the document, and always written. */
    readonly derived: Readonly<Record<string, (document: object) => Json>>;
  };
  readonly document: object;
  /** The fields that a getter was called for. */
  readonly exposed: ReadonlySet<string>;
  /** Whether identifiers and people are written in clear. */
  readonly inClear: boolean;
  readonly maskAddresses: boolean;
  readonly declarations: readonly ObjectNode[];
}

/** The inputs that Terraform references read: the live value as it came, only for fields that something refers to. */
export function renderAttributes(input: AttributesInput): Readonly<Record<string, string>> {
  const { schema, document, exposed, inClear, maskAddresses, declarations } = input;
  const inputs: Record<string, string> = {};
  const names = new Set([...Object.keys(schema.derived), ...exposed]);
  if (names.size === 0) return inputs;
  const declared = new Set<string>();
  for (const node of declarations) collectKeys(node, declared);
  const keeping: Keeping = { declared, inClear, maskAddresses };
  const live = document as JsonObject;
  for (const name of names) {
    const field = schema.document.fields[name];
    const derived = schema.derived[name];
    if (derived !== undefined) inputs[toSnake(name)] = canonicalize(derived(document));
    const value = live[name];
    // Absent and null have no text: a reference to them fails in the plan.
    if (field === undefined || value === undefined || value === null) continue;
    const kept = keep(field, value, keeping);
    inputs[toSnake(name)] = typeof kept === "string" ? escapeText(kept) : canonicalize(kept);
  }
  return inputs;
}

interface Keeping {
  readonly declared: ReadonlySet<string>;
  readonly inClear: boolean;
  readonly maskAddresses: boolean;
}

/** Leaves out free text that nothing declares, and masks people. */
function keep(field: Field, value: Json, keeping: Keeping): Json {
  const { dataClass } = field;
  const isShown = dataClass !== "address" && keeping.inClear;
  if (dataClass !== undefined && typeof value === "string" && !isShown && isSecretClass(dataClass, keeping))
    return maskText(dataClass, value);
  if (field.kind === "list" && Array.isArray(value))
    return value.map((item: Json) => keep(field.item, item, keeping));
  if (field.kind !== "object" || !isJsonObject(value)) return value;
  const kept = createBare<Json>();
  for (const [key, entry] of Object.entries(value)) {
    const spec = field.fields[key];
    if (spec === undefined || entry === undefined) continue;
    if (spec.dataClass === "freeText" && !keeping.declared.has(key)) continue;
    kept[key] = keep(spec, entry as Json, keeping);
  }
  return kept;
}

function collectKeys(node: DeclaredNode, into: Set<string>): void {
  visitNodes(anyField, node, (_field, each) => {
    if (each.kind === "object") for (const key of each.entries.keys()) into.add(key);
  });
}
