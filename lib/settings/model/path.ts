import { canonicalString } from "./canonical.js";

// Patterns that are used for each item of long lists are made once: a pattern in a function is an object a call.
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,63}$/;
const UNPRINTABLE = /[^\x20-\x7e]/;

/** `.name`, or `["odd name"]` for a key that is no identifier. */
export function keyStep(key: string): string {
  return IDENTIFIER.test(key) ? `.${key}` : `[${canonicalString(key.slice(0, 200))}]`;
}

/** `[3]`, or `[".tax-id"]`. */
export function itemStep(item: number | string): string {
  return typeof item === "number" ? `[${item}]` : `[${quoted(item)}]`;
}

/** A name in double quotes, readable where it is printable ASCII. */
export function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (!UNPRINTABLE.test(json)) return json;
  return json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
