import type { DataClass, Field, Siblings } from "../model/field.js";
import { createBare, type Json, type JsonObject } from "../model/json.js";
import { toItemStep } from "../model/path.js";
import type { Problem } from "../model/problem.js";
import type { Judge } from "./judge.js";

/** What a comparison is told, and what it collects beside its outcome. */
export interface CompareContext {
  /** Decides what holds. All other fields affect only how that is reported. */
  readonly judge: Judge;
  /** Classes whose values are shown only masked. */
  readonly masked: ReadonlySet<DataClass>;
  readonly vendorRulesSeen: string[];
  /** What cannot be decided at all, and must stop the synthesis. */
  readonly problems: Problem[];
}

/** Where in the document a value stands. */
export interface Place {
  readonly path: string;
  /** The object that holds the value, and what is declared beside it. */
  readonly siblings: Siblings;
  /** Under `Match.not`, where an undocumented word must not count as a difference. */
  readonly negated: boolean;
  /** The outermost item around it that its path names by position only, which may be another one tomorrow. */
  readonly item?: PlacedItem;
}

interface PlacedItem {
  readonly field: Field;
  readonly live: Json | undefined;
}

const nowhere: Siblings = { declared: new Map(), live: createBare<Json>() as JsonObject };

/** Where a document begins, or an item that is compared by itself. */
export const ROOT: Place = { path: "", siblings: nowhere, negated: false };

export function addStep(place: Place, suffix: string): Place {
  const path = place.path === "" && suffix.startsWith(".") ? suffix.slice(1) : place.path + suffix;
  return { ...place, path };
}

/** Where an item stands that has no name. */
export function toItemPlace(place: Place, index: number, item: PlacedItem): Place {
  return { item, ...addStep(place, toItemStep(index)) };
}

/** A context for a comparison that is only tried. Its remarks are used only when the comparison succeeds. */
export function toTrialContext(context: CompareContext): CompareContext {
  return { ...context, vendorRulesSeen: [] };
}
