import type { App } from "cdktf";
import { TerraformStack, Testing } from "cdktf";
import { FullstoryOrg, type FullstoryOrgProps, type SettingsSource } from "../../lib/index.js";

/** Documents for an app that is never connected to anything. */
export const documents = {
  blocking: {
    blockedIps: ["192.0.2.1", "10.0.0.*"],
    blockedUas: ["Probe"],
    blockedAppIds: ["customer-000311"],
    metadata: { lastUpdated: "2026-01-02T03:04:05Z", lastUpdatedBy: "Jane (jane@example.com)" },
  },
  domain: {
    web: {
      onlyRecordKnownDomains: true,
      domains: [
        { domain: "shop.example", disabled: false },
        { domain: "*.example", disabled: true },
      ],
    },
    mobile: { onlyRecordKnownDomains: false, domains: [] },
  },
  features: { web: { enabled: true, consoleWatcher: false }, mobile: { enabled: false } },
  geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL"] },
  privacy: {
    elementBlocks: [
      {
        selector: ".tax-id",
        type: "BLOCK_EXCLUDE",
        scope: "ALL_SESSIONS",
        consent: false,
        notes: "free text of the org",
        label: "a label",
        exceptionSelectors: [],
        targetingConditions: null,
        groupId: 0,
      },
    ],
    ajaxWatches: [{ urlRegex: "/pay/", recordReq: "ELIDE", recordRsp: "ELIDE" }],
    discardIpAddresses: true,
    defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
    elementRuleGroups: {},
  },
  targeting: { sessionTargetingRules: [{ field: "app_version", operator: "LT", value: "5" }] },
} as const satisfies SettingsSource;

/** A stack in an app for tests, with an org of documents unless told otherwise. */
export function testStack(org: FullstoryOrgProps | false = {}): { app: App; stack: TerraformStack } {
  const app = Testing.app();
  const stack = new TerraformStack(app, "web");
  if (org !== false) new FullstoryOrg(stack, "org", { source: documents, ...org });
  return { app, stack };
}

interface Element {
  readonly inputs: Readonly<Record<string, string>>;
  readonly provider?: string;
  readonly depends_on?: readonly string[];
  readonly lifecycle: Readonly<
    Record<string, readonly { readonly condition: string; readonly error_message: string }[]>
  >;
}

export interface Synthesized {
  readonly data: { readonly null_data_source: Readonly<Record<string, Element>> };
  readonly provider?: { readonly null?: readonly { readonly alias?: string }[] };
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly check?: Readonly<Record<string, unknown>>;
  readonly terraform?: { readonly required_version?: string };
}

/** What a stack renders alone, without files. */
export function synthesized(stack: TerraformStack, runValidations = false): Synthesized {
  return JSON.parse(Testing.synth(stack, runValidations)) as Synthesized;
}

/** One data source of it. */
export function elementIn(stack: TerraformStack, id: string): Element {
  const element = synthesized(stack).data.null_data_source[id];
  if (element === undefined) throw new Error(`the stack has no data source ${id}`);
  return element;
}

/** The error that a synthesis throws, which it must. */
export function failureOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
