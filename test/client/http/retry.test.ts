import type { Failure } from "../../../lib/client/http/failure";
import { decideRetry } from "../../../lib/client/http/retry";
import { parseRetryAfter } from "../../../lib/client/http/retry-after";
import * as fc from "../../fast-check.js";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const base = { attempt: 1, attempts: 4, nowMs: NOW, remainingMs: 60_000, random: 0.5 };

const status = (code: number, retryAfter?: string): Failure => ({
  kind: "status",
  status: code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

describe("a failed attempt", () => {
  const retried: Failure[] = [
    { kind: "connection" },
    { kind: "timeout" },
    { kind: "cut", status: 200 },
    ...[429, 500, 502, 503, 504].map((code) => status(code)),
  ];
  test.each(retried)("is followed by another one after $kind $status", (failure) => {
    expect(decideRetry({ ...base, failure })).toEqual({ retry: true, afterMs: 125 });
    expect(decideRetry({ ...base, failure, attempt: 4 })).toEqual({ retry: false, why: "attempts" });
    expect(decideRetry({ ...base, failure, remainingMs: 100 })).toEqual({ retry: false, why: "deadline" });
  });

  const final: Failure[] = [
    { kind: "aborted" },
    { kind: "certificate", netCode: "CERT_HAS_EXPIRED" },
    { kind: "redirect", status: 302, to: "x" },
    { kind: "too_large", status: 200, limitBytes: 1 },
    { kind: "stale", status: 200, why: "x" },
    { kind: "unexpected", why: "x" },
    { kind: "garbled", status: 200, fault: "x" },
    ...[204, 400, 401, 403, 404, 418, 501, 505].map((code) => status(code)),
  ];
  test.each(final)("is the last one after $kind $status", (failure) => {
    expect(decideRetry({ ...base, failure })).toEqual({ retry: false, why: "final" });
  });

  test("waits as long as Retry-After asks", () => {
    expect(decideRetry({ ...base, failure: status(429, "7") })).toEqual({ retry: true, afterMs: 7_000 });
    const date = "Sun, 22 Nov 2026 12:00:09 GMT";
    expect(decideRetry({ ...base, failure: status(503, date) })).toEqual({ retry: true, afterMs: 9_000 });
  });

  test("is given up when Retry-After reaches the deadline, and tells how long the host asked for", () => {
    const decision = decideRetry({ ...base, failure: status(429, "60") });
    expect(decision).toEqual({ retry: false, why: "deadline", retryAfterMs: 60_000 });
  });

  test("is never followed past the deadline, nor after a negative wait, nor too often", () => {
    const failures = fc.oneof(
      fc.constantFrom<Failure>({ kind: "timeout" }, { kind: "connection" }, status(500)),
      fc
        .oneof(
          fc.nat().map(String),
          fc.string(),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
        )
        .map((h) => status(429, h)),
    );
    fc.assert(
      fc.property(
        failures,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: -1e6, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failure, attempt, attempts, remainingMs, random) => {
          const decision = decideRetry({ attempt, attempts, failure, nowMs: NOW, remainingMs, random });
          if (!decision.retry) return (decision.retryAfterMs ?? 0) >= 0;
          return decision.afterMs >= 0 && decision.afterMs < remainingMs && attempt < attempts;
        },
      ),
    );
  });
});

describe("a Retry-After header", () => {
  test.each([
    ["0", 0],
    [" 12 ", 12_000],
    ["99999999999999999999", 365 * 86_400_000],
    ["Sun, 22 Nov 2026 12:01:00 GMT", 60_000],
    ["Sun, 22 Nov 2026 11:59:00 GMT", 0],
  ])("of %j asks for %d ms", (text, expected) => {
    expect(parseRetryAfter(text, NOW)).toBe(expected);
  });

  test.each(["", "-1", "1.5", "soon", "1e3", "2026-11-22T12:01:00Z", "0x10"])(
    "of %j asks for nothing",
    (text) => {
      expect(parseRetryAfter(text, NOW)).toBeUndefined();
    },
  );
});
