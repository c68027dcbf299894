/** How much of each output is kept. */
export interface OutputLimit {
  readonly maxBytes: number;
  /** What happens to more: the child is ended, or the oldest of it is dropped. */
  readonly beyond: "end" | "drop-oldest";
}

/** What a child writes to one of its outputs. zx pushes the chunks, of which no more stay than the limit says. */
export class KeptOutput extends Array<Buffer> {
  readonly #limit: OutputLimit;
  readonly #end: () => void;
  #length = 0;

  constructor(limit: OutputLimit, end: () => void) {
    super();
    this.#limit = limit;
    this.#end = end;
  }

  override push(...chunks: readonly Buffer[]): number {
    const { maxBytes, beyond } = this.#limit;
    for (const chunk of chunks) {
      this.#length += chunk.length;
      if (beyond === "end" && this.#length > maxBytes) this.#end();
      else super.push(chunk);
    }
    while (beyond === "drop-oldest" && this.#length - (this[0]?.length ?? 0) > maxBytes)
      this.#length -= this.shift()?.length ?? 0;
    return this.length;
  }

  /** Decoded as a whole: a character may have come in two chunks. */
  get text(): string {
    return Buffer.concat(this).toString("utf8");
  }
}
