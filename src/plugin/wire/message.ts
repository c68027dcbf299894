/** A field to write: its number and its value; text and bytes are length-delimited, the others varints. */
export type Field = readonly [fieldNumber: number, value: Uint8Array | string | number | boolean];

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;
const EMPTY = new Uint8Array(0);

/** Writes a protobuf message. A field that occurs more than once is repeated. */
export function encodeMessage(fields: readonly Field[]): Uint8Array {
  // A schema is thousands of small messages: each is written at once, in the size that it will have.
  const message = Buffer.allocUnsafe(fields.reduce((size, field) => size + measureField(field), 0));
  let at = 0;
  for (const [fieldNumber, value] of fields) {
    if (typeof value === "number" || typeof value === "boolean") {
      at = writeVarint(message, fieldNumber * 8 + VARINT, at);
      at = writeVarint(message, Number(value), at);
    } else {
      at = writeVarint(message, fieldNumber * 8 + LENGTH_DELIMITED, at);
      at = writeVarint(message, measureBytes(value), at);
      if (typeof value === "string") at += message.write(value, at);
      else {
        message.set(value, at);
        at += value.length;
      }
    }
  }
  return message;
}

function measureField([fieldNumber, value]: Field): number {
  const tag = measureVarint(fieldNumber * 8);
  if (typeof value === "number" || typeof value === "boolean") return tag + measureVarint(Number(value));
  const bytes = measureBytes(value);
  return tag + measureVarint(bytes) + bytes;
}

function measureBytes(value: Uint8Array | string): number {
  return typeof value === "string" ? Buffer.byteLength(value) : value.length;
}

/** @throws {RangeError} for a number that is negative, broken or not exact */
function measureVarint(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no unsigned integer`);
  let size = 1;
  for (let left = value; left >= 0x80; left = Math.floor(left / 0x80)) size++;
  return size;
}

function writeVarint(message: Uint8Array, value: number, start: number): number {
  let at = start;
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) message[at++] = (left % 0x80) | 0x80;
  message[at++] = left;
  return at;
}

/**
 * A protobuf message that was received: its length-delimited fields and its varints. Fields of other kinds are
 * stepped over; the plugin protocol has none. Of a field that may occur once the last counts, as protobuf says.
 */
export class Message {
  readonly #delimited = new Map<number, Uint8Array[]>();
  readonly #varints = new Map<number, number>();

  /** @throws {RangeError} {TypeError} if the bytes are no message */
  constructor(encoded: Uint8Array) {
    const reader = new FieldReader(encoded);
    while (!reader.atEnd) {
      const tag = reader.readVarint();
      const fieldNumber = Math.floor(tag / 8);
      switch (tag % 8) {
        case VARINT:
          this.#varints.set(fieldNumber, reader.readVarint());
          break;
        case FIXED_64:
          reader.readBytes(8);
          break;
        case LENGTH_DELIMITED:
          this.#add(fieldNumber, reader.readBytes(reader.readVarint()));
          break;
        case FIXED_32:
          reader.readBytes(4);
          break;
        default:
          throw new TypeError(`a protobuf field has the unknown wire type ${tag % 8}`);
      }
    }
  }

  /** The field's bytes; empty where it is absent, as protobuf says. */
  getBytes(fieldNumber: number): Uint8Array {
    return this.#delimited.get(fieldNumber)?.at(-1) ?? EMPTY;
  }

  /** The field as UTF-8 text. */
  getText(fieldNumber: number): string {
    return Buffer.from(this.getBytes(fieldNumber)).toString("utf8");
  }

  /** The field as a message. */
  getMessage(fieldNumber: number): Message {
    return new Message(this.getBytes(fieldNumber));
  }

  /** The messages of a repeated field. */
  getMessages(fieldNumber: number): readonly Message[] {
    return (this.#delimited.get(fieldNumber) ?? []).map((bytes) => new Message(bytes));
  }

  /** The field as a number, 0 where it is absent. Beyond 2^53 it is not exact. */
  getNumber(fieldNumber: number): number {
    return this.#varints.get(fieldNumber) ?? 0;
  }

  #add(fieldNumber: number, bytes: Uint8Array): void {
    const before = this.#delimited.get(fieldNumber);
    if (before === undefined) this.#delimited.set(fieldNumber, [bytes]);
    else before.push(bytes);
  }
}

class FieldReader {
  #at = 0;

  constructor(private readonly encoded: Uint8Array) {}

  get atEnd(): boolean {
    return this.#at === this.encoded.length;
  }

  readVarint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 63; factor *= 0x80) {
      const byte = this.encoded[this.#at++];
      if (byte === undefined) throw new RangeError("the protobuf message is cut off");
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new TypeError("a protobuf number is longer than ten bytes");
  }

  readBytes(length: number): Uint8Array {
    const start = this.#at;
    if (length > this.encoded.length - start) throw new RangeError("the protobuf message is cut off");
    this.#at = start + length;
    return this.encoded.subarray(start, this.#at);
  }
}
