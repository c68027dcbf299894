import { createHash } from "node:crypto";
import type {
  Evidence,
  EvidenceDocument,
  EvidenceExpectation,
  EvidenceField,
  EvidenceFinding,
} from "../../lib/evidence/index.js";
import { toSnake } from "../../lib/settings/model/keys.js";
import type { Evaluation, GateReport, StackReport } from "../../src/gate/gate-report.js";

const AT = "2026-11-22T08:21:12.000Z";
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

export function field(name: string, more: Partial<EvidenceField> = {}): EvidenceField {
  return {
    field: name,
    construct: "web/privacy",
    result: "matches",
    severity: "error",
    onTightened: "error",
    declared: "true",
    expected: digest(`${name} true`),
    observed: digest(`${name} true`),
    because: "Tax numbers never leave the browser (DPIA-31).",
    location: "stacks/shop.ts:27",
    ...more,
  };
}

export function finding(path: string, more: Partial<EvidenceFinding> = {}): EvidenceFinding {
  return {
    construct: "web/privacy",
    address: "data.null_data_source.privacy",
    endpoint: "privacy",
    field: /^[^[.]+/.exec(path)?.[0] ?? path,
    path,
    result: "differs",
    kind: "value",
    direction: "loosened",
    severity: "error",
    declared: '"ALL_SESSIONS"',
    live: '"NO_SESSIONS"',
    observed: "5d20c9f1",
    implied: false,
    because: "Tax numbers never leave the browser (DPIA-31).",
    location: "stacks/shop.ts:27",
    ...more,
  };
}

/** One expectation for each severity of the fields: each of them is to be there. */
function expectationsOf(fields: readonly EvidenceField[]): readonly EvidenceExpectation[] {
  return (["error", "warning"] as const).flatMap((severity): EvidenceExpectation[] => {
    const own = fields.filter((each) => each.severity === severity);
    if (own.length === 0) return [];
    const declared = Object.fromEntries(own.map((each) => [toSnake(each.field), { any_value: true }]));
    return [
      {
        construct: "web/privacy",
        quantifier: "now",
        declared,
        severity,
        onTightened: own[0]?.onTightened ?? "error",
      },
    ];
  });
}

export function document(
  endpoint: string,
  fields: readonly EvidenceField[],
  more: Partial<EvidenceDocument> = {},
): EvidenceDocument {
  return {
    construct: `web/privacy/${endpoint}`,
    address: `data.null_data_source.${endpoint}`,
    org: "web/fullstory",
    endpoint,
    status: "read",
    source: "live",
    host: "api.fullstory.com",
    fetchedAt: "2026-11-22T08:21:04Z",
    maxAge: 3600,
    attempts: 1,
    digest: digest(endpoint),
    expectations: expectationsOf(fields),
    fields,
    unknownKeys: [],
    vendorRules: [],
    reservedInUse: [],
    ...more,
  };
}

export function evidence(documents: readonly EvidenceDocument[], more: Partial<Evidence> = {}): Evidence {
  const fields = documents.flatMap((each) => each.fields);
  return {
    schemaVersion: 2,
    tool: { name: "cdktf-fullstory", version: "0.1.0" },
    stack: "web",
    outcome: "pass",
    synthesizedAt: "2026-11-22T08:21:04.000Z",
    terraformJsonSha256: digest("cdk.tf.json"),
    counts: {
      declared: fields.length,
      matches: fields.filter(({ result }) => result === "matches").length,
      loosened: 0,
      tightened: 0,
      unclear: 0,
      notChecked: 0,
      waived: 0,
    },
    orgs: [
      {
        construct: "web/fullstory",
        id: "o-7QLM2-na1",
        role: "ADMIN",
        orgPinned: true,
        source: "live",
        host: "api.fullstory.com",
        snapshotMaxAge: 1_209_600,
        vendorRules: "report",
        warningsAsErrors: false,
      },
    ],
    documents,
    findings: [],
    waivers: [],
    guards: [],
    warnings: [],
    gaps: [
      { kind: "document", endpoint: "targeting" },
      { kind: "platform", endpoint: "features", platform: "mobile" },
      { kind: "field", endpoint: "privacy", name: "ajaxWatches" },
    ],
    ...more,
  };
}

const EVALUATION: Evaluation = {
  program: "Terraform 1.11.4",
  mode: "extracted",
  provider: "embedded",
  pass: 2,
  fail: 0,
  unknown: 0,
  warnings: [],
};

export function stackOf(given: Evidence, more: Partial<StackReport> = {}): StackReport {
  return {
    stack: given.stack,
    verdict: "match",
    evidence: given,
    digest: digest(JSON.stringify(given)),
    evaluation: EVALUATION,
    problems: [],
    ...more,
  };
}

export function reportOf(stacks: readonly StackReport[], more: Partial<GateReport> = {}): GateReport {
  return { command: "gate", verdict: "match", at: AT, stacks, problems: [], ...more };
}

const geo = document("geo", [field("recordGeoMode"), field("recordGeoZones")]);
const blame = "2026-11-21 16:02 UTC by d***@ternanddale.example, was ALL_SESSIONS";

/** Everything matches, with a waiver in force that nothing else shows. */
export function clean(): GateReport {
  const mobile = evidence([document("privacy", [field("discardIpAddresses")])], {
    stack: "mobile",
    gaps: [],
  });
  return reportOf([stackOf(evidence([geo])), stackOf(mobile)]);
}

/** Loosened, tightened, waived, tolerated and not checked; and compared with a baseline. */
export function drifted(): GateReport {
  const privacy = document("privacy", [
    field("elementBlocks", {
      result: "differs",
      items: { declared: 63, matching: 60 },
      declared: JSON.stringify([
        { selector: ".tax-id", type: "BLOCK_EXCLUDE" },
        { selector: ".card", type: "BLOCK_MASK" },
        { selector: "input[type=password]", type: "BLOCK_EXCLUDE" },
      ]),
    }),
    field("discardIpAddresses", { result: "not-checked" }),
    field("defaultPrivacyMode", { result: "waived" }),
  ]);
  const features = document(
    "features",
    [field("consoleWatcher", { result: "tolerated", onTightened: "warning" })],
    {
      platform: "web",
    },
  );
  const given = evidence([geo, privacy, features], {
    outcome: "drift",
    findings: [
      finding('elementBlocks[".tax-id"].scope', { implied: true, blame }),
      finding('elementBlocks["input[type=password]"].exceptionSelectors["#show-password"]', {
        kind: "extra",
        declared: "nothing",
        live: '"#show-password"',
        observed: "9b1f20ce",
        blame: "2026-11-18 08:02 UTC by k***@ternanddale.example, was not there",
        changed: { at: "2026-11-18T08:02:11.5Z", by: "k***@ternanddale.example", was: "not there" },
      }),
      finding('elementBlocks[".card"].consent', {
        declared: "false",
        live: "true",
        blame: "2026-11-20 09:30 UTC by k***@ternanddale.example, was false",
      }),
      finding('elementBlocks["#chat"]', {
        direction: "tightened",
        kind: "extra",
        declared: "null",
        live: '"BLOCK_MASK"',
        blame: "2026-11-19 11:00 UTC by k***@ternanddale.example, was not there",
      }),
      finding("discardIpAddresses", {
        result: "not-checked",
        kind: "unknown",
        note: "the answer does not have it",
        ...gone,
      }),
      finding("defaultPrivacyMode", {
        result: "waived",
        declared: '"MASK"',
        live: '"OFF"',
        observed: "a3fc4673",
      }),
      finding("consoleWatcher", {
        address: "data.null_data_source.features",
        endpoint: "features",
        platform: "web",
        direction: "tightened",
        declared: "true",
        live: "false",
      }),
    ],
    waivers: [
      {
        construct: "web/privacy",
        org: "web/fullstory",
        endpoint: "privacy",
        path: "defaultPrivacyMode",
        observed: "a3fc4673",
        reason: "Migration until the new checkout is out (ticket 812).",
        expires: "2026-12-01",
        owner: "team-web",
        whole: false,
        state: "in-force",
      },
    ],
  });
  const mobile = evidence([document("privacy", [field("discardIpAddresses")])], {
    stack: "mobile",
    gaps: [],
  });
  return reportOf(
    [stackOf(given, { verdict: "drift", evaluation: { ...EVALUATION, pass: 2, fail: 1 } }), stackOf(mobile)],
    {
      verdict: "drift",
      weakened: {
        baseline: "origin/main",
        forbidden: false,
        items: [
          { kind: "no longer checked", stack: "web", what: "blocking: blockedIps" },
          { kind: "longer maxAge", stack: "web", what: "geo", before: "1h", after: "12h" },
          {
            kind: "declares less",
            stack: "web",
            what: 'privacy: elementBlocks[".tax"]',
            before: '"BLOCK_EXCLUDE"',
          },
        ],
        stricter: [],
        unknownStacks: [],
      },
    },
  );
}

const gone = { live: "null" };

/** Unreadable, stale and drift at once. */
export function undecided(): GateReport {
  const broken = document("privacy", [], {
    status: "unreadable",
    error: {
      code: "forbidden",
      message: "GET /settings/recording/v1/privacy: 403 forbidden",
      hint: "Use an Admin key.",
    },
  });
  const drift = document("geo", [field("recordGeoMode", { result: "differs" })]);
  const given = evidence([broken, drift], {
    outcome: "unreadable",
    findings: [finding("recordGeoMode", { address: "data.null_data_source.geo", endpoint: "geo" })],
  });
  return reportOf(
    [
      stackOf(given, {
        verdict: "undecided",
        problems: [
          {
            kind: "unreadable",
            headline: "privacy could not be read",
            details: ["GET /settings/recording/v1/privacy: 403 forbidden", "hint: Use an Admin key."],
            address: "data.null_data_source.privacy",
          },
          {
            kind: "stale",
            headline: "the settings were read too long ago (not drift)",
            details: ["  Read      2026"],
          },
        ],
      }),
    ],
    { verdict: "undecided" },
  );
}

/** What somebody may have written into a setting, a name or a note. */
export const HOSTILE: readonly string[] = [
  "\u001b[31mred\u001b]0;title\u0007\u009b2J",
  "\u202eright to left\u2066\u2069\u200f\u200b",
  "nul\u0000\u0001\u0008\u000b\u000c\u007f\ufffe\uffff",
  "lone \ud800 \udc00 surrogates",
  "# heading\n- list\n> quote\n[link](https://evil.example) ![i](x) <https://evil.example> @everyone #1 www.evil.example",
  "a | b \\| c \\\\| d `x` | ``y`` ```\nfence\n```",
  "`".repeat(40),
  "</code></pre></style></title><script>document.title='pwned';alert(1)</script><img src=x onerror=alert(1)>",
  "\"><svg onload=alert(1)> ' onmouseover='alert(1) javascript:alert(1)",
  "]]> <!-- --> --!> &amp; &#0; &lt; <![CDATA[ <?xml ?> <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
  "\n::error file=a::pwned\r\n::set-output name=a::b\n::add-mask::x\n##[error]pwned\n##vso[task.setvariable variable=a]b",
  "::warning::x %0A::error::y %25 , : file=a,line=1::z",
  '${file("/etc/passwd")} %{ if true } {{constructor}} <%= 1 %>',
  "x".repeat(5_000),
  "word ".repeat(2_000),
];

/** The whole corpus in every place that holds text from outside. */
export function hostile(): GateReport {
  const findings = Array.from({ length: 10 }, () => HOSTILE)
    .flat()
    .map((text) =>
      finding(`elementBlocks[${JSON.stringify(text)}]${text}`, {
        declared: text,
        live: JSON.stringify(text),
        observed: text,
        note: text,
        blame: `2026-11-21 16:02 UTC by ${text}, was ${text}`,
        because: text,
        location: `${text}:7`,
        platform: text,
        construct: text,
      }),
    );
  const all = HOSTILE.join(" ");
  const given = evidence(
    [
      document(
        "privacy",
        HOSTILE.map((text) =>
          field(text, { result: "differs", because: text, location: text, construct: text }),
        ),
        {
          platform: all,
          host: all,
          snapshot: all,
          verifiedAt: all,
          unknownKeys: HOSTILE,
        },
      ),
    ],
    {
      stack: all,
      outcome: "drift",
      findings,
      orgs: [
        {
          construct: "web/fullstory",
          id: all,
          role: all,
          orgPinned: true,
          source: "live",
          host: all,
          snapshotMaxAge: "off",
          vendorRules: "report",
          warningsAsErrors: false,
        },
      ],
      waivers: HOSTILE.map((text) => ({
        construct: text,
        org: text,
        endpoint: text,
        path: text,
        observed: text,
        reason: text,
        expires: text,
        owner: text,
        whole: false,
        state: "in-force" as const,
      })),
      warnings: HOSTILE,
      gaps: HOSTILE.map((text) => ({
        kind: "platform" as const,
        endpoint: text,
        platform: text,
        name: text,
      })),
    },
  );
  const problems = HOSTILE.map((text) => ({
    kind: "plan failed" as const,
    headline: text,
    details: text.split("\n"),
    address: text,
  }));
  return reportOf([stackOf(given, { verdict: "undecided", problems })], {
    verdict: "undecided",
    problems,
    weakened: {
      baseline: all,
      forbidden: true,
      items: HOSTILE.map((text) => ({
        kind: "declares less" as const,
        stack: text,
        what: text,
        before: text,
        after: text,
      })),
      stricter: [],
      unknownStacks: HOSTILE,
    },
  });
}
