import { MsgpackReader } from "../wire/read-msgpack.js";
import { decodeNumber } from "./number.js";
import { type CtyType, MAX_DEPTH, type PrimitiveType, parseType } from "./type.js";
import { type CtyObject, type CtyValue, Typed, Unknown } from "./value.js";

/**
 * Reads a value of a type from the msgpack that Terraform sends.
 * @throws {TypeError} {RangeError} if the bytes are no value of the type, are cut off or go on behind it
 */
export function decodeValue(bytes: Uint8Array, type: CtyType): CtyValue {
  const reader = new MsgpackReader(bytes);
  const value = read(reader, type, 0);
  if (!reader.atEnd) throw new RangeError("bytes are left over behind the value");
  return value;
}

function read(reader: MsgpackReader, type: CtyType, depth: number): CtyValue {
  if (depth > MAX_DEPTH) throw new RangeError(`a value is nested deeper than ${MAX_DEPTH} levels`);
  const { kind } = reader;
  if (kind === "nil") return reader.nil();
  if (kind === "extension") return new Unknown(reader.extension());
  if (typeof type === "string") return readPrimitive(reader, type, depth);
  switch (type[0]) {
    case "list":
    case "set":
      return readElements(reader, type[1], depth);
    case "tuple":
      return readTuple(reader, type[1], depth);
    case "map":
      return readMap(reader, type[1], depth);
    case "object":
      return readObject(reader, new Map(Object.entries(type[1])), depth);
  }
}

function readPrimitive(reader: MsgpackReader, type: PrimitiveType, depth: number): CtyValue {
  switch (type) {
    case "string":
      return reader.string();
    case "number":
      return decodeNumber(reader);
    case "bool":
      return reader.bool();
    case "dynamic": {
      if (reader.arraySize() !== 2) throw new TypeError("a dynamic value is not a type and a value");
      const own = parseType(Buffer.from(reader.bytes()).toString("utf8"));
      return new Typed(own, read(reader, own, depth + 1));
    }
  }
}

function readElements(reader: MsgpackReader, type: CtyType, depth: number): CtyValue[] {
  const elements: CtyValue[] = [];
  for (let left = reader.arraySize(); left > 0; left--) elements.push(read(reader, type, depth + 1));
  return elements;
}

function readTuple(reader: MsgpackReader, types: readonly CtyType[], depth: number): CtyValue[] {
  const count = reader.arraySize();
  if (count !== types.length) throw new TypeError(`a tuple of ${types.length} has ${count} elements`);
  return types.map((type) => read(reader, type, depth + 1));
}

function readMap(reader: MsgpackReader, type: CtyType, depth: number): CtyObject {
  const elements = new Map<string, CtyValue>();
  for (let left = reader.mapSize(); left > 0; left--) {
    elements.set(reader.string(), read(reader, type, depth + 1));
  }
  return elements;
}

function readObject(reader: MsgpackReader, types: ReadonlyMap<string, CtyType>, depth: number): CtyObject {
  const attributes = new Map<string, CtyValue>();
  for (let left = reader.mapSize(); left > 0; left--) {
    const name = reader.string();
    const type = types.get(name);
    if (type === undefined) throw new TypeError(`an object has the attribute ${JSON.stringify(name)}`);
    attributes.set(name, read(reader, type, depth + 1));
  }
  for (const name of types.keys()) {
    if (!attributes.has(name)) throw new TypeError(`an object has no attribute ${JSON.stringify(name)}`);
  }
  return attributes;
}
