import { parseHttpDate } from "./retry-after.js";

const MAX_AGE_S = 60;
const MAX_CLOCK_OFF_MS = 5 * 60_000;

/**
 * Why an answer is not from now, or undefined: an `Age` over 60 s, or a `Date` more than 5 minutes off the time
 * between sending (`sentAtMs`) and receiving (`receivedAtMs`).
 */
export function staleness(
  headers: { readonly age?: string | undefined; readonly date?: string | undefined },
  sentAtMs: number,
  receivedAtMs: number,
): string | undefined {
  const age = headers.age?.trim();
  if (age !== undefined && /^\d+$/.test(age) && Number(age) > MAX_AGE_S) {
    return `its Age header says ${age.length > 12 ? "years" : `${age} s`}, more than ${MAX_AGE_S} s`;
  }
  const date = headers.date === undefined ? undefined : parseHttpDate(headers.date.trim());
  if (date === undefined) return undefined;
  const offMs = date < sentAtMs ? sentAtMs - date : Math.max(0, date - receivedAtMs);
  if (offMs <= MAX_CLOCK_OFF_MS) return undefined;
  const side = date < sentAtMs ? "behind" : "ahead of";
  return `its Date header is ${Math.round(offMs / 1000)} s ${side} this machine's clock, more than 300 s`;
}
