import type { DataClass } from "./field.js";

/** Enough of an identifier to recognise one's own, too little to learn another's: `cust...11`. */
export function maskIdentifier(text: string): string {
  const letters = Array.from(text);
  if (letters.length < 9) return maskAfterFirst(text, "...");
  return `${letters.slice(0, 4).join("")}...${letters.slice(-2).join("")}`;
}

/**
 * `jane@example.com` as `j***@example.com`, `Jane (jane@example.com)` as `J*** (j***@example.com)`. What follows an
 * address and is no domain may be a name: then nothing but the first letter is shown.
 */
export function maskPerson(text: string): string {
  const named = /^(.*) \(([^()]*)\)$/s.exec(text);
  if (named !== null) return `${maskAfterFirst(named[1] ?? "", "***")} (${maskPerson(named[2] ?? "")})`;
  const domain = /@[a-z0-9.-]+$/i.exec(text);
  return maskAfterFirst(text.slice(0, domain?.index), "***") + (domain?.[0] ?? "");
}

/** The first letter before a mask. A mask is its own mask, so that a masked value is known again as one. */
function maskAfterFirst(text: string, mask: string): string {
  return text === mask ? mask : Array.from(text).slice(0, 1).join("") + mask;
}

/**
 * The one place that says whether values of a class are kept out of files and messages, whatever expectation they were
 * declared in: identifiers and people always, addresses where the org asks for it.
 */
export function isSecretClass(
  dataClass: DataClass | undefined,
  { maskAddresses }: { readonly maskAddresses: boolean },
): boolean {
  return dataClass === "identifier" || dataClass === "person" || (dataClass === "address" && maskAddresses);
}

export function maskText(dataClass: DataClass, text: string): string {
  return dataClass === "person" ? maskPerson(text) : maskIdentifier(text);
}
