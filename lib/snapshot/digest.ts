import { canonicalize, hash } from "../settings/model/canonical.js";
import type { Json } from "../settings/model/json.js";

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What stands in a snapshot for a value that must not be in it: the digest of its canonical text. */
export function digestValue(value: Json): string {
  return `sha256:${hash(canonicalize(value))}`;
}

export function isDigest(value: unknown): value is string {
  return typeof value === "string" && DIGEST.test(value);
}

/** Eight hexadecimal digits: the short digest that messages print and waivers quote for the value itself. */
export function shortenDigest(digest: string): string {
  return digest.slice("sha256:".length, "sha256:".length + 8);
}
