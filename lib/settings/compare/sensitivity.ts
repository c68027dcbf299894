import { endpoints } from "../endpoints/endpoints.js";

/** Words in selectors and patterns that name secrets, payment data or numbers of people. */
const SECRET =
  /passw|passcode|passphrase|\bpwd|\bpin\b|secret|token|\botp\b|card|\bcc-|cvv|cvc|\biban\b|payment|account-?n|\bssn\b|social-sec|tax-?id|passport|hidden/i;
/** The item of a list of selectors that is about everything on a page. */
const WHOLE_PAGE = /^(\w+)\["(?:\*|html|body|main|:root)"\]/i;

const topFields = Object.values(endpoints).flatMap(({ document }) => Object.entries(document.fields));
const wide = new Set(topFields.filter(([, field]) => field.wide).map(([name]) => name));
const bySelector = new Set(
  topFields.filter(([, field]) => "key" in field && field.key === "selector").map(([name]) => name),
);

/**
 * What a setting protects, as far as its path tells: lower is more sensitive. Secrets and payment data come before
 * settings of whole pages, those before single elements and requests, and switches come last.
 */
export function rankSensitivity(path: string): number {
  if (SECRET.test(path)) return 0;
  const [field = path] = path.split(/[.[#]/);
  if (wide.has(field) || bySelector.has(WHOLE_PAGE.exec(path)?.[1] ?? "")) return 1;
  return path.includes("[") ? 2 : 3;
}
