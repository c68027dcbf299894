const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY_MS = 86_400_000;

/** What a date stands for: its first millisecond or its last one, UTC. */
export type DateMeaning = "start" | "end";

/**
 * Reads a date like `2026-01-31` or an ISO 8601 instant as milliseconds since 1970; answers `undefined` for anything
 * else, and for a day that no calendar has.
 */
export function readInstant(text: unknown, dateMeans: DateMeaning): number | undefined {
  if (typeof text !== "string" || !isCalendarDay(text.slice(0, 10))) return undefined;
  if (DATE.test(text)) return Date.parse(text) + (dateMeans === "end" ? DAY_MS - 1 : 0);
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** `Date.parse` takes 31 February for 3 March. */
function isCalendarDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

/** An instant in whole seconds, as Terraform reads it. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
