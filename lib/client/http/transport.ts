import type { FullstoryError } from "../../errors.js";
import { omitUndefined } from "../../omit-undefined.js";
import { VERSION } from "../../version.js";
import type { ResolvedOptions } from "../options/client-options.js";
import { attemptOnce } from "./attempt.js";
import { callOnAbort } from "./call-on-abort.js";
import { Connections, SOCKETS_PER_HOST } from "./connections.js";
import type { Failure } from "./failure.js";
import { createFailureError, type FailureContext } from "./failure-error.js";
import { Limiter } from "./limiter.js";
import { decideRetry } from "./retry.js";

/** Clock, randomness and sleep, passed in so that tests may hold them. */
export interface TransportDeps {
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What to get: a path below the host of the options, with its query. */
export interface Target {
  readonly options: ResolvedOptions;
  readonly path: string;
  /** Its name in errors, for example `GET /settings/recording/v1/privacy`. */
  readonly endpoint: string;
}

export interface Call {
  /** On the monotonic clock. */
  readonly deadlineAtMs: number;
  readonly signal?: AbortSignal;
  /** @default - the options' own */
  readonly maxBodyBytes?: number;
}

/** A whole answer with status 200; its text is not yet parsed. */
export interface Answer {
  readonly text: string;
  readonly status: number;
  readonly attempts: number;
  /** When the attempt that succeeded was sent, in milliseconds since 1970. */
  readonly sentAtMs: number;
}

/** GET requests with retries, deadlines, caps and bounded sockets, over one connection pool. */
export class Transport {
  readonly #deps: TransportDeps;
  readonly #connections = new Connections();
  readonly #limiters = new Map<string, Limiter>();

  constructor(deps: Partial<TransportDeps> = {}) {
    this.#deps = { ...systemDeps, ...deps };
  }

  /** The monotonic instant that lies `ms` from now. */
  setDeadline(ms: number): number {
    return this.#deps.monotonicMs() + ms;
  }

  /** @throws FullstoryError: the subclass that fits the last failure */
  async get(target: Target, call: Call): Promise<Answer> {
    const { options, path } = target;
    const limiter = this.#getLimiter(options.origin);
    const countRemaining = (): number => call.deadlineAtMs - this.#deps.monotonicMs();
    for (let attempt = 1; ; attempt++) {
      const turn = await limiter.acquire(countRemaining(), call.signal);
      if (turn !== "granted")
        throw giveUp({ kind: turn }, target, { attempts: attempt - 1, deadlinePassed: true });
      const timeoutMs = Math.max(1, Math.min(options.timeoutMs, Math.ceil(countRemaining())));
      let result: Awaited<ReturnType<typeof attemptOnce>>;
      try {
        result = await attemptOnce({
          send: this.#connections.to(options),
          origin: options.origin,
          path,
          headers: buildHeaders(options),
          timeoutMs,
          maxBodyBytes: call.maxBodyBytes ?? options.maxBodyBytes,
          wallMs: this.#deps.wallMs,
          ...omitUndefined({ signal: call.signal }),
        });
      } finally {
        limiter.release();
      }
      if (result.ok) return { ...result, attempts: attempt };
      const decision = decideRetry({
        attempt,
        attempts: options.attempts,
        failure: result.failure,
        nowMs: this.#deps.wallMs(),
        remainingMs: countRemaining(),
        random: this.#deps.random(),
      });
      if (!decision.retry) {
        const deadlinePassed = decision.why === "deadline" || countRemaining() <= 0;
        const { retryAfterMs } = decision;
        throw giveUp(result.failure, target, {
          attempts: attempt,
          deadlinePassed,
          ...omitUndefined({ retryAfterMs }),
        });
      }
      await this.#deps.sleep(decision.afterMs, call.signal);
    }
  }

  /** Destroys every socket. */
  async close(): Promise<void> {
    this.#connections.close();
  }

  #getLimiter(origin: string): Limiter {
    const known = this.#limiters.get(origin) ?? new Limiter(SOCKETS_PER_HOST);
    this.#limiters.set(origin, known);
    return known;
  }
}

/** How the tries of a request ended. */
type Ended = Pick<FailureContext, "attempts" | "deadlinePassed" | "retryAfterMs">;

function giveUp(failure: Failure, { endpoint, options }: Target, ended: Ended): FullstoryError {
  const { host, timeoutMs, deadlineMs } = options;
  return createFailureError(failure, { endpoint, host, timeoutMs, deadlineMs, ...ended });
}

function buildHeaders(options: ResolvedOptions): Record<string, string> {
  return {
    authorization: `Basic ${options.key.reveal()}`,
    accept: "application/json",
    "accept-encoding": "gzip",
    "cache-control": "no-cache",
    "user-agent": `cdktf-fullstory/${VERSION}`,
  };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(finish, ms);
    const forget = callOnAbort(signal, finish);
  });
}

const systemDeps: TransportDeps = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  sleep,
};
