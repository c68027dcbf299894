const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Said of JSON text in which an object has the same key more than once. */
export const REPEATED_KEY = "one object has the same key more than once";

/**
 * Whether an object in a JSON text has the same key more than once. `JSON.parse` keeps the last value and says
 * nothing, so the entries that the text has are counted against those that were kept. Escapes in keys need no care:
 * the parser has read them.
 *
 * @param text valid JSON
 * @param parsed what `JSON.parse` made of it
 */
export function hasRepeatedKeys(text: string, parsed: unknown): boolean {
  return countWritten(text) !== countKept(parsed);
}

/** Colons outside of strings: each belongs to one entry. */
function countWritten(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON) count += 1;
    else if (code === QUOTE) i = endOfString(text, i);
  }
  return count;
}

/** Where the string that starts at an index ends. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i += 1;
  }
  return text.length;
}

/** A list of what is still to be counted, not a recursion: a text may be nested deeper than the stack allows. */
function countKept(parsed: unknown): number {
  let count = 0;
  const pending: unknown[] = [parsed];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null) continue;
    const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value)) count += inner.length;
    for (const each of inner) if (typeof each === "object") pending.push(each);
  }
  return count;
}
