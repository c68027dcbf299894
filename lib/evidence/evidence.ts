import type {
  DeclaredDocument,
  DeclaredExpectation,
  DeclaredGuard,
  DeclaredOrg,
  DeclaredWaiver,
} from "../verdict/weakened.js";

/** Name of the file beside a stack's `cdk.tf.json`. */
export const EVIDENCE_FILE = "fullstory.evidence.json";
export const EVIDENCE_VERSION = 2;

/**
 * `notice`: everything that was declared holds, and a notice fails the plan because of `warningsAsErrors`. `planned`:
 * Terraform reads something, and what was read while the app synthesized holds.
 */
export type Outcome = "pass" | "notice" | "drift" | "unreadable" | "planned" | "error";

/** The machine-readable record of one stack's evaluation. Values are canonical text, masked where their class asks. */
export interface Evidence {
  readonly schemaVersion: typeof EVIDENCE_VERSION;
  readonly tool: { readonly name: "cdktf-fullstory"; readonly version: string };
  readonly stack: string;
  /** What the synthesis found. The plan decides once more. */
  readonly outcome: Outcome;
  readonly synthesizedAt: string;
  /** What the declarations are written in. @default "typescript" */
  readonly language?: "typescript" | "hcl";
  /** Digest of the `cdk.tf.json` that this belongs to; absent where none was written. */
  readonly terraformJsonSha256?: string;
  /** Why there is no outcome. */
  readonly error?: EvidenceError;
  readonly counts: EvidenceCounts;
  readonly orgs: readonly EvidenceOrg[];
  readonly documents: readonly EvidenceDocument[];
  readonly findings: readonly EvidenceFinding[];
  readonly waivers: readonly EvidenceWaiver[];
  readonly guards: readonly DeclaredGuard[];
  readonly warnings: readonly string[];
  /** What nobody checked. */
  readonly gaps: readonly EvidenceGap[];
}

export interface EvidenceError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export interface EvidenceCounts {
  /** Declared fields. */
  readonly declared: number;
  readonly matches: number;
  /** Findings by result and direction. */
  readonly loosened: number;
  readonly tightened: number;
  readonly unclear: number;
  readonly notChecked: number;
  readonly waived: number;
}

export interface EvidenceOrg extends DeclaredOrg {
  /** Whether Terraform reads it as it plans. @default - while the app synthesizes */
  readonly readAt?: "plan";
  readonly role?: string;
}

export interface EvidenceDocument extends DeclaredDocument {
  readonly construct: string;
  /** `planned`: Terraform reads it, and its plan tells of it. */
  readonly status: "read" | "unreadable" | "planned";
  readonly source: "live" | "snapshot" | "documents";
  /** Whether Terraform reads it as it plans. @default - while the app synthesizes */
  readonly readAt?: "plan";
  readonly host?: string;
  readonly snapshot?: string;
  readonly verifiedAt?: string;
  readonly fetchedAt?: string;
  readonly attempts?: number;
  /** SHA-256 of the document's canonical text. */
  readonly digest?: string;
  readonly error?: EvidenceError;
  /** Everything that was expected, as data; also of a document that could not be read. */
  readonly expectations: readonly EvidenceExpectation[];
  readonly fields: readonly EvidenceField[];
  /** Paths of keys that nobody documents. */
  readonly unknownKeys: readonly string[];
  readonly vendorRules: readonly string[];
  readonly reservedInUse: readonly string[];
  /** What the plan tells beside the verdict; absent where there is nothing. */
  readonly notices?: readonly EvidenceNotice[];
}

/** What the plan tells of a data source beside the verdict. */
export interface EvidenceNotice {
  readonly kind: "not_live" | "host" | "reserved" | "selector" | "waiver";
  /** `error`: it fails the plan, because of `warningsAsErrors`. */
  readonly severity: "error" | "warning";
  /** The message of the plan. */
  readonly message: string;
}

/** One expectation, with all that decides in it. Which of two declarations is weaker is decided on this. */
export interface EvidenceExpectation extends DeclaredExpectation {
  readonly construct: string;
  readonly because?: string;
  readonly location?: string;
  /** A gate of HCL with `on_drift = "report"`: a difference fails no plan by itself. */
  readonly reportsOnly?: boolean;
  /** Where Terraform reads: the address of its gate. */
  readonly address?: string;
}

export interface EvidenceField {
  readonly field: string;
  readonly construct: string;
  readonly result: "matches" | "differs" | "not-checked" | "waived" | "tolerated";
  readonly severity: "error" | "warning";
  /** Whether a difference that is only stricter fails. */
  readonly onTightened: "error" | "warning";
  /** Canonical text of what is declared; absent for identifiers, people, and addresses that are to be masked. */
  readonly declared?: string;
  /** SHA-256 of the canonical text of what is declared, and of what is live. */
  readonly expected: string;
  readonly observed: string;
  /** Of a list that differs: the digest that a waiver of the whole list quotes. */
  readonly whole?: string;
  readonly items?: { readonly declared: number; readonly matching: number };
  readonly because?: string;
  readonly location?: string;
}

export interface EvidenceFinding {
  readonly construct: string;
  readonly address: string;
  readonly endpoint: string;
  readonly platform?: string;
  readonly field: string;
  readonly path: string;
  readonly result: "matches" | "differs" | "not-checked" | "waived";
  readonly kind: string;
  readonly direction?: "loosened" | "tightened" | "unclear";
  readonly severity: "error" | "warning";
  readonly declared?: string;
  readonly live?: string;
  /** 128 bits of a digest of this finding, as a waiver of it quotes them. */
  readonly observed?: string;
  readonly implied: boolean;
  readonly note?: string;
  readonly blame?: string;
  /** The same as data, where the history of the settings tells it. */
  readonly changed?: EvidenceChange;
  /** What to do in Fullstory, as one sentence without its stop. */
  readonly remedy?: string;
  /** What to correct in the declaration first, where it is most likely the declaration that is wrong. */
  readonly correction?: string;
  /** The path is a whole list, so that a waiver for it must say `whole: true`. */
  readonly whole?: boolean;
  readonly because?: string;
  readonly location?: string;
}

/** Who changed a setting, when, from what. */
export interface EvidenceChange {
  /** ISO 8601, as the host wrote it. */
  readonly at?: string;
  /** Masked. */
  readonly by: string;
  readonly was: string;
}

export interface EvidenceWaiver extends DeclaredWaiver {
  readonly construct: string;
  readonly reason: string;
  readonly owner?: string;
  /**
   * `expired` as of the synthesis; the plan decides anew. `changed`: its path differs, and it fits another finding.
   * `unused`: nothing that it could let through differs.
   */
  readonly state: "in-force" | "expired" | "changed" | "unused";
}

export interface EvidenceGap {
  readonly kind: "document" | "platform" | "field" | "unknown-key";
  readonly endpoint: string;
  readonly platform?: string;
  readonly name?: string;
}
