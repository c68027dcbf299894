import type { Finding } from "../settings/compare/finding.js";
import { quote } from "../settings/model/path.js";

/** Codes that people write in place of the ISO 3166 one. */
const ZONES: Readonly<Record<string, string>> = { UK: "GB", USA: "US", EN: "GB", UAE: "AE", GER: "DE" };

/**
 * What to correct in the declaration, where a declared value is one that cannot be meant: not documented, no country
 * code, no pattern of addresses, or a letter off from what is live. Never a value that would ask for less.
 */
export function describeCorrection({ kind, path, note, near }: Finding): string | undefined {
  if (note !== undefined && / is not a documented value/.test(note)) return `the declared ${note}`;
  const key = kind === "missing" ? parseLastKey(path) : undefined;
  if (key === undefined) return undefined;
  const hint = describeItemHint(path, key);
  if (hint !== undefined || near === undefined) return hint;
  return `${quote(key)} is declared, and live has ${quote(near)}; if that is meant, write it so`;
}

/** Advice for a single item of a list whose items have a form of their own. */
function describeItemHint(path: string, key: string): string | undefined {
  if (path.startsWith("recordGeoZones[") && !/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(key)) {
    const upper = key.trim().toUpperCase();
    const meant = ZONES[upper] ?? (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(upper) ? upper : undefined);
    return `${quote(key)} is no country code${meant === undefined ? " of two capital letters" : `; did you mean ${quote(meant)}?`}`;
  }
  const zone = path.startsWith("recordGeoZones[") ? ZONES[key] : undefined;
  if (zone !== undefined) return `${quote(key)} is no country code; did you mean ${quote(zone)}?`;
  if (!path.startsWith("blockedIps[")) return undefined;
  const range = /^((?:\d{1,3}\.){3}\d{1,3})\/(8|16)$/.exec(key);
  if (range === null) return undefined;
  const kept = (range[1] ?? "").split(".").slice(0, Number(range[2]) / 8);
  const pattern = [...kept, ...Array.from({ length: 4 - kept.length }, () => "*")].join(".");
  return `${quote(key)} is no form that Fullstory documents for addresses; did you mean ${quote(pattern)}?`;
}

/** The item's own name: `#show-password` of a rule's `exceptionSelectors`. */
function parseLastKey(path: string): string | undefined {
  const key = /\[("(?:[^"\\]|\\.)*")\]$/s.exec(path)?.[1];
  try {
    const name: unknown = JSON.parse(key ?? "");
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
