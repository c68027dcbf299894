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

type MaxAge = number | "off";

/** What one stack declares, as its evidence records it. */
export interface DeclaredStack {
  readonly orgs: readonly DeclaredOrg[];
  readonly documents: readonly DeclaredDocument[];
  readonly waivers: readonly DeclaredWaiver[];
  readonly guards: readonly DeclaredGuard[];
}

export interface DeclaredOrg {
  readonly construct: string;
  readonly id?: string;
  readonly orgPinned: boolean;
  readonly source: "live" | "snapshot" | "documents";
  readonly host?: string;
  readonly snapshotMaxAge: MaxAge;
  readonly vendorRules: "report" | "exact";
  readonly warningsAsErrors: boolean;
}

export interface DeclaredDocument {
  readonly address: string;
  readonly org: string;
  readonly endpoint: string;
  readonly platform?: string;
  readonly maxAge: MaxAge;
  readonly expectations: readonly DeclaredExpectation[];
}

export interface DeclaredExpectation {
  readonly quantifier: "now" | "always" | "changed-only-by";
  readonly declared?: Json;
  readonly since?: string;
  readonly allowEmpty?: boolean;
  readonly actors?: readonly string[];
  readonly severity: "error" | "warning";
  readonly onTightened: "error" | "warning";
}

export interface DeclaredWaiver {
  readonly org: string;
  readonly endpoint: string;
  readonly platform?: string;
  readonly path: string;
  readonly observed: string;
  readonly expires: string;
  readonly whole: boolean;
}

export interface DeclaredGuard {
  readonly construct: string;
  readonly addresses: readonly string[];
  readonly except: readonly string[];
  readonly applyMaxAge?: number;
}

/** A document by its name and platform: `features (mobile)`. */
export function documentName({
  endpoint,
  platform,
}: {
  readonly endpoint: string;
  readonly platform?: string;
}): string {
  return platform === undefined ? endpoint : `${endpoint} (${platform})`;
}

/** One change, without the keys that it does not have. */
export function changeOf<T extends object>(
  about: T,
  before: string | undefined,
  after: string | undefined,
): T & { readonly before?: string; readonly after?: string } {
  return { ...about, ...omitUndefined({ before, after }) };
}
