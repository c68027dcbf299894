import type { Finding } from "../settings/compare/finding.js";
import { nearest } from "../settings/model/nearest.js";
import { quoted } from "../settings/model/path.js";

/** Codes that people write in place of the ISO 3166 one. */
const ZONES: Readonly<Record<string, string>> = { UK: "GB", USA: "US", EN: "GB", UAE: "AE", GER: "DE" };

/**
 * What to correct in the declaration, where a declared value is one that cannot be meant: not documented, no country
 * code, no pattern of addresses, or a letter off from what is live. Never a value that would ask for less.
 */
export function correctionOf(finding: Finding, others: readonly Finding[]): string | undefined {
  const { kind, path, note } = finding;
  if (note !== undefined && / is not a documented value/.test(note)) return `the declared ${note}`;
  if (kind !== "missing") return undefined;
  const item = itemOf(path);
  if (item === undefined) return undefined;
  const hint = hintOf(path, item.key);
  if (hint !== undefined) return hint;
  const live = others
    .filter((other) => other.kind === "extra" && other !== finding)
    .flatMap((other) => itemOf(other.path) ?? [])
    .filter(({ list, key }) => list === item.list && key !== item.key)
    .map(({ key }) => key);
  const near = item.key.length < 4 ? undefined : nearest(item.key, live);
  if (near === undefined || !isLetterOff(item.key, near)) return undefined;
  return `${quoted(item.key)} is declared, and live has ${quoted(near)}; if that is meant, write it so`;
}

/** Advice for a single item of a list whose items have a form of their own. */
function hintOf(path: string, key: string): string | undefined {
  if (path.startsWith("recordGeoZones[") && !/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(key)) {
    const upper = key.trim().toUpperCase();
    const meant = ZONES[upper] ?? (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(upper) ? upper : undefined);
    return `${quoted(key)} is no country code${meant === undefined ? " of two capital letters" : `; did you mean ${quoted(meant)}?`}`;
  }
  const zone = path.startsWith("recordGeoZones[") ? ZONES[key] : undefined;
  if (zone !== undefined) return `${quoted(key)} is no country code; did you mean ${quoted(zone)}?`;
  if (!path.startsWith("blockedIps[")) return undefined;
  const range = /^((?:\d{1,3}\.){3}\d{1,3})\/(8|16)$/.exec(key);
  if (range === null) return undefined;
  const kept = (range[1] ?? "").split(".").slice(0, Number(range[2]) / 8);
  const pattern = [...kept, ...Array.from({ length: 4 - kept.length }, () => "*")].join(".");
  return `${quoted(key)} is no form that Fullstory documents for addresses; did you mean ${quoted(pattern)}?`;
}

/** The list and the item's own name: `exceptionSelectors` of a rule, and `#show-password`. */
function itemOf(path: string): { readonly list: string; readonly key: string } | undefined {
  const parts = /^(.*)\[("(?:[^"\\]|\\.)*")\]$/s.exec(path);
  if (parts === null) return undefined;
  try {
    const key: unknown = JSON.parse(parts[2] ?? "");
    return typeof key === "string" ? { list: parts[1] ?? "", key } : undefined;
  } catch {
    return undefined;
  }
}

/** A slip, and not another name: as long within two letters, and no more than two of them other. */
function isLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  const limit = a.length < 8 ? 1 : 2;
  return distanceWithin(a, b, limit);
}

/** Whether two texts differ by at most `limit` letters, inserted, left out or exchanged. */
function distanceWithin(a: string, b: string, limit: number): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  return Math.max(a.length, b.length) - start - end <= limit;
}
