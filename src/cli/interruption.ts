const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C, as an abort signal. A second one ends the process at once, as it would without us. */
export class Interruption {
  readonly #controller = new AbortController();

  constructor() {
    for (const signal of SIGNALS) process.once(signal, this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#abort);
  }

  readonly #abort = (): void => {
    this.release();
    this.#controller.abort();
  };
}
