import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { type DomainSettings, domain } from "../settings/endpoints/domain.js";
import { buildDocumentSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryPlatformProps } from "./data-fullstory.js";
import { DataFullstoryHistory, type DataFullstoryPlatformHistoryProps } from "./data-fullstory-history.js";

/**
 * Domains that are recorded on the web, or web views that are allowed in mobile apps.
 *
 * Source: `GET /settings/recording/v1/domain` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingDomain extends DataFullstory<DomainSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryPlatformProps = {}) {
    super(scope, id, { schema: buildDocumentSchema(domain), props });
  }

  /** Whether domains that no rule names are left unrecorded, as `tobool(outputs["only_record_known_domains"])`. */
  get onlyRecordKnownDomains(): IResolvable {
    return this.bool("onlyRecordKnownDomains");
  }

  /** The domain rules, in order, as `jsondecode(outputs["domains"])`. */
  get domains(): IResolvable {
    return this.value("domains");
  }

  /** Who changed these settings and when, people masked, as `jsondecode(outputs["metadata"])`. */
  get metadata(): IResolvable {
    return this.metadataValue();
  }
}

/**
 * The versions of the domain settings, the newest first.
 *
 * Source: `GET /settings/recording/v1/domain/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingDomainHistory extends DataFullstoryHistory<DomainSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryPlatformHistoryProps = {}) {
    super(scope, id, { endpoint: domain, props });
  }
}
