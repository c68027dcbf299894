// Written by `cdktf-fullstory init --offline`, which read no org. Missing, and why:
//
// - expectOrg, the id of your org: without it the key of any org is taken.
// - blocking, domain, features, geo and targeting: what is not declared is not checked.
// - fullstory.snapshot.json: pull requests are checked against it, without a key.
//
// With a key, `npx cdktf-fullstory declare` writes the declaration, and `npx cdktf-fullstory snapshot update` the file.
import { FullstoryGate, FullstoryOrg } from "cdktf-fullstory";
import type { Construct } from "constructs";

export function declareRecordingSettings(scope: Construct): FullstoryGate {
  const org = new FullstoryOrg(scope, "fullstory");
  return new FullstoryGate(scope, "recording-settings", {
    org,
    privacy: {
      defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
      discardIpAddresses: true,
    },
  });
}
