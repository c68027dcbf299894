import type { Extension } from "../wire/read-msgpack.js";
import type { ExactNumber } from "./number.js";
import type { CtyType } from "./type.js";

/**
 * A value of Terraform in plain TypeScript.
 *
 * | cty | here |
 * |---|---|
 * | null of any type | `null` |
 * | not known before apply | {@link Unknown} |
 * | string, bool | `string`, `boolean` |
 * | number | `number` where that is the same number in decimal, otherwise {@link ExactNumber} |
 * | list, set, tuple | an array |
 * | map, object, nested attribute, block | a `Map`, so that a key called `__proto__` is data |
 * | a value where the schema says `"dynamic"` | {@link Typed}, `null` or {@link Unknown} |
 */
export type CtyValue =
  | null
  | string
  | boolean
  | number
  | ExactNumber
  | Unknown
  | Typed
  | readonly CtyValue[]
  | CtyObject;

/** The attributes of an object, or the elements of a map. */
export type CtyObject = ReadonlyMap<string, CtyValue>;

const NOTHING_KNOWN: Extension = { type: 0, data: Buffer.alloc(1) };

/** A value that is not known before apply. */
export class Unknown {
  /** @param extension what Terraform knows about it, as Terraform wrote that; it is handed back as it is */
  constructor(readonly extension: Extension = NOTHING_KNOWN) {}
}

/** A value with the type that it has, where the schema says `"dynamic"`. The value may be null or unknown. */
export class Typed {
  constructor(
    readonly type: CtyType,
    readonly value: CtyValue,
  ) {}
}

export function isObject(value: CtyValue): value is CtyObject {
  return value instanceof Map;
}

/** Whether it is a list, a set or a tuple. */
export function isList(value: CtyValue): value is readonly CtyValue[] {
  return Array.isArray(value);
}
