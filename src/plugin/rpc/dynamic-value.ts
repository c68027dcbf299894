import { decodeValue } from "../cty/decode-value.js";
import { encodeValue } from "../cty/encode-value.js";
import type { CtyType } from "../cty/type.js";

import { type CtyObject, type CtyValue, isObject, Unknown } from "../cty/value.js";
import type { Attribute, Attributes, Schema } from "../provider/schema.js";
import { encodeMessage, type Message } from "../wire/message.js";

const MSGPACK = 1;
const JSON_TEXT = 2;
const NULL = Uint8Array.of(0xc0);

/** Reads a `DynamicValue` message. */
export function readValue(message: Message, type: CtyType): CtyValue {
  if (message.getBytes(JSON_TEXT).length > 0) throw new TypeError("a value came as JSON, not as msgpack");
  const msgpack = message.getBytes(MSGPACK);
  // Terraform writes a value that is absent as a message without fields.
  return decodeValue(msgpack.length === 0 ? NULL : msgpack, type);
}

/** Reads an object of a schema; null where there is none. */
export function readObject(message: Message, schema: Schema): CtyObject | null {
  const value = readValue(message, buildImpliedType(schema));
  if (value === null || isObject(value)) return value;
  throw new TypeError(
    `an object is expected, not ${value instanceof Unknown ? "an unknown value" : typeof value}`,
  );
}

/** Reads a configuration, which is never null. */
export function readConfig(message: Message, schema: Schema): CtyObject {
  const config = readObject(message, schema);
  if (config === null) throw new TypeError("a configuration is null");
  return config;
}

/** A `DynamicValue` message. */
export function writeValue(value: CtyValue, type: CtyType): Uint8Array {
  return encodeMessage([[MSGPACK, encodeValue(value, type)]]);
}

/** A `DynamicValue` message with an object of a schema. */
export function writeObject(object: CtyObject | null, schema: Schema): Uint8Array {
  return writeValue(object, buildImpliedType(schema));
}

/** A `DynamicValue` message with JSON that was written elsewhere. */
export function writeJson(json: Uint8Array): Uint8Array {
  return encodeMessage([[JSON_TEXT, json]]);
}

const impliedTypes = new WeakMap<Schema, CtyType>();

/** The type of the object that a schema describes. */
export function buildImpliedType(schema: Schema): CtyType {
  const known = impliedTypes.get(schema);
  if (known !== undefined) return known;
  const type = buildObjectType(schema.attributes);
  impliedTypes.set(schema, type);
  return type;
}

function buildObjectType(attributes: Attributes): CtyType {
  const types = Object.entries(attributes).map(
    ([name, attribute]) => [name, buildAttributeType(attribute)] as const,
  );
  return ["object", Object.fromEntries(types)];
}

function buildAttributeType({ type, nested }: Attribute): CtyType {
  if (nested === undefined) return type;
  const inner = buildObjectType(nested.attributes);
  return nested.nesting === "single" ? inner : [nested.nesting, inner];
}
