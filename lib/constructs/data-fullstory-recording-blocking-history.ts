import type { Construct } from "constructs";
import { type BlockingSettings, blocking } from "../settings/endpoints/blocking.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * The versions of the block rules, the newest first.
 *
 * Source: `GET /settings/recording/v1/blocking/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingBlockingHistory extends DataFullstoryHistory<BlockingSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, blocking, props);
  }
}
