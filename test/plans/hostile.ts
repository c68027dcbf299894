import type { EndpointName, Platform } from "../../lib/settings/model/endpoint.js";

/** One document of an endpoint with this text in every string that it has. */
type Document = (text: string) => object;

/** A key that is a reference of CDKTF's is refused, whatever live says. */
function keyOf(text: string): string {
  return text.includes("TfToken[") ? "key" : text;
}

export const every: readonly { endpoint: EndpointName; platform?: Platform; document: Document }[] = [
  {
    endpoint: "blocking",
    document: (text) => ({ blockedIps: [text], blockedUas: [text], blockedAppIds: [text] }),
  },
  {
    endpoint: "domain",
    platform: "mobile",
    document: (text) => ({ onlyRecordKnownDomains: true, domains: [{ domain: text, disabled: false }] }),
  },
  { endpoint: "geo", document: (text) => ({ recordGeoMode: text, recordGeoZones: [text] }) },
  {
    endpoint: "privacy",
    document: (text) => ({
      elementBlocks: [
        {
          selector: text,
          type: text,
          scope: text,
          consent: false,
          exceptionSelectors: [text],
          targetingConditions: [{ field: text, children: [{ value: text }] }],
          notes: text,
          label: text,
          editable: text,
        },
      ],
      ajaxWatches: [
        { urlRegex: text, recordReq: text, recordRsp: text, whitelistReq: text, whitelistRsp: text },
      ],
      defaultPrivacyMode: text,
      elementRuleGroups: { group: { [keyOf(text)]: text } },
    }),
  },
  {
    endpoint: "features",
    document: (text) => ({
      enabled: true,
      metadata: { lastUpdated: text, lastUpdatedBy: text, created: text, createdBy: text },
    }),
  },
  {
    endpoint: "targeting",
    document: (text) => ({ sessionTargetingRules: [{ field: text, [keyOf(text)]: [text] }] }),
  },
];

export const texts: readonly string[] = [
  '${file("/etc/passwd")}',
  "$${doubled} $$${tripled}",
  "${plantimestamp()}",
  "${TfToken[TOKEN.0]}",
  "#{TfToken[TOKEN.0]}",
  "TfToken[TOKEN.0]",
  "-8.10956221259138e+298",
  "1e5e5 -1.5e-7|2",
  "%{ if true }yes%{ else }no%{ endif }",
  "%%{x} 100%",
  "\"quoted\" 'single' `back`",
  "back\\slash \\${x} \\u0041 \\",
  "nul\u0000escape\u001b[31mred\u001b[0m\u0007",
  "first\nsecond\r\n::error::third\n  fourth",
  "::error file=a.ts::text ::set-output name=x::y ##[error]text ##vso[task.complete]x ##VSO[x]",
  "\u202eright to left\u2066\u200b\u200d\ufe0f",
  "e\u0301 K \ufffd \u{1f600} \u{1f1e9}\u{1f1ea}",
  "# heading\n| a | b |\n```\n[x](javascript:alert(1))",
  "<script>alert(1)</script><!-- --><img src=x onerror=y>&amp;",
  "",
  " ",
  "__proto__",
  "a".repeat(5_000),
];

export const lookalikes: readonly (readonly [string, string, string])[] = [
  ["NFC and NFD", "caf\u00e9", "cafe\u0301"],
  ["the Kelvin sign and K", "\u212a", "K"],
  ["the Angstrom sign and A with ring", "\u212b", "\u00c5"],
  ["two lone surrogates", "a\ud800", "a\udc00"],
  ["a lone surrogate and the replacement character", "a\ud800", "a\ufffd"],
  ["a byte order mark and none", "\ufeffa", "a"],
  ["blanks", "a", "a "],
  ["a number and the same with a zero", "1", "1.0"],
];
