import type { Failure } from "./failure.js";
import { parseRetryAfter } from "./retry-after.js";

/** Everything that decides about another attempt; clock and randomness are values here. */
export interface RetryQuestion {
  /** The attempt that just failed, from 1. */
  readonly attempt: number;
  /** Attempts allowed in all. */
  readonly attempts: number;
  readonly failure: Failure;
  /** Wall clock, for a `Retry-After` that is a date. */
  readonly nowMs: number;
  /** Milliseconds left until the deadline; may be negative. */
  readonly remainingMs: number;
  /** At least 0 and less than 1. */
  readonly random: number;
}

export type RetryDecision =
  | { readonly retry: true; readonly afterMs: number }
  | {
      readonly retry: false;
      /** `final`: this kind of failure is never retried. */
      readonly why: "final" | "attempts" | "deadline";
      /** What the host asked for, if it did. */
      readonly retryAfterMs?: number;
    };

const BASE_DELAY_MS = 250;
const MAX_DELAY_MS = 8_000;
const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

function isRetried(failure: Failure): boolean {
  if (failure.kind === "status") return RETRIED_STATUSES.has(failure.status);
  return failure.kind === "connection" || failure.kind === "cut" || failure.kind === "timeout";
}

/**
 * Decides whether a failed attempt is followed by another, and when: exponential with full jitter, never sooner
 * than `Retry-After` asks, never at or past the deadline.
 */
export function decideRetry(question: RetryQuestion): RetryDecision {
  const { attempt, attempts, failure, nowMs, remainingMs, random } = question;
  const header = failure.kind === "status" ? failure.retryAfter : undefined;
  const askedMs = parseRetryAfter(header, nowMs);
  const asked = askedMs === undefined ? {} : { retryAfterMs: askedMs };
  if (!isRetried(failure)) return { retry: false, why: "final", ...asked };
  if (attempt >= attempts) return { retry: false, why: "attempts", ...asked };
  const jitterMs = Math.floor(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1)));
  const afterMs = Math.max(jitterMs, askedMs ?? 0);
  return afterMs < remainingMs ? { retry: true, afterMs } : { retry: false, why: "deadline", ...asked };
}
