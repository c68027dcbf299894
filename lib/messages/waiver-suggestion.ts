const OFFER_DAYS = 14;
const DAY_MS = 86_400_000;

export interface WaiverSuggestion {
  readonly path: string;
  /** Digest of the finding, as the gate compares it. */
  readonly observed: string;
  /** A date. */
  readonly expires: string;
  /** The path is a whole list, which a waiver must say. */
  readonly whole: boolean;
}

/** How a language writes an entry: what stands between its name and its value, and a text. */
export interface EntrySyntax {
  readonly is: string;
  readonly quote: (text: string) => string;
}

/** A waiver that a person can paste. No other function writes one. */
export function waiverSuggestion(
  { path, observed, expires, whole }: WaiverSuggestion,
  { is, quote }: EntrySyntax,
): string {
  const parts = [
    `path${is}${quote(path)}`,
    `observed${is}${quote(observed)}`,
    `reason${is}"..."`,
    `expires${is}${quote(expires)}`,
    ...(whole ? [`whole${is}true`] : []),
  ];
  return `{ ${parts.join(", ")} }`;
}

/** The date that a suggested waiver ends on: two weeks ahead. */
export function suggestExpiry(now: Date): string {
  return new Date(now.getTime() + OFFER_DAYS * DAY_MS).toISOString().slice(0, 10);
}
