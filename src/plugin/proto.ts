import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** A field to write: its number and its value; text and bytes are length-delimited, the others varints. */
export type Field = readonly [fieldNumber: number, value: Uint8Array | string | number | boolean];

/** Writes a protobuf message. A field that occurs more than once is repeated. */
export function encodeMessage(fields: Iterable<Field>): Uint8Array {
  const writer = new BinaryWriter();
  for (const [fieldNumber, value] of fields) {
    if (typeof value === "string") writer.tag(fieldNumber, WireType.LengthDelimited).string(value);
    else if (typeof value === "number") writer.tag(fieldNumber, WireType.Varint).int64(value);
    else if (typeof value === "boolean") writer.tag(fieldNumber, WireType.Varint).bool(value);
    else writer.tag(fieldNumber, WireType.LengthDelimited).bytes(value);
  }
  return writer.finish();
}

const EMPTY = new Uint8Array(0);

/**
 * A protobuf message that was received. Only length-delimited fields are kept: no request of the plugin protocol
 * carries another kind that this provider needs. Where a field is repeated the last one counts, as protobuf says.
 */
export class Message {
  readonly #fields = new Map<number, Uint8Array>();

  constructor(encoded: Uint8Array) {
    const reader = new BinaryReader(encoded);
    while (reader.pos < reader.len) {
      const [fieldNumber, wireType] = reader.tag();
      if (wireType === WireType.LengthDelimited) this.#fields.set(fieldNumber, reader.bytes());
      else reader.skip(wireType, fieldNumber);
    }
  }

  /** The field's bytes; empty where it is absent, as protobuf says. */
  bytes(fieldNumber: number): Uint8Array {
    return this.#fields.get(fieldNumber) ?? EMPTY;
  }

  /** The field as UTF-8 text. */
  text(fieldNumber: number): string {
    return Buffer.from(this.bytes(fieldNumber)).toString("utf8");
  }

  /** The field as a message. */
  message(fieldNumber: number): Message {
    return new Message(this.bytes(fieldNumber));
  }
}
