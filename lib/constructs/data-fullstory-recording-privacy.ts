import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { type PrivacySettings, privacy } from "../settings/endpoints/privacy.js";
import { buildDocumentSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryProps } from "./data-fullstory.js";
import { DataFullstoryHistory, type DataFullstoryHistoryProps } from "./data-fullstory-history.js";

/**
 * Element rules, network recording, Private by Default, and whether IP addresses are kept.
 *
 * Source: `GET /settings/recording/v1/privacy` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingPrivacy extends DataFullstory<PrivacySettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryProps = {}) {
    super(scope, id, { schema: buildDocumentSchema(privacy), props });
  }

  /** Element rules; notes and labels only where a declaration names them, as `jsondecode(outputs["element_blocks"])`. */
  get elementBlocks(): IResolvable {
    return this.value("elementBlocks");
  }

  /** Which request and response bodies are recorded, in order, as `jsondecode(outputs["ajax_watches"])`. */
  get ajaxWatches(): IResolvable {
    return this.value("ajaxWatches");
  }

  /** Whether IP addresses are left out of recordings, as `tobool(outputs["discard_ip_addresses"])`. */
  get discardIpAddresses(): IResolvable {
    return this.bool("discardIpAddresses");
  }

  /** Private by Default: off, on with the older rules, or on, as `outputs["default_privacy_mode"]`. */
  get defaultPrivacyMode(): string {
    return this.text("defaultPrivacyMode");
  }

  /** Reserved by the vendor, as `jsondecode(outputs["element_rule_groups"])`. */
  get elementRuleGroups(): IResolvable {
    return this.value("elementRuleGroups");
  }

  /** Who changed these settings and when, people masked, as `jsondecode(outputs["metadata"])`. */
  get metadata(): IResolvable {
    return this.metadataValue();
  }
}

/**
 * The versions of the privacy settings, the newest first.
 *
 * Source: `GET /settings/recording/v1/privacy/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingPrivacyHistory extends DataFullstoryHistory<PrivacySettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryHistoryProps = {}) {
    super(scope, id, { endpoint: privacy, props });
  }
}
