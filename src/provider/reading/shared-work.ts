/** Work that several callers wait for, done once per name. It ends early only when every caller has given up. */
export class SharedWork<T> {
  private readonly begun = new Map<string, Shared<T>>();

  /** The result of the work of that name, which is begun by the first caller. */
  get(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const shared = this.begun.get(name) ?? this.start(name, work);
    shared.waiting += 1;
    const giveUp = (): void => {
      shared.waiting -= 1;
      if (shared.waiting > 0) return;
      // Whoever asks again later gets an answer of its own.
      if (this.begun.get(name) === shared) this.begun.delete(name);
      shared.controller.abort();
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
    return shared.result.finally(() => signal.removeEventListener("abort", giveUp));
  }

  private start(name: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const shared = { result: work(controller.signal), controller, waiting: 0 };
    this.begun.set(name, shared);
    return shared;
  }
}

interface Shared<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}
