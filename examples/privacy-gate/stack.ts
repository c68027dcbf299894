import { TerraformStack } from "cdktf";
import { FullstoryGate, FullstoryOrg, Match } from "cdktf-fullstory";
import type { Construct } from "constructs";

/** What a shop's recording settings must be. Its plan fails while the live settings say anything else. */
export class PrivacyGateStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The API key comes from FULLSTORY_API_KEY, the host from FULLSTORY_BASE_URL where that is set.
    new FullstoryOrg(this, "fullstory");

    new FullstoryGate(this, "privacy", {
      because: "The data protection assessment DPIA-31 rests on these settings.",
      geo: {
        recordGeoMode: "GEO_ALLOW_LIST",
        recordGeoZones: ["DE", "NL", "SE"],
      },
      blocking: {
        blockedIps: ["192.0.2.10", "198.51.100.*", "203.0.113.77"],
      },
      privacy: {
        discardIpAddresses: true,
        defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
        // A plain rule means: for all live sessions, without consent, without exceptions.
        elementBlocks: Match.arrayWith([
          { selector: "#tax-number", type: "BLOCK_EXCLUDE" },
          { selector: ".medical-notes", type: "BLOCK_EXCLUDE" },
          {
            selector: "[data-private]",
            type: "BLOCK_MASK",
            exceptionSelectors: [".order-total", ".product-name"],
          },
          // Shown on purpose. A rule that unmasks and is not declared fails the plan.
          { selector: ".product-grid", type: "BLOCK_UNMASK" },
        ]),
      },
      features: {
        web: { consoleWatcher: false },
        mobile: { consoleWatcher: false, ajaxWatcher: false },
      },
    });
  }
}
