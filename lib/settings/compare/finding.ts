import type { DataClass, Direction } from "../model/field.js";

export type FindingResult = "matches" | "differs" | "not-checked";

/** What kind of thing a difference is, so that a message can say it in words. */
export type FindingKind =
  /** A value is another one. */
  | "value"
  /** A declared item is not live. */
  | "missing"
  /** A live item is not declared. */
  | "extra"
  /** The same items, in another order. */
  | "order"
  /** Another live rule with the key of a declared one protects less. */
  | "weaker-twin"
  /** A matcher did not hold. */
  | "matcher"
  /** Nothing to compare with, so nothing was decided. */
  | "unknown";

/** One declared path and what became of it. Values are canonical text, masked where their class asks for it. */
export interface Finding {
  /** As messages print it and waivers quote it: `elementBlocks[".tax-id"].scope`. */
  readonly path: string;
  readonly result: FindingResult;
  readonly kind: FindingKind;
  /** Absent where nothing was decided. */
  readonly direction?: Direction;
  readonly declared?: string;
  readonly live?: string;
  /**
   * 128 bits over the kind, what was declared and what is live, unmasked. `lib/verdict` binds it to the document,
   * platform and org, so that a waiver that quotes it fits this finding only.
   */
  readonly observed: string;
  /** The expectation was not written, but is part of what a rule means. */
  readonly implied: boolean;
  readonly dataClass: DataClass;
  /** One more sentence of ours: which matcher failed and why, or why nothing was decided. */
  readonly note?: string;
  /** Of a missing item: the name of a live one that is a letter off, and is not declared. */
  readonly near?: string;
}

/** One declared top-level field of a document. */
export interface FieldComparison {
  readonly field: string;
  readonly result: FindingResult;
  /** Canonical text of what is declared. Equal to `observed` exactly when the field matches. */
  readonly expected: string;
  /** Canonical text of the live value, as far as it is declared. */
  readonly observed: string;
  readonly dataClass: DataClass;
  /** Only what does not match. */
  readonly findings: readonly Finding[];
  /** Declared items of a list, and how many of them match. */
  readonly items?: { readonly declared: number; readonly matching: number };
}

/** A document beside a declaration. */
export interface Comparison {
  readonly fields: readonly FieldComparison[];
  /** Rules that the vendor keeps and the declaration does not name, as paths. */
  readonly vendorRules: readonly string[];
  /** Reserved fields that are suddenly in use and are not declared, as paths. */
  readonly reservedInUse: readonly string[];
  /** Declared selectors that are no selectors, and were compared letter by letter. */
  readonly comparedAsText: readonly string[];
}
