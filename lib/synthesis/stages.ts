import type { Expectation } from "../expectations/expectation.js";
import type { MaxAge } from "../expectations/max-age.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { BlameByPath } from "../verdict/blame.js";
import type { Evaluation } from "../verdict/evaluate.js";
import type { Load, LoadedDocument, UnreadDocument } from "../verdict/loaded.js";
import type { Need } from "./document-store.js";
import type { OrgSettings, PlannedOrg } from "./org-settings.js";
import type { SourceRecord } from "./records.js";

/**
 * The stages of one data source in one synthesis: declared, resolved, loaded, evaluated. Each is a value made from
 * the one before, and never written to again. The last stage is `Rendered` of `lib/terraform`.
 */

/** What was declared by now. The registry replaces it by another value whenever something is added. */
export interface DeclaredSource {
  readonly record: SourceRecord;
  readonly expectations: readonly Expectation[];
  /** The fields that a getter was called for. */
  readonly exposed: ReadonlySet<string>;
}

/** With its org, and the request that reads it. */
export interface ResolvedSource {
  readonly record: SourceRecord;
  readonly expectations: readonly Expectation[];
  readonly platform: Platform | undefined;
  readonly org: OrgSettings;
  readonly need: Need;
  readonly maxAge: MaxAge;
}

/** Whose settings were read, as far as anybody said. */
export interface OrgIdentity {
  readonly orgId?: string;
  readonly role?: string;
}

/** Everything that is known of a source that Terraform reads. */
export interface PlannedSource extends ResolvedSource {
  readonly org: PlannedOrg;
}

/** Whether Terraform reads a source as it plans. */
export function isPlanned(source: ResolvedSource): source is PlannedSource {
  return source.org.source.kind === "terraform";
}

/** With its document, or the reason why there is none. */
export interface LoadedSource extends ResolvedSource {
  readonly load: Load;
  readonly identity: OrgIdentity;
}

/** With the verdict, where it was read. */
export type EvaluatedSource = LoadedSource & { readonly blame: BlameByPath } & (
    | { readonly load: LoadedDocument; readonly evaluation: Evaluation }
    | { readonly load: UnreadDocument; readonly evaluation?: undefined }
  );
