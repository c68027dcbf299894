import type { Field, ObjectField } from "./field.js";
import { toSnake } from "./keys.js";
import { rememberByObject } from "./remember.js";

/** A documented key that an object has, and how it spells it. */
export interface KnownKey {
  readonly key: string;
  readonly field: Field;
  readonly spelling: string;
  /** Further spellings of the same key in the same object. */
  readonly others: readonly string[];
}

/** How the keys of an object map to fields: documented keys in the order of the endpoint table, then the rest. */
export interface Layout {
  /** All keys of the object, in its own order. */
  readonly keys: readonly string[];
  readonly known: readonly KnownKey[];
  readonly unknown: readonly string[];
}

export function buildLayout(field: ObjectField, keys: readonly string[]): Layout {
  const present = new Set(keys);
  const unknown = new Set(keys);
  const known: KnownKey[] = [];
  for (const { key, field: spec, spellings } of listSpelledFields(field)) {
    const [spelling, ...others] = spellings.filter((each) => present.has(each));
    if (spelling === undefined) continue;
    known.push({ key, field: spec, spelling, others });
    for (const each of [spelling, ...others]) unknown.delete(each);
  }
  return { keys, known, unknown: [...unknown] };
}

/** Whether a layout is that of an object with these keys in this order. */
export function isLaidOut(layout: Layout, keys: readonly string[]): boolean {
  if (layout.keys.length !== keys.length) return false;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== layout.keys[i]) return false;
  return true;
}

interface SpelledField {
  readonly key: string;
  readonly field: Field;
  readonly spellings: readonly string[];
}

/** The fields of an object with every spelling of their keys, the shown one first. */
const listSpelledFields = rememberByObject((object: ObjectField): readonly SpelledField[] =>
  Object.entries(object.fields).map(([key, field]) => ({
    key,
    field,
    spellings: [...new Set([key, toSnake(key), ...(field.olderKeys ?? [])])],
  })),
);
