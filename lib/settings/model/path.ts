import { canonicalizeString } from "./canonical.js";

// Patterns that are used for each item of long lists are made once: a pattern in a function is an object a call.
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,63}$/;
const UNPRINTABLE = /[^\x20-\x7e]/;

/** `.name`, or `["odd name"]` for a key that is no identifier. */
export function toKeyStep(key: string): string {
  return IDENTIFIER.test(key) ? `.${key}` : `[${canonicalizeString(key.slice(0, 200))}]`;
}

/** `[3]`, or `[".tax-id"]`. */
export function toItemStep(item: number | string): string {
  return `[${quote(item)}]`;
}

/** The step to an entry or to an item. */
export function toStep(key: unknown): string {
  return typeof key === "number" ? toItemStep(key) : toKeyStep(String(key));
}

/** The path of a parent with the step to one of its entries or items added. */
export function addToPath(path: string, key: string | number): string {
  const step = toStep(key);
  return path === "" ? step.replace(/^\./, "") : path + step;
}

/** A name in double quotes, readable where it is printable ASCII; a number as it is. */
export function quote(name: string | number): string {
  const json = JSON.stringify(name);
  if (!UNPRINTABLE.test(json)) return json;
  return json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
