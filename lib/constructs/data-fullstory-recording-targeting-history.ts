import type { Construct } from "constructs";
import { type TargetingSettings, targeting } from "../settings/endpoints/targeting.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * The versions of the targeted recording rules, the newest first.
 *
 * Source: `GET /settings/recording/v1/targeting/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingTargetingHistory extends DataFullstoryHistory<TargetingSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, targeting, props);
  }
}
