import { readMaxAge } from "../../lib/expectations/index.js";
import { UsageError } from "./usage-error.js";

/** How old a snapshot may be, unless somebody says otherwise. */
export const DEFAULT_SNAPSHOT_MAX_AGE = "14d";

/** `90s`, `30m`, `12h`, `14d` in milliseconds; `off` is without end. */
export function readMaxAgeMs(what: string, text: string): number {
  const age = readMaxAge(text);
  if (age === undefined) {
    throw new UsageError(
      `${what} must be a length of time`,
      'Write it like "90s", "30m", "12h" or "14d" (at most ten years), or "off".',
    );
  }
  return age === "off" ? Number.POSITIVE_INFINITY : age * 1_000;
}
