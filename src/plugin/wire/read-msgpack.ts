/** What a msgpack value is, seen from its first byte. */
export type MsgpackKind =
  | "nil"
  | "bool"
  | "int"
  | "float"
  | "string"
  | "bytes"
  | "array"
  | "map"
  | "extension";

export interface Extension {
  readonly type: number;
  readonly data: Uint8Array;
}

const FIXED: ReadonlyMap<number, MsgpackKind> = new Map([
  [0xc0, "nil"],
  [0xc2, "bool"],
  [0xc3, "bool"],
  [0xca, "float"],
  [0xcb, "float"],
]);

/** Reads msgpack values one after another. Each method steps over the value that it answers. */
export class MsgpackReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The kind of the next value, which is not stepped over. */
  get kind(): MsgpackKind {
    const head = this.#bytes[this.#at];
    if (head === undefined) throw new RangeError("the msgpack value is cut off");
    if (head <= 0x7f || head >= 0xe0) return "int";
    if (head <= 0x8f) return "map";
    if (head <= 0x9f) return "array";
    if (head <= 0xbf || (head >= 0xd9 && head <= 0xdb)) return "string";
    if (head >= 0xcc && head <= 0xd3) return "int";
    if (head >= 0xdc) return head <= 0xdd ? "array" : "map";
    if (head >= 0xc4 && head <= 0xc6) return "bytes";
    if ((head >= 0xc7 && head <= 0xc9) || (head >= 0xd4 && head <= 0xd8)) return "extension";
    const kind = FIXED.get(head);
    if (kind === undefined) throw new TypeError(`0x${head.toString(16)} begins no msgpack value`);
    return kind;
  }

  nil(): null {
    this.#expect("nil");
    return null;
  }

  bool(): boolean {
    return this.#expect("bool") === 0xc3;
  }

  /** A `bigint` where a number would lose digits. */
  int(): number | bigint {
    const head = this.#expect("int");
    if (head <= 0x7f) return head;
    if (head >= 0xe0) return head - 0x100;
    const byteCount = 1 << ((head - 0xcc) % 4);
    const at = this.#take(byteCount);
    const isSigned = head >= 0xd0;
    if (byteCount < 8) {
      return isSigned ? this.#bytes.readIntBE(at, byteCount) : this.#bytes.readUIntBE(at, byteCount);
    }
    const wide = isSigned ? this.#bytes.readBigInt64BE(at) : this.#bytes.readBigUInt64BE(at);
    return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide;
  }

  float(): number {
    if (this.#expect("float") === 0xca) return this.#bytes.readFloatBE(this.#take(4));
    return this.#bytes.readDoubleBE(this.#take(8));
  }

  string(): string {
    const head = this.#expect("string");
    const length = head <= 0xbf ? head & 0x1f : this.#readLength(1 << (head - 0xd9));
    const at = this.#take(length);
    return this.#bytes.toString("utf8", at, at + length);
  }

  bytes(): Uint8Array {
    return this.#takeSlice(this.#readLength(1 << (this.#expect("bytes") - 0xc4)));
  }

  /** Enters an array, and answers how many elements follow. */
  arraySize(): number {
    const head = this.#expect("array");
    return this.#checkCount(head <= 0x9f ? head & 0x0f : this.#readLength(2 << (head - 0xdc)), 1);
  }

  /** Enters a map, and answers how many pairs of key and value follow. */
  mapSize(): number {
    const head = this.#expect("map");
    return this.#checkCount(head <= 0x8f ? head & 0x0f : this.#readLength(2 << (head - 0xde)), 2);
  }

  extension(): Extension {
    const head = this.#expect("extension");
    const length = head >= 0xd4 ? 1 << (head - 0xd4) : this.#readLength(1 << (head - 0xc7));
    const type = this.#bytes.readInt8(this.#take(1));
    return { type, data: this.#takeSlice(length) };
  }

  #expect(expected: MsgpackKind): number {
    const { kind } = this;
    if (kind !== expected) throw new TypeError(`expected msgpack ${expected}, found ${kind}`);
    return this.#bytes.readUInt8(this.#at++);
  }

  /** A count that the bytes that are left cannot hold would only make its reader reserve memory. */
  #checkCount(count: number, bytesEach: number): number {
    if (count * bytesEach > this.#bytes.length - this.#at)
      throw new RangeError("the msgpack value is cut off");
    return count;
  }

  #readLength(byteCount: number): number {
    return this.#bytes.readUIntBE(this.#take(byteCount), byteCount);
  }

  #takeSlice(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  #take(byteCount: number): number {
    const at = this.#at;
    if (byteCount > this.#bytes.length - at) throw new RangeError("the msgpack value is cut off");
    this.#at = at + byteCount;
    return at;
  }
}
