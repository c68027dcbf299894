import { callOnAbort } from "./call-on-abort.js";
/** How a wait for a turn ended. */
export type Turn = "granted" | "timeout" | "aborted";

interface Waiter {
  settle(turn: Turn): void;
}

/** Lets at most `size` holders in at a time, in the order of arrival. */
export class Limiter {
  readonly #size: number;
  readonly #waiting = new Set<Waiter>();
  #held = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Waits for a turn, at most `timeoutMs` milliseconds. Whoever is granted one must `release` it. */
  acquire(timeoutMs: number, signal?: AbortSignal): Promise<Turn> {
    if (signal?.aborted === true) return Promise.resolve("aborted");
    if (timeoutMs <= 0) return Promise.resolve("timeout");
    if (this.#held < this.#size) {
      this.#held++;
      return Promise.resolve("granted");
    }
    return new Promise((resolve) => {
      const waiter: Waiter = {
        settle: (turn) => {
          clearTimeout(timer);
          forget();
          this.#waiting.delete(waiter);
          resolve(turn);
        },
      };
      const timer = setTimeout(() => waiter.settle("timeout"), timeoutMs);
      const forget = callOnAbort(signal, () => waiter.settle("aborted"));
      this.#waiting.add(waiter);
    });
  }

  release(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#held--;
    else next.settle("granted");
  }
}
