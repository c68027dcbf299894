import { MsgpackWriter } from "../wire/write-msgpack.js";
import { ExactNumber, encodeNumber } from "./number.js";
import type { CompoundType, CtyType, PrimitiveType } from "./type.js";
import { type CtyObject, type CtyValue, isList, isObject, Typed, Unknown } from "./value.js";

/**
 * Writes a value of a type as the msgpack that Terraform reads. An attribute that an object lacks is written as null.
 * @throws {TypeError} naming the attribute, if the value is none of the type
 */
export function encodeValue(value: CtyValue, type: CtyType): Uint8Array {
  const writer = new MsgpackWriter();
  write(writer, value, type);
  return writer.finish();
}

type KnownValue = Exclude<CtyValue, null | Unknown>;

function write(writer: MsgpackWriter, value: CtyValue, type: CtyType): void {
  if (value === null) writer.nil();
  else if (value instanceof Unknown) writer.extension(value.extension);
  else if (typeof type === "string") writePrimitive(writer, value, type);
  else writeCompound(writer, value, type);
}

function writePrimitive(writer: MsgpackWriter, value: KnownValue, type: PrimitiveType): void {
  if (type === "string" && typeof value === "string") writer.string(value);
  else if (type === "bool" && typeof value === "boolean") writer.bool(value);
  else if (type === "number" && isNumber(value)) encodeNumber(writer, value);
  else if (type === "dynamic" && value instanceof Typed) writeTyped(writer, value);
  else throw createMismatchError(value, type);
}

function isNumber(value: KnownValue): value is number | ExactNumber {
  return typeof value === "number" || value instanceof ExactNumber;
}

function writeTyped(writer: MsgpackWriter, { type, value }: Typed): void {
  writer.arraySize(2);
  writer.bytes(Buffer.from(JSON.stringify(type)));
  write(writer, value, type);
}

function writeCompound(writer: MsgpackWriter, value: KnownValue, type: CompoundType): void {
  if (isList(value) && (type[0] === "list" || type[0] === "set")) writeElements(writer, value, type[1]);
  else if (isList(value) && type[0] === "tuple") writeTuple(writer, value, type[1]);
  else if (isObject(value) && type[0] === "map") writeMap(writer, value, type[1]);
  else if (isObject(value) && type[0] === "object")
    writeObject(writer, value, new Map(Object.entries(type[1])));
  else throw createMismatchError(value, type);
}

function writeElements(writer: MsgpackWriter, elements: readonly CtyValue[], type: CtyType): void {
  writer.arraySize(elements.length);
  for (const element of elements) write(writer, element, type);
}

function writeMap(writer: MsgpackWriter, elements: CtyObject, type: CtyType): void {
  writer.mapSize(elements.size);
  for (const [key, element] of elements) {
    writer.string(key);
    write(writer, element, type);
  }
}

function writeTuple(writer: MsgpackWriter, elements: readonly CtyValue[], types: readonly CtyType[]): void {
  if (elements.length !== types.length) {
    throw new TypeError(`a tuple of ${types.length} has ${elements.length} elements`);
  }
  writer.arraySize(types.length);
  for (const [index, type] of types.entries()) write(writer, elements[index] ?? null, type);
}

function writeObject(
  writer: MsgpackWriter,
  attributes: CtyObject,
  types: ReadonlyMap<string, CtyType>,
): void {
  for (const name of attributes.keys()) {
    if (!types.has(name)) throw new TypeError(`an object has the attribute ${JSON.stringify(name)}`);
  }
  writer.mapSize(types.size);
  for (const [name, type] of types) {
    writer.string(name);
    try {
      write(writer, attributes.get(name) ?? null, type);
    } catch (error) {
      throw new TypeError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Says kinds only: the value may be a secret. */
function createMismatchError(value: CtyValue, type: CtyType): TypeError {
  return new TypeError(`expected ${typeof type === "string" ? type : type[0]}, found ${describeKind(value)}`);
}

function describeKind(value: CtyValue): string {
  if (isList(value)) return "an array";
  return typeof value === "object" && value !== null ? value.constructor.name : typeof value;
}
