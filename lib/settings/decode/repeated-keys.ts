const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPENS_OBJECT = 0x7b;
const CLOSES_OBJECT = 0x7d;
const OPENS_LIST = 0x5b;
const CLOSES_LIST = 0x5d;
const BLANK = 0x20;

/** Said of JSON text in which an object has the same key more than once. */
export const REPEATED_KEY = "one object has the same key more than once";

/**
 * Whether an object in a JSON text has the same key more than once. `JSON.parse` keeps the last value and says
 * nothing. The text itself is read, because V8 in Node 24 was seen to tell keys with escapes apart wrongly.
 *
 * @param text valid JSON
 */
export function hasRepeatedKeys(text: string): boolean {
  // A stack of its own, not a recursion: a text may be nested deeper than the stack of calls allows.
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === OPENS_OBJECT) open.push(new Set());
    else if (code === OPENS_LIST) open.push(undefined);
    else if (code === CLOSES_OBJECT || code === CLOSES_LIST) open.pop();
    else if (code === QUOTE) {
      const end = findStringEnd(text, i);
      if (isKey(text, end)) {
        const key = parseKey(text.slice(i, end + 1));
        const keys = open.at(-1);
        if (keys?.has(key)) return true;
        keys?.add(key);
      }
      i = end;
    }
  }
  return false;
}

/** Where the string that starts at an index ends. */
function findStringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i += 1;
  }
  return text.length;
}

/** Whether a colon follows the string that ends at an index. */
function isKey(text: string, end: number): boolean {
  let i = end + 1;
  while (text.charCodeAt(i) <= BLANK) i += 1;
  return text.charCodeAt(i) === COLON;
}

/** What a string with its quotes means. */
function parseKey(quoted: string): string {
  return quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}
