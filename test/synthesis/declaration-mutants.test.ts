import type { Evidence } from "../../lib/evidence/evidence.js";
import type { FullstoryGateProps } from "../../lib/index.js";
import { FullstoryGate } from "../../lib/index.js";
import { TestApp } from "../plans/support.js";

const live = {
  geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] },
  privacy: { discardIpAddresses: false, defaultPrivacyMode: "PRIVACY_MODE_OFF" },
};

const declared: FullstoryGateProps = {
  geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] },
  privacy: { discardIpAddresses: true, defaultPrivacyMode: "PRIVACY_MODE_OFF" },
};

function evidenceOf(props: FullstoryGateProps): Evidence {
  const app = new TestApp();
  new FullstoryGate(app.stack, "gate", { ...props, org: app.org(live) });
  return app.synth().evidence();
}

/** As much of the evidence as says how strict a declaration is, without what changes from run to run. */
function strictness({ documents, findings, waivers, gaps, guards, counts, outcome }: Evidence) {
  const fields = documents.flatMap((document) =>
    document.fields.map(
      ({ field, severity, expected }) => `${document.endpoint}.${field} ${severity} ${expected}`,
    ),
  );
  const ages = documents.map(({ maxAge }) => maxAge);
  return JSON.stringify({ fields, ages, findings: findings.length, waivers, gaps, guards, counts, outcome });
}

const observed =
  evidenceOf(declared).findings.find(({ path }) => path === "discardIpAddresses")?.observed ?? "";

const mutants: readonly (readonly [string, FullstoryGateProps])[] = [
  ["a field is dropped", { ...declared, privacy: { discardIpAddresses: true } }],
  ["a document is dropped", { privacy: declared.privacy ?? {} }],
  [
    "a value is weakened",
    { ...declared, privacy: { discardIpAddresses: false, defaultPrivacyMode: "PRIVACY_MODE_OFF" } },
  ],
  ["the severity of everything is lowered", { ...declared, severity: "warning" }],
  ["the severity of one part is lowered", { ...declared, geo: { declared: live.geo, severity: "warning" } }],
  [
    "a waiver is added",
    {
      ...declared,
      waivers: [{ path: "discardIpAddresses", observed, reason: "until then", expires: inDays(5) }],
    },
  ],
];

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

describe("Evidence shows that a declaration was weakened when", () => {
  it.each(mutants)("%s", (_, props) => {
    expect(strictness(evidenceOf(props))).not.toBe(strictness(evidenceOf(declared)));
  });

  it("and shows nothing when nothing was", () => {
    expect(strictness(evidenceOf({ ...declared }))).toBe(strictness(evidenceOf(declared)));
  });
});
