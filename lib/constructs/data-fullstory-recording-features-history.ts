import type { Construct } from "constructs";
import { type FeaturesSettings, features } from "../settings/endpoints/features.js";
import { DataFullstoryHistory, type DataFullstoryPlatformHistoryProps } from "./data-fullstory-history.js";

/**
 * The versions of the recording features, the newest first.
 *
 * Source: `GET /settings/recording/v1/features/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingFeaturesHistory extends DataFullstoryHistory<FeaturesSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryPlatformHistoryProps = {}) {
    super(scope, id, features, props);
  }
}
