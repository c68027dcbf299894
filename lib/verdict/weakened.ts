import { omitUndefined } from "../omit-undefined.js";
import type { Json } from "../settings/model/json.js";

export type WeakeningKind =
  | "no longer checked"
  | "warns only"
  | "lets tightening pass"
  | "declares less"
  | "new waiver"
  | "longer waiver"
  | "longer maxAge"
  | "guard weaker"
  | "org pin removed"
  | "other source";

/** Something that a later declaration checks no more, or less strictly, than an earlier one. */
export interface Weakening {
  readonly kind: WeakeningKind;
  /** What it is about: `privacy: elementBlocks[".tax-id"]`. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** Something that a later declaration asks for otherwise, and only more strictly. */
export interface Stricter {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** What changed from one declaration of a stack to a later one. */
export interface StackChanges {
  readonly weaker: readonly Weakening[];
  readonly stricter: readonly Stricter[];
}

/** Seconds, or `off`. */
type MaxAge = number | "off";

/** What one stack declares, as its evidence records it. */
export interface DeclaredStack {
  readonly orgs: readonly DeclaredOrg[];
  readonly documents: readonly DeclaredDocument[];
  readonly waivers: readonly DeclaredWaiver[];
  readonly guards: readonly DeclaredGuard[];
}

export interface DeclaredOrg {
  /** Construct path, or `(environment)`. */
  readonly construct: string;
  readonly id?: string;
  /** Whether `expectOrg` says whose key it must be. */
  readonly orgPinned: boolean;
  readonly source: "live" | "snapshot" | "documents";
  readonly host?: string;
  readonly snapshotMaxAge: MaxAge;
  readonly vendorRules: "report" | "exact";
  /** Whether everything that would warn fails instead. */
  readonly warningsAsErrors: boolean;
}

export interface DeclaredDocument {
  /** Terraform address. */
  readonly address: string;
  readonly org: string;
  readonly endpoint: string;
  readonly platform?: string;
  readonly maxAge: MaxAge;
  readonly expectations: readonly DeclaredExpectation[];
}

/** One expectation, with all that decides in it. Which of two declarations is weaker is decided on this. */
export interface DeclaredExpectation {
  /** `now`: of the document. `always`: of every version since. `changed-only-by`: of who made the versions since. */
  readonly quantifier: "now" | "always" | "changed-only-by";
  /**
   * The JSON form of the declaration. Identifiers, people, and addresses that are to be masked are digests. Absent
   * where the expectation is about who made the versions.
   */
  readonly declared?: Json;
  /** Of a history: the instant since which it must hold. */
  readonly since?: string;
  /** Of `changed-only-by`: whether no change at all satisfies it. */
  readonly allowEmpty?: boolean;
  /** Of `changed-only-by`: digests of those who may change it, sorted. */
  readonly actors?: readonly string[];
  readonly severity: "error" | "warning";
  /** Whether a difference that is only stricter fails. */
  readonly onTightened: "error" | "warning";
  /** A difference fails no plan by itself. */
  readonly reportsOnly?: boolean;
}

export interface DeclaredWaiver {
  /** As in `orgs`: a waiver counts for one org, document and platform. */
  readonly org: string;
  readonly endpoint: string;
  readonly platform?: string;
  readonly path: string;
  readonly observed: string;
  readonly expires: string;
  readonly whole: boolean;
}

/** Every other resource of the stack waits for these data sources. */
export interface DeclaredGuard {
  readonly construct: string;
  readonly addresses: readonly string[];
  /** Construct paths that do not wait. */
  readonly except: readonly string[];
  /** Seconds after which a saved plan can no longer be applied. */
  readonly applyMaxAge?: number;
}

/** One change, without the keys that it does not have. */
export function buildChange<T extends object>(
  about: T,
  before: string | undefined,
  after: string | undefined,
): T & { readonly before?: string; readonly after?: string } {
  return { ...about, ...omitUndefined({ before, after }) };
}
