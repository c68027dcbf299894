import { type MaxAge, writeMaxAge } from "../../lib/expectations/index.js";

/** Whether the later limit lets older settings pass. */
export function isLonger(before: MaxAge | undefined, after: MaxAge | undefined): boolean {
  return inSeconds(after) > inSeconds(before);
}

function inSeconds(age: MaxAge | undefined): number {
  return age === undefined || age === "off" ? Number.POSITIVE_INFINITY : age;
}

/** A limit as it is declared: `1h`, `14d`, `off`. */
export function writeLimit(age: MaxAge | undefined): string {
  return age === undefined || age === "off" ? "off" : writeMaxAge(age);
}
