import { TerraformStack } from "cdktf";
import { FullstoryGate, FullstoryOrg, Match, type SettingsSource } from "cdktf-fullstory";
import type { Construct } from "constructs";

export interface CheckoutStackProps {
  /** Settings to check in place of the live ones, for tests. @default - live settings */
  readonly source?: SettingsSource;
}

/** The stack under test: what must be masked on the checkout page. */
export class CheckoutStack extends TerraformStack {
  constructor(scope: Construct, id: string, { source }: CheckoutStackProps = {}) {
    super(scope, id);
    new FullstoryOrg(this, "fullstory", source === undefined ? {} : { source });
    new FullstoryGate(this, "gate", {
      privacy: {
        defaultPrivacyMode: Match.not("PRIVACY_MODE_OFF"),
        elementBlocks: Match.arrayWith([{ selector: "#tax-number", type: "BLOCK_EXCLUDE" }], {
          allowUnmask: true,
        }),
      },
    });
  }
}
