/**
 * What a setting protects, as far as its path tells: lower is more sensitive. Secrets and payment data come before
 * settings of whole pages, those before single elements and requests, and switches come last.
 */
export function sensitivityOf(path: string): number {
  if (SECRET.test(path)) return 0;
  const field = /^[^.[#]+/.exec(path)?.[0] ?? path;
  if (WHOLE_PAGE.test(path) || WIDE_FIELDS.has(field)) return 1;
  return path.includes("[") ? 2 : 3;
}

/** Words in selectors and patterns that name secrets, payment data or numbers of people. */
const SECRET =
  /passw|passcode|passphrase|\bpwd|\bpin\b|secret|token|\botp\b|card|\bcc-|cvv|cvc|\biban\b|payment|account-?n|\bssn\b|social-sec|tax-?id|passport|hidden/i;
/** A rule for everything that is on a page. */
const WHOLE_PAGE = /^elementBlocks\["(?:\*|html|body|main|:root)"\]/i;
const WIDE_FIELDS: ReadonlySet<string> = new Set([
  "defaultPrivacyMode",
  "discardIpAddresses",
  "onlyRecordKnownDomains",
  "domains",
  "recordGeoMode",
]);
