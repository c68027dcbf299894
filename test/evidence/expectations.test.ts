import { recordExpectation } from "../../lib/evidence/expectations.js";
import type { RecordedOrg } from "../../lib/evidence/input.js";
import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import { digestValue } from "../../lib/snapshot/digest.js";
import { normalized } from "../settings/support.js";

const ORG: RecordedOrg = {
  name: "web/fullstory",
  source: "live",
  snapshotMaxAge: "off",
  vendorRules: "report",
  onTightened: "error",
  warningsAsErrors: false,
  maskAddresses: false,
  warnings: [],
};

function recorded(name: EndpointName, declared: unknown, org: Partial<RecordedOrg> = {}, more: object = {}) {
  const { document, where } = endpoints[name];
  return recordExpectation(
    { node: normalized(name, declared), problems: [], options: {}, constructPath: "web/gate", ...more },
    { schema: { name, document, where }, org: { ...ORG, ...org } },
  );
}

test("an expectation is recorded in its JSON form, with its policy", () => {
  expect(
    recorded("privacy", { elementBlocks: Match.arrayWith([{ selector: ".a", type: "BLOCK_MASK" }]) }),
  ).toEqual({
    construct: "web/gate",
    quantifier: "now",
    declared: { element_blocks: { array_with: [{ selector: ".a", type: "BLOCK_MASK" }] } },
    severity: "error",
    onTightened: "error",
  });
});

test("identifiers, people, patterns on them, and addresses that are to be masked are digests", () => {
  const declared = {
    blockedAppIds: Match.arrayWith(["planted-id", Match.stringLikeRegexp("planted")]),
    blockedIps: ["10.0.0.1"],
  };
  expect(recorded("blocking", declared).declared).toEqual({
    blocked_app_ids: {
      array_with: [digestValue("planted-id"), { string_like_regexp: digestValue("planted") }],
    },
    blocked_ips: ["10.0.0.1"],
  });
  const masked = JSON.stringify(recorded("blocking", declared, { maskAddresses: true }));
  expect(masked).toContain(digestValue("10.0.0.1"));
  expect(masked).not.toMatch(/planted|10\.0\.0\.1/);
  const [star, bits] = ["10.0.0.*", "10.0.0.0/24"].map((ip) =>
    recorded("blocking", { blockedIps: [ip] }, { maskAddresses: true }),
  );
  expect(star).toEqual(bits);
});

test("who may change settings is recorded as digests", () => {
  const over = {
    kind: "changed-only-by",
    since: "2026-01-01T00:00:00.000Z",
    actors: new Set(["planted@example.com"]),
    allowEmpty: true,
  };
  const { declared: _, ...told } = recorded("geo", { recordGeoMode: "GEO_ALL" }, {}, { over });
  expect(told).toMatchObject({
    quantifier: "changed-only-by",
    since: over.since,
    allowEmpty: true,
    actors: [digestValue("planted@example.com")],
  });
  expect(JSON.stringify(told)).not.toContain("planted");
});
