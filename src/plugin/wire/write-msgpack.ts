import type { Extension } from "./read-msgpack.js";

const FIRST_BYTES = 1024;

/** Heads of the lengths that one, two and four bytes hold; `fixed` for those that the head itself holds. */
interface Heads {
  readonly fixed?: { readonly head: number; readonly below: number };
  readonly one?: number;
  readonly two: number;
  readonly four: number;
}

const STRING: Heads = { fixed: { head: 0xa0, below: 32 }, one: 0xd9, two: 0xda, four: 0xdb };
const BYTES: Heads = { one: 0xc4, two: 0xc5, four: 0xc6 };
const ARRAY: Heads = { fixed: { head: 0x90, below: 16 }, two: 0xdc, four: 0xdd };
const MAP: Heads = { fixed: { head: 0x80, below: 16 }, two: 0xde, four: 0xdf };
const EXTENSION: Heads = { one: 0xc7, two: 0xc8, four: 0xc9 };

/** Writes msgpack values one after another. */
export class MsgpackWriter {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #at = 0;

  /** Everything that was written. */
  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#at);
  }

  nil(): void {
    this.#writeByte(0xc0);
  }

  bool(value: boolean): void {
    this.#writeByte(value ? 0xc3 : 0xc2);
  }

  /** @throws {RangeError} beyond 2^53, where a number is no longer exact */
  int(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an integer below 2^53`);
    if (value >= -0x20 && value < 0x80) {
      this.#writeByte(value & 0xff);
    } else {
      this.#writeByte(0xd3);
      const at = this.#reserve(8);
      this.#buffer.writeBigInt64BE(BigInt(value), at);
    }
  }

  float(value: number): void {
    this.#writeByte(0xcb);
    const at = this.#reserve(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  string(value: string): void {
    const length = Buffer.byteLength(value, "utf8");
    this.#writeHead(STRING, length);
    const at = this.#reserve(length);
    this.#buffer.write(value, at, length, "utf8");
  }

  bytes(value: Uint8Array): void {
    this.#writeHead(BYTES, value.length);
    this.#raw(value);
  }

  /** Begins an array; its elements are written next. */
  arraySize(count: number): void {
    this.#writeHead(ARRAY, count);
  }

  /** Begins a map; as many pairs of key and value are written next. */
  mapSize(count: number): void {
    this.#writeHead(MAP, count);
  }

  extension({ type, data }: Extension): void {
    if (data.length === 1) this.#writeByte(0xd4);
    else this.#writeHead(EXTENSION, data.length);
    this.#writeByte(type);
    this.#raw(data);
  }

  #raw(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  #writeHead({ fixed, one, two, four }: Heads, length: number): void {
    if (fixed !== undefined && length < fixed.below) {
      this.#writeByte(fixed.head | length);
      return;
    }
    const [head, byteCount] =
      one !== undefined && length < 0x100 ? [one, 1] : length < 0x10000 ? [two, 2] : [four, 4];
    this.#writeByte(head);
    const at = this.#reserve(byteCount);
    this.#buffer.writeUIntBE(length, at, byteCount);
  }

  #writeByte(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }

  #reserve(byteCount: number): number {
    const at = this.#at;
    this.#at = at + byteCount;
    if (this.#at > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * this.#buffer.length, this.#at));
      this.#buffer.copy(larger, 0, 0, at);
      this.#buffer = larger;
    }
    return at;
  }
}
