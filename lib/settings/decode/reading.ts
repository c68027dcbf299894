import type { Field, ListField, ObjectField } from "../model/field.js";
import {
  bareObject,
  isJsonObject,
  isPlainObject,
  type Json,
  type JsonObject,
  nameOf,
} from "../model/json.js";
import { itemStep, keyStep } from "../model/path.js";
import { isLaidOut, type KnownKey, type Layout, layoutOf } from "../model/spellings.js";
import { carryUnknown, textWithUnknown } from "../model/unknown-keys.js";

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
export function newReading(): Reading {
  return { faults: [], unknown: [], fits: true, steps: [], layouts: new Map() };
}

/** Copies into objects without prototype, in camelCase, with their unknown keys. */
export function readObject(reading: Reading, field: ObjectField, body: Body): JsonObject {
  const layout = layoutIn(reading, field, Object.keys(body));
  const copy = bareObject<Json>();
  for (const known of layout.known) {
    const read = readEntry(reading, known.field, body[known.spelling], known.key);
    copy[known.key] = read;
    if (known.others.length > 0) compareSpellings(reading, known, read, body);
  }
  if (layout.unknown.length > 0) readUnknown(reading, layout.unknown, body, copy);
  return copy;
}

function layoutIn(reading: Reading, field: ObjectField, keys: readonly string[]): Layout {
  const last = reading.layouts.get(field);
  if (last !== undefined && isLaidOut(last, keys)) return last;
  const layout = layoutOf(field, keys);
  reading.layouts.set(field, layout);
  return layout;
}

function compareSpellings(reading: Reading, known: KnownKey, read: Json, body: Body): void {
  const { spelling, others, field } = known;
  for (const other of others) {
    const aside = newReading();
    const alike = readEntry(aside, field, body[other], known.key);
    if (aside.faults.length > 0) {
      addFault(reading, `"${spelling}" and "${other}" are two spellings of one key, and one cannot be read`);
      continue;
    }
    if (textWithUnknown(alike) === textWithUnknown(read)) continue;
    addFault(reading, `"${spelling}" and "${other}" are two spellings of one key with different values`);
  }
}

function readUnknown(reading: Reading, keys: readonly string[], body: Body, copy: JsonObject): void {
  const rest = bareObject<Json>();
  for (const key of keys) {
    reading.steps.push(key);
    rest[key] = copyJson(reading, body[key], 0);
    reading.unknown.push(pathOf(reading));
    reading.steps.pop();
  }
  carryUnknown(copy, rest);
}

/** Any key may hold null: that is compared, not refused. */
function readEntry(reading: Reading, field: Field, value: unknown, step: Step): Json {
  return value === null ? null : readValue(reading, field, value, step);
}

function readValue(reading: Reading, field: Field, value: unknown, step: Step): Json {
  switch (field.kind) {
    case "text":
    case "enum":
      if (typeof value === "string") return value;
      break;
    case "boolean":
      if (typeof value === "boolean") return value;
      break;
    case "integer":
      if (typeof value === "number" && Number.isSafeInteger(value)) return value;
      break;
    case "json":
      return copyAt(reading, value, step, 0);
    case "object":
      if (isPlainObject(value)) {
        reading.steps.push(step);
        const read = readObject(reading, field, value);
        reading.steps.pop();
        return read;
      }
      break;
    case "list":
      if (Array.isArray(value)) {
        reading.steps.push(step);
        const read = readList(reading, field, value);
        reading.steps.pop();
        return read;
      }
      // An object without keys is as empty as a list without items.
      if (field.orObject && isPlainObject(value))
        return Object.keys(value).length === 0 ? [] : copyAt(reading, value, step, 0);
      break;
  }
  reading.fits = false;
  return copyAt(reading, value, step, 0);
}

/** Reads by index, so that a hole in an array is a missing item. */
function readList(reading: Reading, { item }: ListField, values: readonly unknown[]): readonly Json[] {
  const copy: Json[] = [];
  for (let i = 0; i < values.length; i++) {
    const read = readValue(reading, item, values[i], i);
    // An item is never null, and open JSON in a list is an object.
    if (item.kind === "json" && !isJsonObject(read)) reading.fits = false;
    copy.push(read);
  }
  return copy;
}

function copyAt(reading: Reading, value: unknown, step: Step, depth: number): Json {
  reading.steps.push(step);
  const copy = copyJson(reading, value, depth);
  reading.steps.pop();
  return copy;
}

/** Open JSON, copied as it is. A number that JSON.parse cannot have read exactly is a fault. */
function copyJson(reading: Reading, value: unknown, depth: number): Json {
  if (depth > MAX_DEPTH) return addFault(reading, `nested deeper than ${MAX_DEPTH} levels`);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index) => copyAt(reading, item, index, depth + 1));
  }
  if (isPlainObject(value)) {
    const copy = bareObject<Json>();
    for (const key of Object.keys(value)) copy[key] = copyAt(reading, value[key], key, depth + 1);
    return copy;
  }
  if (typeof value !== "number") return addFault(reading, `expected JSON, found ${nameOf(value)}`);
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  return addFault(reading, "the number is too large to be read exactly");
}

/** Says what is wrong at the place that is being read; null stands for what cannot be read. */
function addFault(reading: Reading, what: string): null {
  reading.faults.push(`${pathOf(reading)}: ${what}`);
  return null;
}

function pathOf({ steps }: Reading): string {
  return `$${steps.map((step) => (typeof step === "number" ? itemStep(step) : keyStep(step))).join("")}`;
}
