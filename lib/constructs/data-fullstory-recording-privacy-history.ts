import type { Construct } from "constructs";
import { type PrivacySettings, privacy } from "../settings/endpoints/privacy.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * The versions of the privacy settings, the newest first.
 *
 * Source: `GET /settings/recording/v1/privacy/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingPrivacyHistory extends DataFullstoryHistory<PrivacySettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, privacy, props);
  }
}
