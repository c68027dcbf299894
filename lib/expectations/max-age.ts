const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const LONGEST_SECONDS = 3_650 * UNITS.d;

/** A length of time in whole seconds, or `off`. */
export type MaxAge = number | "off";

/** Reads `90s`, `30m`, `12h`, `14d` or `off`; answers `undefined` for anything else. */
export function readMaxAge(text: unknown): MaxAge | undefined {
  if (text === "off") return text;
  const parts = typeof text === "string" ? /^([1-9]\d{0,8})([smhd])$/.exec(text) : null;
  if (parts === null) return undefined;
  const seconds = Number(parts[1]) * UNITS[parts[2] as keyof typeof UNITS];
  return seconds <= LONGEST_SECONDS ? seconds : undefined;
}

/** A length in seconds, written in the largest unit that it is a whole number of: `1h`, `90s`. No limit is `off`. */
export function formatMaxAge(seconds: MaxAge | undefined): string {
  if (seconds === undefined || seconds === "off") return "off";
  for (const [unit, size] of Object.entries(UNITS).reverse()) {
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}

/** Whether the later limit lets older settings pass. No limit is the longest. */
export function isLonger(before: MaxAge | undefined, after: MaxAge | undefined): boolean {
  const toSeconds = (age: MaxAge | undefined) =>
    age === undefined || age === "off" ? Number.POSITIVE_INFINITY : age;
  return toSeconds(after) > toSeconds(before);
}

export const MAX_AGE_FORM = 'a length like "90s", "30m", "12h" or "14d" (at most ten years), or "off"';
