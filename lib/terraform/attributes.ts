import type { Expectation } from "../expectations/expectation.js";
import type { DeclaredNode } from "../settings/declare/declared-node.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { Field } from "../settings/model/field.js";
import { bareObject, isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { snakeCase } from "../settings/model/keys.js";
import { maskText } from "../settings/model/mask.js";
import type { Readable } from "../synthesis/data-source-schema.js";
import type { OrgSettings } from "../synthesis/org-settings.js";
import { plainText } from "./syntax.js";

/** The inputs that Terraform references read: the live value as it came, only for fields that something refers to. */
export function attributesOf(
  readable: Readable,
  document: object,
  exposed: ReadonlySet<string>,
  org: OrgSettings,
  expectations: readonly Expectation[],
): Readonly<Record<string, string>> {
  const inputs: Record<string, string> = {};
  const names = new Set([...readable.always, ...exposed]);
  if (names.size === 0) return inputs;
  const declared = new Set<string>();
  for (const { node } of expectations) if (node !== undefined) collectKeys(node, declared);
  const live = document as JsonObject;
  for (const name of names) {
    const field = readable.document.fields[name];
    const derived = readable.derived[name];
    if (derived !== undefined) inputs[snakeCase(name)] = canonicalText(derived(document));
    const value = live[name];
    // Absent and null have no text: a reference to them fails in the plan.
    if (field === undefined || value === undefined || value === null) continue;
    // The events of a session are opt-in as a whole, by calling their getter.
    const expose = org.exposeIdentifiers || readable.kind === "session-events";
    const kept = keep(field, value, declared, expose);
    inputs[snakeCase(name)] = typeof kept === "string" ? plainText(kept) : canonicalText(kept);
  }
  return inputs;
}

/** Leaves out free text that nothing declares, and masks people. */
function keep(field: Field, value: Json, declared: ReadonlySet<string>, expose: boolean): Json {
  const { dataClass } = field;
  if ((dataClass === "person" || dataClass === "identifier") && typeof value === "string" && !expose)
    return maskText(dataClass, value);
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
