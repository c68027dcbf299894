const FIRST_BLOCK_BYTES = 16 * 1024;
const BLOCK_BYTES = 256 * 1024;

/**
 * Text that comes one chunk at a time, as UTF-8. Small chunks are copied into larger blocks, because each chunk has an
 * overhead of its own.
 */
export class BodyText {
  /** The only chunk so far, not copied: most answers have one chunk. */
  #first: Buffer | undefined;
  #gathered: Gathered | undefined;

  /** @throws TypeError for what is not UTF-8, now or later */
  add(chunk: Buffer): void {
    if (this.#first === undefined) {
      this.#first = chunk;
      return;
    }
    if (this.#gathered === undefined) {
      this.#gathered = new Gathered();
      this.#gathered.add(this.#first);
    }
    this.#gathered.add(chunk);
  }

  /** @throws TypeError for what is not UTF-8 */
  finish(): string {
    return this.#gathered?.finish() ?? createDecoder().decode(this.#first);
  }
}

/** Copies chunks into blocks, and decodes each block when it is full. */
class Gathered {
  readonly #pieces: string[] = [];
  readonly #decoder = createDecoder();
  #block = Buffer.allocUnsafe(FIRST_BLOCK_BYTES);
  #used = 0;

  add(chunk: Buffer): void {
    for (let from = 0; from < chunk.length; ) {
      if (this.#used === this.#block.length) {
        this.#pieces.push(this.#decoder.decode(this.#block, { stream: true }));
        if (this.#block.length < BLOCK_BYTES) this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
        this.#used = 0;
      }
      const copied = chunk.copy(this.#block, this.#used, from);
      this.#used += copied;
      from += copied;
    }
  }

  finish(): string {
    return [...this.#pieces, this.#decoder.decode(this.#block.subarray(0, this.#used))].join("");
  }
}

const createDecoder = () => new TextDecoder("utf-8", { fatal: true });
