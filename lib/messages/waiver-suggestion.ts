import { codeString } from "./code-string.js";

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

/** A waiver as TypeScript, ready to be pasted: the one place that writes one. */
export function waiverSuggestion({ path, observed, expires, whole }: WaiverSuggestion): string {
  const parts = [
    `path: ${codeString(path)}`,
    `observed: ${codeString(observed)}`,
    'reason: "..."',
    `expires: ${codeString(expires)}`,
    ...(whole ? ["whole: true"] : []),
  ];
  return `{ ${parts.join(", ")} }`;
}

/** The date that a suggested waiver ends on: two weeks ahead. */
export function suggestedExpiry(now: Date): string {
  return new Date(now.getTime() + OFFER_DAYS * DAY_MS).toISOString().slice(0, 10);
}
