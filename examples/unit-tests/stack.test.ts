import { Testing } from "cdktf";
import type { SettingsSource } from "cdktf-fullstory";
import { CheckoutStack } from "./stack";

/** What a settings document of ours says on a good day. No key, no network, no file. */
const privacy = {
  defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
  elementBlocks: [
    {
      selector: "#tax-number",
      type: "BLOCK_EXCLUDE",
      scope: "ALL_SESSIONS",
      consent: false,
      exceptionSelectors: [],
      targetingConditions: null,
    },
  ],
};

interface Synthesized {
  readonly data: {
    readonly null_data_source: Readonly<
      Record<string, { readonly inputs: Readonly<Record<string, string>> }>
    >;
  };
}

/** The declared fields that a plan would fail on: what was observed is not what was expected. */
function failingFields(source: SettingsSource): string[] {
  const stack = new CheckoutStack(Testing.app(), "checkout", { source });
  const { data } = JSON.parse(Testing.synth(stack)) as Synthesized;
  return Object.values(data.null_data_source).flatMap(({ inputs }) =>
    Object.keys(inputs).flatMap((key) => {
      const field = /^expected_(.+)$/.exec(key)?.[1];
      return field !== undefined && inputs[key] !== inputs[`observed_${field}`] ? [field] : [];
    }),
  );
}

describe("The gate of the checkout stack", () => {
  it("passes on the settings that we want", () => {
    expect(failingFields({ privacy })).toEqual([]);
  });

  it("accepts either form of Private by Default", () => {
    expect(failingFields({ privacy: { ...privacy, defaultPrivacyMode: "PRIVACY_MODE_MASK_BODY" } })).toEqual(
      [],
    );
  });

  it("fails once Private by Default is off", () => {
    expect(failingFields({ privacy: { ...privacy, defaultPrivacyMode: "PRIVACY_MODE_OFF" } })).toEqual([
      "default_privacy_mode",
    ]);
  });

  it("fails on a rule that is there and protects no session", () => {
    const elementBlocks = privacy.elementBlocks.map((rule) => ({ ...rule, scope: "NO_SESSIONS" }));
    expect(failingFields({ privacy: { ...privacy, elementBlocks } })).toEqual(["element_blocks"]);
  });

  it("never takes a missing document for a pass", () => {
    const stack = new CheckoutStack(Testing.app(), "checkout", { source: {} });
    expect(Testing.synth(stack)).toContain("fullstory: unreadable");
  });
});
