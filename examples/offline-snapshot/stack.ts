import { TerraformStack } from "cdktf";
import { FullstoryGate, FullstoryOrg } from "cdktf-fullstory";
import type { Construct } from "constructs";

/** Where the snapshot lies, seen from the root of the repository. */
const SNAPSHOT = "examples/offline-snapshot/fullstory.snapshot.json";

/** Checks a committed file instead of the live org: it needs no key and no network, and the plan says so. */
export class OfflineSnapshotStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new FullstoryOrg(this, "fullstory", {
      source: SNAPSHOT,
      // Nobody refreshes the file of an example. Leave this out in your own stack: two weeks are the default.
      snapshotMaxAge: "off",
    });

    new FullstoryGate(this, "gate", {
      domain: {
        web: {
          onlyRecordKnownDomains: true,
          // The first rule that matches wins, so the order counts.
          domains: [
            { domain: "staff.ternanddale.example", disabled: true },
            { domain: "shop.ternanddale.example", disabled: false },
            { domain: "*.ternanddale.example", disabled: false },
          ],
        },
      },
      privacy: {
        ajaxWatches: [
          {
            urlRegex: "^https://api\\.ternanddale\\.example/v3/orders",
            recordReq: "WHITELIST",
            whitelistReq: "currency,items.sku",
            recordRsp: "WHITELIST",
            whitelistRsp: "status",
          },
          { urlRegex: "/payments?/", recordReq: "ELIDE", recordRsp: "ELIDE" },
          { urlRegex: "/catalog/.+", recordReq: "ELIDE", recordRsp: "RECORD" },
        ],
      },
    });
  }
}
