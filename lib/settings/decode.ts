import * as v from "valibot";
import type { EndpointName } from "./endpoint.js";
import { endpoints, type SettingsDocument } from "./endpoints.js";
import type { Field, ObjectField } from "./field.js";
import { bareObject, isJsonObject, isPlainObject, type Json, type JsonObject } from "./json.js";
import { snakeCase } from "./keys.js";
import { itemStep, keyStep } from "./path.js";
import { keepAside, textWithUnknown } from "./unknown-keys.js";

export { unknownKeysOf, unknownValuesOf } from "./unknown-keys.js";

/** A decoded value with the keys that nobody knows, or everything that is wrong, as `$.path: what`. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly unknownKeys: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Beyond this many faults a body is simply not what the endpoint documents. */
const FAULTS_SHOWN = 20;
const MAX_DEPTH = 64;

/** Older or mistaken spellings of keys, beside snake_case: the help page's table writes `recordRes`. */
export const KEY_ALIASES: Readonly<Record<string, readonly string[]>> = {
  recordRsp: ["recordRes", "record_res"],
};

/** Decodes what an endpoint answered. All faults are reported together; nothing is thrown. */
export function decodeDocument(name: EndpointName, body: unknown): Decoded<SettingsDocument> {
  return decodeObject(endpoints[name].document, body) as Decoded<SettingsDocument>;
}

/** Decodes an object by its field: keys first, then values by schema. */
export function decodeObject(field: ObjectField, body: unknown): Decoded<object> {
  if (!isPlainObject(body)) return { ok: false, faults: [`$: expected an object, found ${nameOf(body)}`] };
  const walk = new Walk();
  const value = walk.object(field, body, "$");
  const parsed = v.safeParse(schemaOf(field), value);
  for (const issue of parsed.issues ?? []) {
    walk.faults.push(`${issuePath(issue)}: expected ${expectedBy(issue)}, found ${nameOf(issue.input)}`);
  }
  if (walk.faults.length > 0) return { ok: false, faults: bounded(walk.faults) };
  return { ok: true, value, unknownKeys: walk.unknown };
}

export function bounded(faults: readonly string[]): readonly string[] {
  if (faults.length <= FAULTS_SHOWN) return faults;
  return [...faults.slice(0, FAULTS_SHOWN), `and ${faults.length - FAULTS_SHOWN} more`];
}

export function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}

/** Copies into objects without prototype, in camelCase, with unknown keys kept aside. */
class Walk {
  readonly faults: string[] = [];
  readonly unknown: string[] = [];

  field(field: Field, value: unknown, path: string): Json {
    if (field.kind === "object" && isPlainObject(value)) return this.object(field, value, path);
    if (field.kind === "list" && Array.isArray(value)) {
      return Array.from(value, (item, index) => this.field(field.item, item, path + itemStep(index)));
    }
    return this.copy(value, path, 0);
  }

  object(field: ObjectField, value: Readonly<Record<string, unknown>>, path: string): JsonObject {
    const known = bareObject<Json>();
    const taken = new Set<string>();
    for (const key of Object.keys(field.fields)) {
      const spellings = [key, snakeCase(key), ...(KEY_ALIASES[key] ?? [])].filter((s) =>
        Object.hasOwn(value, s),
      );
      for (const spelling of spellings) taken.add(spelling);
      const [first, ...others] = [...new Set(spellings)];
      const spec = field.fields[key];
      if (first === undefined || spec === undefined) continue;
      const decoded = this.field(spec, value[first], path + keyStep(key));
      known[key] = decoded;
      for (const other of others) {
        if (textWithUnknown(new Walk().field(spec, value[other], path)) !== textWithUnknown(decoded)) {
          this.faults.push(
            `${path}: "${first}" and "${other}" are two spellings of one key with different values`,
          );
        }
      }
    }
    const rest = bareObject<Json>();
    for (const key of Object.keys(value)) {
      if (taken.has(key)) continue;
      rest[key] = this.copy(value[key], path + keyStep(key), 0);
      this.unknown.push(path + keyStep(key));
    }
    keepAside(known, rest);
    return known;
  }

  /** Open JSON, copied as it is. A number that JSON.parse cannot have read exactly is a fault. */
  private copy(value: unknown, path: string, depth: number): Json {
    if (depth > MAX_DEPTH) {
      this.faults.push(`${path}: nested deeper than ${MAX_DEPTH} levels`);
      return null;
    }
    if (Array.isArray(value))
      return Array.from(value, (item, i) => this.copy(item, path + itemStep(i), depth + 1));
    if (isPlainObject(value)) {
      const copy = bareObject<Json>();
      for (const key of Object.keys(value)) copy[key] = this.copy(value[key], path + keyStep(key), depth + 1);
      return copy;
    }
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value !== "number") {
      this.faults.push(`${path}: expected JSON, found ${nameOf(value)}`);
    } else if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      this.faults.push(`${path}: the number is too large to be read exactly`);
    } else {
      return value;
    }
    return null;
  }
}

const schemas = new WeakMap<Field, v.GenericSchema>();

/** The valibot schema that a field stands for. Every value may be absent or null: that is compared, not refused. */
function schemaOf(field: Field): v.GenericSchema {
  const known = schemas.get(field);
  if (known !== undefined) return known;
  const schema = buildSchema(field);
  schemas.set(field, schema);
  return schema;
}

function buildSchema(field: Field): v.GenericSchema {
  switch (field.kind) {
    case "boolean":
      return v.boolean();
    case "text":
    case "enum":
      return v.string();
    case "integer":
      return v.pipe(v.number(), v.integer());
    case "list":
      return v.array(itemSchema(field.item));
    case "json":
      return v.unknown();
    case "object": {
      const entries: Record<string, v.GenericSchema> = {};
      for (const [key, spec] of Object.entries(field.fields)) entries[key] = v.nullish(schemaOf(spec));
      return v.pipe(
        v.custom<object>((value) => isJsonObject(value), "object"),
        v.object(entries),
      );
    }
  }
}

/** Items are never null. */
function itemSchema(field: Field): v.GenericSchema {
  if (field.kind === "json") return v.custom((value) => isJsonObject(value), "object");
  return schemaOf(field);
}

function expectedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "integer") return "a whole number";
  const word = issue.type === "custom" ? "object" : issue.type;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function issuePath(issue: v.BaseIssue<unknown>): string {
  const steps = (issue.path ?? []).map((step) =>
    typeof step.key === "number" ? itemStep(step.key) : keyStep(String(step.key)),
  );
  return `$${steps.join("")}`;
}
