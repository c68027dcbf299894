import type { EvidenceDocument, EvidenceField } from "../../lib/evidence/index.js";
import { endpoints, type SettingsDocument } from "../../lib/settings/index.js";
import { changesBetween } from "../../lib/snapshot/index.js";

/** One thing that a declaration asks for no more. Values are canonical text. */
export interface DeclaredChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

const ARRAY_WITH = /^arrayWith\((.*)\)$/s;

/** What of a field is declared less strictly than before. A change that nobody can weigh counts as one. */
export function loosened(
  field: string,
  before: EvidenceDocument,
  after: EvidenceDocument,
): readonly DeclaredChange[] {
  const [old, now] = [declaredOf(before, field), declaredOf(after, field)];
  if (old.expected === now.expected) return [];
  const whole = { path: field, ...shown("before", old.text), ...shown("after", now.text) };
  if (old.text === undefined || now.text === undefined) return [whole];
  const [oldItems, nowItems] = [ARRAY_WITH.exec(old.text)?.[1], ARRAY_WITH.exec(now.text)?.[1]];
  const partial = oldItems !== undefined && nowItems !== undefined;
  if (!partial && (oldItems ?? nowItems) !== undefined) return [whole];
  const a = documentWith(before, field, oldItems ?? old.text);
  const b = documentWith(after, field, nowItems ?? now.text);
  if (a === undefined || b === undefined) return [whole];
  const endpoint = endpoints[before.endpoint as keyof typeof endpoints];
  try {
    return changesBetween(endpoint, a, b)
      .filter(({ path }) => path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`))
      .filter(({ direction, kind }) =>
        partial && kind !== "changed" ? kind === "removed" : direction !== "tightened",
      )
      .map(({ path, before: was, after: is }) => ({ path, ...shown("before", was), ...shown("after", is) }));
  } catch {
    return [whole];
  }
}

function shown<Key extends "before" | "after">(key: Key, text: string | undefined): { [K in Key]?: string } {
  return (text === undefined ? {} : { [key]: text }) as { [K in Key]?: string };
}

function declaredOf(
  document: EvidenceDocument,
  name: string,
): { text: string | undefined; expected: string } {
  const fields = document.fields.filter(({ field }) => field === name);
  const texts = fields.map(({ declared }) => declared);
  const only = new Set(texts).size === 1 ? texts[0] : undefined;
  return {
    text: only,
    expected: fields
      .map(({ expected }) => expected)
      .sort()
      .join(" "),
  };
}

/** The literal declarations as a document, because what a list means depends on its mode. */
function documentWith(document: EvidenceDocument, name: string, text: string): SettingsDocument | undefined {
  if (!Object.hasOwn(endpoints, document.endpoint)) return undefined;
  const entries = document.fields.flatMap(({ field, declared }: EvidenceField) => {
    const value = parsed(field === name ? text : (declared ?? ""));
    return value === undefined ? [] : [[field, value] as const];
  });
  if (!entries.some(([field]) => field === name)) return undefined;
  return Object.fromEntries(entries) as unknown as SettingsDocument;
}

/** A matcher's text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
