import { callOnAbort } from "../http/call-on-abort.js";

/** Work that several callers share. */
interface Entry<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Lets callers who want the same thing at the same time share one piece of work. Nothing is kept afterwards. */
export class InFlight<T> {
  readonly #entries = new Map<string, Entry<T>>();

  /**
   * Joins the work under this name, or starts it. A caller whose signal aborts leaves alone; the work itself is
   * aborted when nobody waits for it any more.
   */
  share(
    name: string,
    start: (signal: AbortSignal) => Promise<T>,
    { signal, aborted }: { readonly signal: AbortSignal | undefined; readonly aborted: () => Error },
  ): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(aborted());
    const entry = this.#entries.get(name) ?? this.#start(name, start);
    entry.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        forget();
        entry.waiting--;
      };
      const forget = callOnAbort(signal, () => {
        leave();
        if (entry.waiting === 0) this.#abandon(name, entry);
        reject(aborted());
      });
      const settle = (act: () => void): void => {
        leave();
        act();
      };
      entry.promise.then(
        (value) => settle(() => resolve(value)),
        (error: unknown) => settle(() => reject(error)),
      );
    });
  }

  /** Aborts all work. */
  abortAll(): void {
    for (const { controller } of this.#entries.values()) controller.abort();
  }

  #start(name: string, start: (signal: AbortSignal) => Promise<T>): Entry<T> {
    const controller = new AbortController();
    const forget = (): void => {
      if (this.#entries.get(name) === entry) this.#entries.delete(name);
    };
    const promise = start(controller.signal).finally(forget);
    // If every caller has left, nothing else handles the rejection.
    promise.catch(() => undefined);
    const entry: Entry<T> = { promise, controller, waiting: 0 };
    this.#entries.set(name, entry);
    return entry;
  }

  #abandon(name: string, entry: Entry<T>): void {
    if (this.#entries.get(name) === entry) this.#entries.delete(name);
    entry.controller.abort();
  }
}
