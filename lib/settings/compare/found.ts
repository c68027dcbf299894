import { omitUndefined } from "../../omit-undefined.js";
import { canonicalize, toLongDigest } from "../model/canonical.js";
import type { DataClass, Direction, Field } from "../model/field.js";
import type { Json } from "../model/json.js";
import { spellCompared, spellLive } from "../model/live-value.js";
import { maskText } from "../model/mask.js";
import type { CompareContext, Place } from "./compare-context.js";
import type { Finding, FindingKind, FindingResult } from "./finding.js";
import { conclude, type Outcome } from "./outcome.js";

/** A live value and where it stands. */
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
  /** What is declared beside the value, where nothing is declared in its place. A waiver is bound to it. */
  readonly beside?: string;
}

/** A finding at a place; the live value is shown, or masked, as its class asks for. */
export function buildFinding(found: Found, kind: FindingKind, details: FindingDetails): Finding {
  const { field, value, place, context } = found;
  const dataClass = classifyField(field);
  const maskIfAsked = (text: string) =>
    context.masked.has(dataClass) ? maskCanonical(dataClass, text) : text;
  const result = details.result ?? "differs";
  return {
    path: place.path,
    result,
    kind,
    ...(result === "differs" ? { direction: details.direction ?? "unclear" } : {}),
    ...(details.declared === undefined ? {} : { declared: maskIfAsked(details.declared) }),
    ...(value === undefined ? {} : { live: maskIfAsked(spellLive(field, value)) }),
    observed: digestFinding(found, kind, details),
    implied: details.implied ?? false,
    dataClass,
    ...omitUndefined({ note: details.note }),
  };
}

/** Everything that the finding says: what it means too, which a value beside it may change. */
function digestFinding({ field, value, place }: Found, kind: FindingKind, details: FindingDetails): string {
  const toText = (spec: Field, live: Json | undefined) =>
    live === undefined ? null : spellCompared(spec, live);
  return toLongDigest(
    canonicalize([
      kind,
      details.declared ?? details.beside ?? null,
      toText(field, value),
      details.direction ?? null,
      place.item === undefined ? null : toText(place.item.field, place.item.live),
    ]),
  );
}

/** Classes that an object takes over from its fields, the most sensitive first. */
const DECIDING: readonly DataClass[] = ["person", "identifier", "address"];
const classes = new WeakMap<Field, DataClass>();

/** The class of a field, or the most sensitive class of what is in it. */
export function classifyField(field: Field): DataClass {
  if (field.dataClass !== undefined) return field.dataClass;
  if (field.kind === "list") return classifyField(field.item);
  if (field.kind !== "object") return "setting";
  const known = classes.get(field);
  if (known !== undefined) return known;
  const inside = new Set(Object.values(field.fields).map(classifyField));
  const dataClass = DECIDING.find((one) => inside.has(one)) ?? "setting";
  classes.set(field, dataClass);
  return dataClass;
}

function maskCanonical(dataClass: DataClass, canonical: string): string {
  if (dataClass === "freeText") return canonicalize("...");
  try {
    const value: unknown = JSON.parse(canonical);
    if (typeof value === "string") return canonicalize(maskText(dataClass, value));
    if (Array.isArray(value)) return canonicalize(`${value.length} items`);
  } catch {
    // A matcher's text is no JSON: it may quote anything, so nothing of it is shown.
  }
  return canonicalize("...");
}

/** A live value with the canonical text of what is declared for it. */
export interface FoundDeclared extends Found {
  readonly declared: string;
}

export function reject(found: FoundDeclared, kind: FindingKind, details: FindingDetails = {}): Outcome {
  const { declared, field, value } = found;
  const finding = buildFinding(found, kind, { declared, ...details });
  return conclude(declared, [finding], () => spellLive(field, value));
}

export function skipCheck(found: FoundDeclared, note: string, implied = false): Outcome {
  return reject(found, "unknown", { result: "not-checked", note, implied });
}

export const NO_SUCH_KEY = "the answer has no such key";
