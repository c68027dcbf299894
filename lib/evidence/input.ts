import type { Expectation } from "../expectations/expectation.js";
import type { MaxAge } from "../expectations/max-age.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { ObjectField } from "../settings/model/field.js";
import type { BlameByPath } from "../verdict/blame.js";
import type { Evaluation } from "../verdict/evaluate.js";
import type { Notice } from "../verdict/judge.js";
import type { Load } from "../verdict/loaded.js";
import type { DeclaredGuard } from "../verdict/weakened.js";

/** The options of an org that evidence tells. */
export interface RecordedOrg {
  /** The path of its construct, or `(environment)`. */
  readonly name: string;
  /** `plan`: its settings are read by Terraform. */
  readonly readAt?: "plan";
  readonly source: "live" | "snapshot" | "documents";
  /** Of live settings: the host that answers. */
  readonly host?: string;
  readonly expectOrg?: string;
  readonly snapshotMaxAge: MaxAge;
  readonly vendorRules: "report" | "exact";
  readonly onTightened: "error" | "warning";
  readonly warningsAsErrors: boolean;
  readonly maskAddresses: boolean;
  readonly warnings: readonly string[];
}

/** One data source as it was declared. */
interface DeclaredRecord {
  /** The path of its construct. */
  readonly construct: string;
  /** The Terraform address that others depend on. */
  readonly address: string;
  readonly org: RecordedOrg;
  readonly schema: {
    readonly name: string;
    readonly document: ObjectField;
    /** Of a history: what each version holds. */
    readonly version?: ObjectField;
    /** Where a person changes it in Fullstory. */
    readonly where: string;
    /** What to do there, where putting a setting back is not it. */
    readonly remedy?: string;
  };
  readonly platform?: Platform;
  readonly expectations: readonly Expectation[];
}

/** One data source as one synthesis read and judged it. */
export interface RecordedSource extends DeclaredRecord {
  readonly orgId?: string;
  readonly role?: string;
  readonly maxAge: MaxAge;
  readonly load: Load;
  readonly evaluation?: Evaluation;
  readonly blame: BlameByPath;
  readonly notices: readonly Notice[];
}

/** A data source that Terraform reads: nothing of it is known while the app synthesizes. */
export interface PlannedRecord extends DeclaredRecord {
  /** The address of the gate of each expectation. */
  readonly gates: readonly string[];
  readonly snapshot?: string;
  readonly evaluation?: undefined;
}

/** What one synthesis found for one stack. */
export interface EvidenceInput {
  /** The id of the stack. */
  readonly stack: string;
  readonly at: Date;
  readonly sources: readonly RecordedSource[];
  /** Those that Terraform reads. */
  readonly planned?: readonly PlannedRecord[];
  readonly guards: readonly DeclaredGuard[];
  /** About the stack as a whole. */
  readonly warnings: readonly string[];
}
