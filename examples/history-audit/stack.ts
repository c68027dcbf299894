import { TerraformStack } from "cdktf";
import {
  DataFullstoryRecordingFeaturesHistory,
  DataFullstoryRecordingPrivacyHistory,
  FullstoryOrg,
} from "cdktf-fullstory";
import type { Construct } from "constructs";

/**
 * Looks at every version since a date, not only at the newest: a setting that was loosened on Friday and put back on
 * Monday passes an ordinary gate, and fails here.
 */
export class HistoryAuditStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new FullstoryOrg(this, "fullstory");

    new DataFullstoryRecordingPrivacyHistory(this, "privacy-history")
      .expectAlways(
        { discardIpAddresses: true, defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT" },
        { since: "2025-03-01", because: "Promised to the works council from March 2025 on." },
      )
      .expectChangedOnlyBy(["priya@ternanddale.example", "marek@ternanddale.example"], {
        since: "2025-03-01",
        because: "Only the privacy team changes masking.",
      });

    new DataFullstoryRecordingFeaturesHistory(this, "features-history", { platform: "web" }).expectAlways(
      { recordingShutoff: false, consoleWatcher: false },
      { since: "2025-07-02" },
    );
  }
}
