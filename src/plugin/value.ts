import { decode, ExtData, encode } from "@msgpack/msgpack";

/**
 * One Terraform value as the msgpack bytes it travels in. Values are handed on as they came and never decoded: so
 * unknowns and their refinements, integers beyond 2^53, a key called `__proto__` (which the msgpack package refuses)
 * and 100 MB of text all come through unchanged, and cost next to nothing.
 */
export type RawValue = Uint8Array;

const UNKNOWN_EXTENSION = 0;

/** Terraform's null, of any type. As a resource it means "no such object". */
export const NULL: RawValue = encode(null);

/** A value that is not known before apply. */
export const UNKNOWN: RawValue = encode(new ExtData(UNKNOWN_EXTENSION, new Uint8Array(1)));

/** A text value. */
export function text(value: string): RawValue {
  return encode(value);
}

/** Is it null? Terraform writes an absent value as no bytes at all. */
export function isNull(value: RawValue): boolean {
  return value.length === 0 || value[0] === NULL[0];
}

/** Is it unknown, with refinements or without? Every extension type that Terraform uses is an unknown. */
export function isUnknown(value: RawValue): boolean {
  const head = value[0];
  return head !== undefined && ((head >= 0xc7 && head <= 0xc9) || (head >= 0xd4 && head <= 0xd8));
}

/** The attributes of an object, each as its own bytes. */
export function splitObject(object: RawValue): Map<string, RawValue> {
  const cursor = new Cursor(object);
  const attributes = new Map<string, RawValue>();
  for (let left = cursor.mapSize(); left > 0; left--) {
    const name = decode(cursor.next());
    if (typeof name !== "string") throw new TypeError("an attribute's name is not text");
    attributes.set(name, cursor.next());
  }
  if (!cursor.atEnd) throw new RangeError("bytes are left over behind the object");
  return attributes;
}

/** The opposite of {@link splitObject}. */
export function joinObject(attributes: ReadonlyMap<string, RawValue>): RawValue {
  const head = Buffer.alloc(5, 0xdf);
  head.writeUInt32BE(attributes.size, 1);
  return Buffer.concat([head, ...[...attributes].flatMap(([name, value]) => [text(name), value])]);
}

/** Steps over msgpack values without decoding them. */
class Cursor {
  readonly #view: DataView;
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** Enters a map, and says how many pairs follow. */
  mapSize(): number {
    const head = this.#uint(1);
    if (head >= 0x80 && head <= 0x8f) return head & 0x0f;
    if (head === 0xde) return this.#uint(2);
    if (head === 0xdf) return this.#uint(4);
    throw new TypeError(`expected an object, not msgpack 0x${head.toString(16)}`);
  }

  /** The bytes of the next value, whatever it holds. */
  next(): RawValue {
    const start = this.#at;
    // Counted, not recursive: the depth of a value is the sender's choice.
    for (let pending = 1; pending > 0; pending--) pending += this.#stepOverHead();
    if (this.#at > this.bytes.length) throw new RangeError("the msgpack value is cut off");
    return this.bytes.subarray(start, this.#at);
  }

  /** Steps over a scalar, or over the head of a container; answers how many values the container holds. */
  #stepOverHead(): number {
    const head = this.#uint(1);
    if (head <= 0x7f || head >= 0xe0) return 0;
    if (head <= 0x8f) return 2 * (head & 0x0f);
    if (head <= 0x9f) return head & 0x0f;
    if (head <= 0xbf) return this.#skip(head & 0x1f);
    switch (head) {
      case 0xc0: // nil
      case 0xc2: // false
      case 0xc3: // true
        return 0;
      case 0xc4: // bin 8, 16, 32
      case 0xc5:
      case 0xc6:
        return this.#skip(this.#uint(1 << (head - 0xc4)));
      case 0xc7: // ext 8, 16, 32: the length does not count the type
      case 0xc8:
      case 0xc9:
        return this.#skip(this.#uint(1 << (head - 0xc7)) + 1);
      case 0xca: // float 32, 64
      case 0xcb:
        return this.#skip(4 << (head - 0xca));
      case 0xcc: // uint 8, 16, 32, 64
      case 0xcd:
      case 0xce:
      case 0xcf:
        return this.#skip(1 << (head - 0xcc));
      case 0xd0: // int 8, 16, 32, 64
      case 0xd1:
      case 0xd2:
      case 0xd3:
        return this.#skip(1 << (head - 0xd0));
      case 0xd4: // fixext 1, 2, 4, 8, 16, and the type
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#skip((1 << (head - 0xd4)) + 1);
      case 0xd9: // str 8, 16, 32
      case 0xda:
      case 0xdb:
        return this.#skip(this.#uint(1 << (head - 0xd9)));
      case 0xdc: // array 16, 32
      case 0xdd:
        return this.#uint(2 << (head - 0xdc));
      case 0xde: // map 16, 32
      case 0xdf:
        return 2 * this.#uint(2 << (head - 0xde));
      default:
        throw new TypeError(`0x${head.toString(16)} begins no msgpack value`);
    }
  }

  #skip(byteCount: number): 0 {
    this.#at += byteCount;
    return 0;
  }

  #uint(byteCount: number): number {
    const at = this.#at;
    this.#at += byteCount;
    if (byteCount === 1) return this.#view.getUint8(at);
    return byteCount === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }
}
