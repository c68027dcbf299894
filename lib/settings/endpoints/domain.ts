import type { Endpoint } from "../model/endpoint.js";
import { type Field, rateStrict } from "../model/field.js";
import { metadataField, type SettingsMetadata } from "./metadata.js";

/** One domain rule. Rules are tried from the first to the last, and the first that matches wins. */
export interface DomainRule {
  /** The domain, or a pattern of domains. */
  readonly domain?: string | null;
  /** Whether recording is off for it. */
  readonly disabled?: boolean | null;
}

/** The domains that are recorded. */
export interface DomainSettings {
  /** Whether domains that no rule names are left unrecorded. */
  readonly onlyRecordKnownDomains?: boolean | null;
  /** The rules, in order: the first that matches wins. */
  readonly domains?: readonly DomainRule[] | null;
  readonly metadata?: SettingsMetadata | null;
}

const ruleFields = {
  domain: { kind: "text", doc: "The domain, or a pattern of domains." },
  disabled: {
    kind: "boolean",
    doc: "Whether recording is off for the domain.",
    direction: (change) =>
      change.siblings.declared.get("domain") === change.siblings.live["domain"]
        ? rateStrict(true)(change)
        : "unclear",
  },
} as const satisfies Record<keyof DomainRule, Field>;

const fields = {
  onlyRecordKnownDomains: {
    kind: "boolean",
    doc: "Whether domains that no rule names are left unrecorded.",
    wide: true,
    direction: rateStrict(true),
  },
  domains: {
    kind: "list",
    order: "ordered",
    doc: "Domain rules; the first that matches wins.",
    wide: true,
    item: { kind: "object", doc: "One domain rule.", fields: ruleFields },
  },
  metadata: metadataField,
} as const satisfies Record<keyof DomainSettings, Field>;

export const domain: Endpoint = {
  name: "domain",
  noun: "RecordingDomain",
  title: "Domain settings",
  path: "/settings/recording/v1/domain",
  platforms: true,
  key: "standard",
  doc: "Domains that are recorded on the web, or web views that are allowed in mobile apps.",
  where: "Settings > Data Capture and Privacy > Data Capture > Domains",
  document: {
    kind: "object",
    doc: "Domain settings.",
    fields,
    companions: [
      {
        field: "domains",
        needs: "onlyRecordKnownDomains",
        line: "onlyRecordKnownDomains: true,",
        why: "a domain list says what is recorded only together with what happens to all other domains",
      },
    ],
  },
};
