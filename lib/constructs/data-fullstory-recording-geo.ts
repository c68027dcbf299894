import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { type GeoSettings, geo } from "../settings/endpoints/geo.js";
import { buildDocumentSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryProps } from "./data-fullstory.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * Countries that are recorded, or that are left out.
 *
 * Source: `GET /settings/recording/v1/geo` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingGeo extends DataFullstory<GeoSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryProps = {}) {
    super(scope, id, { schema: buildDocumentSchema(geo), props });
  }

  /** Whether the zones are the only ones recorded, are left out, or do not matter, as `outputs["record_geo_mode"]`. */
  get recordGeoMode(): string {
    return this.text("recordGeoMode");
  }

  /** Country codes that the mode is about, as `jsondecode(outputs["record_geo_zones"])`. */
  get recordGeoZones(): string[] {
    return this.texts("recordGeoZones");
  }

  /** Who changed these settings and when, people masked, as `jsondecode(outputs["metadata"])`. */
  get metadata(): IResolvable {
    return this.metadataValue();
  }
}

/**
 * The versions of the geographic restrictions, the newest first.
 *
 * Source: `GET /settings/recording/v1/geo/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingGeoHistory extends DataFullstoryHistory<GeoSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, { endpoint: geo, props });
  }
}
