import type { formatJson } from "../../../lib/snapshot/index.js";

/** What JSON can hold. */
export type Plain = Parameters<typeof formatJson>[0];

/** Canonical text as the value that it stands for; a matcher or a masked text, which is no JSON, stays a text. */
export function parseCanonical(canonical: string): Plain {
  if (!isShallow(canonical)) return canonical;
  try {
    return JSON.parse(canonical) as Plain;
  } catch {
    return canonical;
  }
}

const DEEPEST = 100;

/** Whether writing the value needs no deep recursion: evidence is read from whoever handed it over. */
function isShallow(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if ((letter === "[" || letter === "{") && ++depth > DEEPEST) return false;
    if (letter === "]" || letter === "}") depth--;
  }
  return true;
}

/** Nothing but what JSON can hold: readonly and optional parts are gone. */
export function toPlain(value: object): Plain {
  return JSON.parse(JSON.stringify(value)) as Plain;
}
