import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import { canonicalizeSelector } from "../../lib/settings/model/selector.js";

const ORDER_FREE = [
  "blockedIps",
  "blockedUas",
  "blockedAppIds",
  "recordGeoZones",
  "elementBlocks",
  "exceptionSelectors",
];
const ORDERED = ["domains", "ajaxWatches", "sessionTargetingRules", "targetingConditions"];

/** Every change of one scalar, item or key of a body, with the path at which it was made. */
export function* mutations(
  value: unknown,
  path: readonly string[] = [],
): Generator<{ path: readonly string[]; body: unknown }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield { path: [...path, "removed"], body: value.filter((_, i) => i !== index) };
      for (const { path: at, body } of mutations(item, [...path, String(index)]))
        yield { path: at, body: value.with(index, body) };
    }
    if (ORDERED.includes(path.at(-1) ?? "") && value.length > 1)
      yield { path: [...path, "reversed"], body: [...value].reverse() };
    return;
  }
  if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      for (const { path: at, body } of mutations(entry, [...path, key])) {
        const copy = { ...value };
        Object.defineProperty(copy, key, {
          value: body,
          enumerable: true,
          configurable: true,
          writable: true,
        });
        yield { path: at, body: copy };
      }
    }
    return;
  }
  if (typeof value === "string")
    for (const other of [`${value} `, `${value}\u0301`, value === "" ? "x" : ""]) yield { path, body: other };
  if (typeof value === "boolean") yield { path, body: !value };
  if (typeof value === "number") yield { path, body: value + 1 };
  if (value === null && path.includes("sessionTargetingRules"))
    for (const other of ["", false, 0]) yield { path, body: other };
}

/** What may change without changing what an answer means, as semantics.md lists it. */
export function meansTheSame(endpoint: EndpointName, a: unknown, b: unknown): boolean {
  return canonicalMeaning(endpoint, a) === canonicalMeaning(endpoint, b);
}

const ALIASES: Readonly<Record<string, string>> = {
  BLOCK_SCRUB: "BLOCK_MASK",
  BLOCK_RECORD: "BLOCK_UNMASK",
  LIVE_SESSIONS: "LIVE_SESSIONS_ONLY",
  PREVIEW_SESSIONS: "PREVIEW_SESSIONS_ONLY",
};

function canonicalMeaning(endpoint: EndpointName, body: unknown): string {
  const meaning = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => JSON.stringify(meaning(item, key)));
      return ORDER_FREE.includes(key) ? [...new Set(items)].sort() : items;
    }
    if (typeof value === "object" && value !== null)
      return Object.entries(value)
        .map(([name, entry]) => [name, meaning(entry, name)])
        .sort();
    if (key === "notes" || key === "label") return value ?? "";
    if (key === "type" || key === "scope") return ALIASES[String(value)] ?? value;
    // How selectors are spelled has tests of its own.
    if ((key === "exceptionSelectors" || key === "selector") && typeof value === "string")
      return canonicalizeSelector(value);
    if (key === "exceptionSelectors" || key === "targetingConditions") return value ?? [];
    return value;
  };
  return JSON.stringify([endpoint, meaning(body, "")]);
}
