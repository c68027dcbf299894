import type { MaxAge } from "../expectations/max-age.js";
import type { SourceLocation } from "../expectations/source-location.js";
import type { Platform } from "../settings/model/endpoint.js";
import type { ObjectField } from "../settings/model/field.js";
import type { BlameByPath } from "../verdict/blame.js";

/** What a data source reads, as far as its messages name it. */
export interface RenderedSchema {
  /** As messages call it. */
  readonly name: string;
  readonly path: string;
  /** Where a person changes it in Fullstory. */
  readonly where: string;
  /** What to do there, where putting a setting back is not it. */
  readonly remedy?: string;
  readonly document: ObjectField;
}

/** The options of an org that show in a plan. */
export interface RenderedOrg {
  /** The path of its construct, or `(environment)`. */
  readonly name: string;
  readonly isLive: boolean;
  readonly expectOrg?: string;
  readonly snapshotMaxAge: MaxAge;
  readonly warningsAsErrors: boolean;
  readonly maskAddresses: boolean;
}

/** What is common to everything that one data source renders. */
export interface RenderContext {
  /** The data source's name in the Terraform JSON. */
  readonly name: string;
  readonly schema: RenderedSchema;
  readonly platform?: Platform;
  readonly org: RenderedOrg;
  /** The id of the org whose settings were read, as far as anybody said. */
  readonly orgId?: string;
  /** The role of the key, as far as anybody said. */
  readonly role?: string;
  readonly maxAge: MaxAge;
  /** The path of the evidence file, where one is written. */
  readonly evidence?: string;
  readonly now: Date;
  /** Where the first expectation was declared. */
  readonly location?: SourceLocation;
  readonly blame: BlameByPath;
}
