import { UsageError } from "./usage-error.js";

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How old a snapshot may be, unless somebody says otherwise. */
export const DEFAULT_SNAPSHOT_MAX_AGE = "14d";

/** `90s`, `30m`, `12h`, `14d` in milliseconds; `off` is without end. */
export function readMaxAgeMs(what: string, text: string): number {
  if (text === "off") return Number.POSITIVE_INFINITY;
  const [, count, unit] = /^([1-9]\d{0,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    throw new UsageError(
      `${what} must be a length of time`,
      'Write it like "90s", "30m", "12h" or "14d", or "off".',
    );
  }
  return Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
}
