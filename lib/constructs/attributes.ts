import { canonicalText } from "../settings/canonical.js";
import type { DeclaredNode } from "../settings/declared-node.js";
import type { Endpoint } from "../settings/endpoint.js";
import type { SettingsDocument } from "../settings/endpoints.js";
import type { Field } from "../settings/field.js";
import { bareObject, isJsonObject, type Json, type JsonObject } from "../settings/json.js";
import { snakeCase } from "../settings/keys.js";
import { maskText } from "../settings/mask.js";
import type { Expectation } from "./expectation.js";
import type { OrgSettings } from "./org-settings.js";
import { plainText } from "./terraform-syntax.js";

/** The inputs that Terraform references read: the live value as it came, only for fields that something refers to. */
export function attributesOf(
  endpoint: Endpoint,
  document: SettingsDocument,
  exposed: ReadonlySet<string>,
  org: OrgSettings,
  expectations: readonly Expectation[],
): Readonly<Record<string, string>> {
  const inputs: Record<string, string> = {};
  const declared = new Set<string>();
  for (const { node } of expectations) if (node !== undefined) collectKeys(node, declared);
  const live = document as unknown as JsonObject;
  for (const name of exposed) {
    const field = endpoint.document.fields[name];
    const value = live[name];
    // Absent and null have no text: a reference to them fails in the plan.
    if (field === undefined || value === undefined || value === null) continue;
    const kept = keep(field, value, declared, org.exposeIdentifiers);
    inputs[snakeCase(name)] = typeof kept === "string" ? plainText(kept) : canonicalText(kept);
  }
  return inputs;
}

/** Leaves out free text that nothing declares, and masks people. */
function keep(field: Field, value: Json, declared: ReadonlySet<string>, expose: boolean): Json {
  if (field.dataClass === "person" && typeof value === "string" && !expose) return maskText("person", value);
  if (field.kind === "list" && Array.isArray(value))
    return value.map((item: Json) => keep(field.item, item, declared, expose));
  if (field.kind !== "object" || !isJsonObject(value)) return value;
  const kept = bareObject<Json>();
  for (const [key, entry] of Object.entries(value)) {
    const spec = field.fields[key];
    if (spec === undefined || entry === undefined) continue;
    if (spec.dataClass === "freeText" && !declared.has(key)) continue;
    kept[key] = keep(spec, entry as Json, declared, expose);
  }
  return kept;
}

function collectKeys(node: DeclaredNode, into: Set<string>): void {
  if (node.kind === "object") {
    for (const [key, entry] of node.entries) {
      into.add(key);
      collectKeys(entry, into);
    }
  } else if (node.kind === "list" || node.kind === "arrayWith")
    for (const item of node.items) collectKeys(item, into);
  else if (node.kind === "oneOf") for (const item of node.alternatives) collectKeys(item, into);
  else if (node.kind === "not" || node.kind === "eachLike") collectKeys(node.inner, into);
}
