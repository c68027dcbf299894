import type { Construct } from "constructs";
import { type GeoSettings, geo } from "../settings/endpoints/geo.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * The versions of the geographic restrictions, the newest first.
 *
 * Source: `GET /settings/recording/v1/geo/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingGeoHistory extends DataFullstoryHistory<GeoSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, geo, props);
  }
}
