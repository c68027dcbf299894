import { parseHttpDate } from "./retry-after.js";

const MAX_AGE_S = 60;
const MAX_CLOCK_OFF_MS = 5 * 60_000;

/** The two headers that tell how old an answer is, each as often as it came. */
export interface FreshnessHeaders {
  readonly ages: readonly string[];
  readonly dates: readonly string[];
}

/**
 * Why an answer is stale, or undefined. Stale means an `Age` over 60 s, or a `Date` more than 5 minutes outside the
 * time between sending (`sentAtMs`) and receiving (`receivedAtMs`). A header that is there must have one readable
 * value. An answer without both headers counts as fresh.
 */
export function explainStaleness(
  { ages, dates }: FreshnessHeaders,
  sentAtMs: number,
  receivedAtMs: number,
): string | undefined {
  if (ages.length > 1) return "it has more than one Age header";
  if (dates.length > 1) return "it has more than one Date header";
  const age = ages[0]?.trim();
  if (age !== undefined && !/^\d+$/.test(age)) return "its Age header is not a number of seconds";
  if (age !== undefined && Number(age) > MAX_AGE_S)
    return `its Age header says ${age.length > 12 ? "years" : `${age} s`}, more than ${MAX_AGE_S} s`;
  const [written] = dates;
  if (written === undefined) return undefined;
  const date = parseHttpDate(written.trim());
  if (date === undefined) return "its Date header is not an HTTP date";
  const offMs = date < sentAtMs ? sentAtMs - date : Math.max(0, date - receivedAtMs);
  if (offMs <= MAX_CLOCK_OFF_MS) return undefined;
  const side = date < sentAtMs ? "behind" : "ahead of";
  return `its Date header is ${Math.round(offMs / 1000)} s ${side} this machine's clock, more than 300 s`;
}
