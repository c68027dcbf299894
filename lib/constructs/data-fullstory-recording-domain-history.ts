import type { Construct } from "constructs";
import { type DomainSettings, domain } from "../settings/endpoints/domain.js";
import { DataFullstoryHistory, type DataFullstoryPlatformHistoryProps } from "./data-fullstory-history.js";

/**
 * The versions of the domain settings, the newest first.
 *
 * Source: `GET /settings/recording/v1/domain/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingDomainHistory extends DataFullstoryHistory<DomainSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryPlatformHistoryProps = {}) {
    super(scope, id, domain, props);
  }
}
