import { randomBytes } from "node:crypto";

/** A random number of 63 bits as decimal text, the form of the real provider's `id` and `random`. */
export function randomNumberText(): string {
  return (randomBytes(8).readBigUInt64BE() >> 1n).toString();
}
