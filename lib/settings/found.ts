import { canonicalText, shortDigest } from "./canonical.js";
import type { CompareContext, Place } from "./compare-context.js";
import type { DataClass, Direction, Field } from "./field.js";
import type { Finding, FindingKind, FindingResult } from "./finding.js";
import type { Json } from "./json.js";
import { maskText } from "./mask.js";
import { canonicalLive } from "./normal.js";
import { decided, type Outcome } from "./outcome.js";

/** A live value in its place, as the comparers hand it on. */
export interface Found {
  readonly field: Field;
  /** `undefined` where there is nothing to compare with. */
  readonly value: Json | undefined;
  readonly place: Place;
  readonly context: CompareContext;
}

export interface FindingDetails {
  readonly result?: FindingResult;
  readonly direction?: Direction;
  readonly implied?: boolean;
  readonly note?: string;
  readonly declared?: string;
}

/** A finding at a place; the live value is shown, or masked, as its class asks for. */
export function findingAt(found: Found, kind: FindingKind, details: FindingDetails): Finding {
  const { field, value, place, context } = found;
  const dataClass = dataClassOf(field);
  const canonical = canonicalLive(field, value);
  const shown = (text: string) => (context.masked.has(dataClass) ? maskedText(dataClass, text) : text);
  const result = details.result ?? "differs";
  return {
    path: place.path,
    result,
    kind,
    ...(result === "differs" ? { direction: details.direction ?? "unclear" } : {}),
    ...(details.declared === undefined ? {} : { declared: shown(details.declared) }),
    ...(value === undefined ? {} : { live: shown(canonical) }),
    observed: shortDigest(canonical),
    implied: details.implied ?? false,
    dataClass,
    ...(details.note === undefined ? {} : { note: details.note }),
  };
}

/** The class of a field, or the class of what is in it. */
export function dataClassOf(field: Field): DataClass {
  if (field.dataClass !== undefined) return field.dataClass;
  return field.kind === "list" ? dataClassOf(field.item) : "setting";
}

function maskedText(dataClass: DataClass, canonical: string): string {
  try {
    const value: unknown = JSON.parse(canonical);
    if (typeof value === "string") return canonicalText(maskText(dataClass, value));
    if (Array.isArray(value)) return canonicalText(`${value.length} items`);
  } catch {
    // A matcher's text is no JSON: it may quote anything, so nothing of it is shown.
  }
  return canonicalText("...");
}

export function fails(
  found: Found,
  declared: string,
  kind: FindingKind,
  details: FindingDetails = {},
): Outcome {
  const finding = findingAt(found, kind, { declared, ...details });
  return decided(declared, canonicalLive(found.field, found.value), [finding]);
}

export function notChecked(found: Found, declared: string, note: string, implied = false): Outcome {
  return fails(found, declared, "unknown", { result: "not-checked", note, implied });
}

export const NO_SUCH_KEY = "the answer has no such key";
