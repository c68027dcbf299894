import type { Compared } from "../../lib/settings/compare/compare.js";
import { Match } from "../../lib/settings/declare/match.js";

/** Runs of a property. `npm test` does four tenths of them; `SETTINGS_RUNS=1` does all, and a larger figure is a soak. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: count * Number(process.env["SETTINGS_RUNS"] ?? 0.4) };
}

/** Counts what a file's properties have tried, and prints it at the end. */
export function counter(title: string): (what: string) => void {
  const counts = new Map<string, number>();
  afterAll(() => console.log(`${title}: ${[...counts].map(([what, n]) => `${n} ${what}`).join(", ")}`));
  return (what) => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  };
}

/** What every comparison owes, whatever it compares. */
export function isSound(comparison: Compared): void {
  expect(comparison.problems).toEqual([]);
  for (const field of comparison.fields) {
    expect(field.observed === field.expected).toBe(field.result === "matches");
    expect(field.findings.length === 0).toBe(field.result === "matches");
    for (const text of [field.expected, field.observed]) expect(text).toMatch(/^[\x20-\x22\x27-\x7e]*$/);
  }
}

/** Ways to declare exactly what is live. */
export const mirrors: Readonly<Record<string, (body: Record<string, unknown>) => unknown>> = {
  plain: (body) => openMap(body, (value) => value),
  exact: (body) => Match.exact(body),
  objectEquals: (body) => Match.objectEquals(body),
  arrayEquals: (body) => ({
    ...body,
    ...map(body, (value) => (Array.isArray(value) ? Match.arrayEquals(value) : value)),
  }),
  anyOrder: (body) => openMap(body, (value) => (Array.isArray(value) ? Match.anyOrder(value) : value)),
  oneOf: (body) => openMap(body, (value) => Match.oneOf(value, value)),
  "not not": (body) => openMap(body, (value) => Match.not(Match.not(Match.exact(value)))),
};

export function map(
  body: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, change(value)]));
}

/** The same, with `{}` inside open JSON written as something that a declaration may say. */
export function openMap(
  body: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return map(map(body, spelled), (value) => change(value));
}

export function spelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return entries.length === 0
    ? Match.objectEquals({})
    : Object.fromEntries(entries.map(([key, entry]) => [key, spelled(entry)]));
}
