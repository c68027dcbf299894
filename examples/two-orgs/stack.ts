import { TerraformStack, TerraformVariable } from "cdktf";
import { FullstoryGate, FullstoryOrg, type FullstoryOrgProps } from "cdktf-fullstory";
import type { Construct } from "constructs";

/**
 * How the European org is reached; without a key in code, by a variable of Terraform's. The other one takes its key and
 * host from the environment.
 */
export type EuropeanOrg = Pick<FullstoryOrgProps, "apiKey" | "baseUrl">;

/** One shop, two Fullstory orgs: what holds for both is written once. */
export class TwoOrgsStack extends TerraformStack {
  constructor(scope: Construct, id: string, europe: EuropeanOrg) {
    super(scope, id);

    // Without an alias: the default of this stack. expectOrg fails the plan when the key belongs to another org.
    new FullstoryOrg(this, "america", { expectOrg: "o-SIM4-na1" });
    // With an alias: used only where it is passed as `org`.
    const { apiKey = keyVariable(this) } = europe;
    const eu = new FullstoryOrg(this, "europe", {
      ...europe,
      apiKey,
      alias: "europe",
      expectOrg: "o-SIM4-eu1",
    });

    const everywhere = {
      discardIpAddresses: true,
      defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
    } as const;

    new FullstoryGate(this, "america-gate", { privacy: everywhere });
    new FullstoryGate(this, "europe-gate", {
      org: eu,
      privacy: everywhere,
      geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] },
    });
  }
}

/** TF_VAR_europe_api_key in Terraform's environment. An ephemeral variable stands neither in a plan nor in the state. */
function keyVariable(stack: TerraformStack): string {
  const key = new TerraformVariable(stack, "europe_api_key", { type: "string", sensitive: true });
  key.addOverride("ephemeral", true);
  return key.stringValue;
}
