const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const MAX_WAIT_MS = 365 * 86_400_000;

/** The instant of an HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`) in milliseconds, or undefined. */
export function parseHttpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** How long a `Retry-After` header asks to wait from `nowMs` on, in milliseconds: 0 to a year, or undefined. */
export function parseRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  const value = text?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,20}$/.test(value)) return Math.min(Number(value) * 1000, MAX_WAIT_MS);
  const instant = parseHttpDate(value);
  return instant === undefined ? undefined : Math.min(Math.max(0, instant - nowMs), MAX_WAIT_MS);
}
