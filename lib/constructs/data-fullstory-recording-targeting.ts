import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { type TargetingSettings, targeting } from "../settings/endpoints/targeting.js";
import { buildDocumentSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryProps } from "./data-fullstory.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * Rules that keep mobile sessions from being recorded, by app or operating system version.
 *
 * Source: `GET /settings/recording/v1/targeting` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingTargeting extends DataFullstory<TargetingSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryProps = {}) {
    super(scope, id, { schema: buildDocumentSchema(targeting), props });
  }

  /** Rules that say when a mobile session is not recorded, as `jsondecode(outputs["session_targeting_rules"])`. */
  get sessionTargetingRules(): IResolvable {
    return this.value("sessionTargetingRules");
  }

  /** Who changed these settings and when, people masked, as `jsondecode(outputs["metadata"])`. */
  get metadata(): IResolvable {
    return this.metadataValue();
  }
}

/**
 * The versions of the targeted recording rules, the newest first.
 *
 * Source: `GET /settings/recording/v1/targeting/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingTargetingHistory extends DataFullstoryHistory<TargetingSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, { endpoint: targeting, props });
  }
}
