import type { Field, ListField, ObjectField } from "../model/field.js";
import {
  createBare,
  isJsonObject,
  isPlainObject,
  type Json,
  type JsonObject,
  nameType,
  type Scalar,
} from "../model/json.js";
import { toStep } from "../model/path.js";
import { buildLayout, isLaidOut, type KnownKey, type Layout } from "../model/spellings.js";
import { carryUnknown, spellWithUnknown } from "../model/unknown-keys.js";

const MAX_DEPTH = 64;

type Step = string | number;
type Body = Readonly<Record<string, unknown>>;

/**
 * Faults and unknown keys of a body, collected while it is copied. The current place is a stack of steps, which becomes
 * a path only where something is wrong: lists may be long.
 */
export interface Reading {
  readonly faults: string[];
  /** Paths of unknown keys. */
  readonly unknown: string[];
  /** Whether every value is of its field's kind. If not, the schema finds the words for it. */
  fits: boolean;
  readonly steps: Step[];
  /** Items of one list mostly have the same keys, so the last layout is tried first. */
  readonly layouts: Map<ObjectField, Layout>;
}

/** An object literal and no class: V8 discards optimised code once no instance of its class is left. */
export function createReading(): Reading {
  return { faults: [], unknown: [], fits: true, steps: [], layouts: new Map() };
}

/** Copies into objects without prototype, in camelCase, with their unknown keys. */
export function readObject(reading: Reading, field: ObjectField, body: Body): JsonObject {
  const layout = getLayout(reading, field, Object.keys(body));
  const copy = createBare<Json>();
  for (const known of layout.known) {
    const read = readEntry(reading, known, body[known.spelling]);
    copy[known.key] = read;
    for (const other of known.others) compareSpellings(reading, known, { read, other, value: body[other] });
  }
  if (layout.unknown.length > 0) carryUnknown(copy, readUnknown(reading, layout.unknown, body));
  return copy;
}

function getLayout(reading: Reading, field: ObjectField, keys: readonly string[]): Layout {
  const last = reading.layouts.get(field);
  if (last !== undefined && isLaidOut(last, keys)) return last;
  const layout = buildLayout(field, keys);
  reading.layouts.set(field, layout);
  return layout;
}

function compareSpellings(
  reading: Reading,
  known: KnownKey,
  { read, other, value }: { readonly read: Json; readonly other: string; readonly value: unknown },
): void {
  const aside = createReading();
  const alike = readEntry(aside, known, value);
  const both = `"${known.spelling}" and "${other}" are two spellings of one key`;
  if (aside.faults.length > 0) addFault(reading, `${both}, and one cannot be read`);
  else if (spellWithUnknown(alike) !== spellWithUnknown(read))
    addFault(reading, `${both} with different values`);
}

function readUnknown(reading: Reading, keys: readonly string[], body: Body): Readonly<Record<string, Json>> {
  const rest = createBare<Json>();
  for (const key of keys) {
    reading.steps.push(key);
    rest[key] = copyJson(reading, body[key], 0);
    reading.unknown.push(formatPath(reading));
    reading.steps.pop();
  }
  return rest;
}

/** Any key may hold null: that is compared, not refused. */
function readEntry(reading: Reading, { field, key }: KnownKey, value: unknown): Json {
  if (value === null || isOfKind(field, value)) return value;
  reading.steps.push(key);
  const read = readInside(reading, field, value);
  reading.steps.pop();
  return read;
}

/** Whether a value is a scalar of its field's kind. */
function isOfKind({ kind }: Field, value: unknown): value is Scalar {
  switch (kind) {
    case "text":
    case "enum":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isSafeInteger(value);
  }
  return false;
}

/** Reads what is no scalar of its field's kind, at the current place. */
function readInside(reading: Reading, field: Field, value: unknown): Json {
  switch (field.kind) {
    case "json":
      return copyJson(reading, value, 0);
    case "object":
      if (isPlainObject(value)) return readObject(reading, field, value);
      break;
    case "list":
      if (Array.isArray(value)) return readList(reading, field, value);
      // An object without keys is as empty as a list without items.
      if (field.orObject && isPlainObject(value))
        return Object.keys(value).length === 0 ? [] : copyJson(reading, value, 0);
      break;
  }
  reading.fits = false;
  return copyJson(reading, value, 0);
}

/** Reads by index, so that a hole in an array is a missing item. */
function readList(reading: Reading, { item }: ListField, values: readonly unknown[]): readonly Json[] {
  const copy: Json[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isOfKind(item, value)) {
      copy.push(value);
      continue;
    }
    reading.steps.push(i);
    const read = readInside(reading, item, value);
    reading.steps.pop();
    // An item is never null, and open JSON in a list is an object.
    if (item.kind === "json" && !isJsonObject(read)) reading.fits = false;
    copy.push(read);
  }
  return copy;
}

/** Open JSON, copied as it is. A number that JSON.parse cannot have read exactly is a fault. */
function copyJson(reading: Reading, value: unknown, depth: number): Json {
  if (depth > MAX_DEPTH) return addFault(reading, `nested deeper than ${MAX_DEPTH} levels`);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  const copyInside = (inner: unknown, step: Step) => {
    reading.steps.push(step);
    const copy = copyJson(reading, inner, depth + 1);
    reading.steps.pop();
    return copy;
  };
  if (Array.isArray(value)) return Array.from(value, copyInside);
  if (isPlainObject(value)) {
    const copy = createBare<Json>();
    for (const key of Object.keys(value)) copy[key] = copyInside(value[key], key);
    return copy;
  }
  if (typeof value !== "number") return addFault(reading, `expected JSON, found ${nameType(value)}`);
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  return addFault(reading, "the number is too large to be read exactly");
}

/** Says what is wrong at the place that is being read; null stands for what cannot be read. */
function addFault(reading: Reading, what: string): null {
  reading.faults.push(`${formatPath(reading)}: ${what}`);
  return null;
}

function formatPath({ steps }: Reading): string {
  return `$${steps.map(toStep).join("")}`;
}
