import * as v from "valibot";
import { endpoints, type SettingsDocument } from "../endpoints/endpoints.js";
import type { EndpointName } from "../model/endpoint.js";
import type { Field, ObjectField } from "../model/field.js";
import { isJsonObject, isPlainObject, type JsonObject, nameType } from "../model/json.js";
import { toStep } from "../model/path.js";
import { rememberByObject } from "../model/remember.js";
import { createReading, readObject } from "./reading.js";

export { nameType } from "../model/json.js";
export { getUnknownValues, listUnknownKeys } from "../model/unknown-keys.js";

/** A decoded value with the keys that nobody knows, or everything that is wrong, as `$.path: what`. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly unknownKeys: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Beyond this many faults a body is simply not what the endpoint documents. */
const FAULTS_SHOWN = 20;

/**
 * Decodes what an endpoint answered. All faults are reported together; nothing is thrown. A body without any
 * documented key, such as `{}` or an error body, is a fault: it is no document in which everything is absent.
 */
export function decodeDocument(name: EndpointName, body: unknown): Decoded<SettingsDocument> {
  const decoded = decodeObject(endpoints[name].document, body);
  if (decoded.ok && Object.keys(decoded.value).length === 0) {
    return { ok: false, faults: [`$: expected the ${name} settings, found none of their documented keys`] };
  }
  return decoded as Decoded<SettingsDocument>;
}

/** Decodes an object by its field: keys first, then values by schema. */
export function decodeObject(field: ObjectField, body: unknown): Decoded<object> {
  if (!isPlainObject(body)) return { ok: false, faults: [`$: expected an object, found ${nameType(body)}`] };
  const reading = createReading();
  const value = readObject(reading, field, body);
  const faults = reading.fits ? reading.faults : [...reading.faults, ...listSchemaFaults(field, value)];
  if (faults.length > 0) return { ok: false, faults: limitFaults(faults) };
  return { ok: true, value, unknownKeys: reading.unknown };
}

export function limitFaults(faults: readonly string[]): readonly string[] {
  if (faults.length <= FAULTS_SHOWN) return faults;
  return [...faults.slice(0, FAULTS_SHOWN), `and ${faults.length - FAULTS_SHOWN} more`];
}

/** What the schema says about a value that the reading found not to fit. */
function listSchemaFaults(field: ObjectField, value: JsonObject): readonly string[] {
  const { issues = [] } = v.safeParse(buildSchemaOnce(field), value);
  return issues.map(
    (issue) =>
      `${formatIssuePath(issue)}: expected ${describeExpected(issue)}, found ${nameType(issue.input)}`,
  );
}

/** The valibot schema that a field stands for. Every value may be absent or null: that is compared, not refused. */
const buildSchemaOnce = rememberByObject((field: Field): v.GenericSchema => {
  switch (field.kind) {
    case "boolean":
      return v.boolean();
    case "text":
    case "enum":
      return v.string();
    case "integer":
      return v.pipe(v.number(), v.integer());
    case "list":
      return field.orObject
        ? v.union([v.array(buildItemSchema(field.item)), buildItemSchema(field.item)])
        : v.array(buildItemSchema(field.item));
    case "json":
      return v.unknown();
    case "object": {
      const entries: Record<string, v.GenericSchema> = {};
      for (const [key, spec] of Object.entries(field.fields)) entries[key] = v.nullish(buildSchemaOnce(spec));
      return v.pipe(
        v.custom<object>((value) => isJsonObject(value), "object"),
        v.object(entries),
      );
    }
  }
});

/** Items are never null. */
function buildItemSchema(field: Field): v.GenericSchema {
  if (field.kind === "json") return v.custom((value) => isJsonObject(value), "object");
  return buildSchemaOnce(field);
}

function describeExpected(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "integer") return "a whole number";
  const word = issue.type === "custom" ? "object" : issue.type;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function formatIssuePath(issue: v.BaseIssue<unknown>): string {
  return `$${(issue.path ?? []).map(({ key }) => toStep(key)).join("")}`;
}
