import type { Evidence } from "../../lib/evidence/index.js";
import type { ExtractedGate } from "../../src/gate/extract.js";
import { judgePlanned } from "../../src/gate/judge-planned.js";
import { readPlannedGates } from "../../src/gate/planned-gates.js";
import type { CheckResult, Diagnostic } from "../../src/terraform/index.js";

const OURS = "registry.terraform.io/cdktf-fullstory/fullstory";
const ADDRESS = "data.fullstory_gate.g";
const DECLARED = { record_geo_mode: "GEO_ALL" };

const expectation = (declared: object) => ({
  construct: "web/gate",
  quantifier: "now",
  declared,
  severity: "error",
  onTightened: "error",
  address: ADDRESS,
});

/** A document of the evidence; what was read of it has a status and results. */
const document = (more: object = {}) => ({
  address: ADDRESS,
  endpoint: "geo",
  status: "planned",
  readAt: "plan",
  expectations: [expectation(DECLARED)],
  fields: [],
  ...more,
});
const read = (...results: readonly string[]) =>
  document({ status: "read", fields: results.map((result) => ({ result, severity: "error" })) });

interface Case {
  readonly documents?: readonly object[];
  readonly gates?: readonly string[];
  readonly multiplied?: readonly string[];
  readonly checks?: readonly string[];
  readonly values?: object;
  readonly provider?: string;
  readonly changes?: readonly object[];
  readonly found?: object | null;
  readonly errors?: readonly string[];
  readonly platform?: "web" | "mobile";
}

const PASSES = { passed: true, checked: 1, failures: [], record: "x" };

function judged(given: Case = {}): readonly string[] {
  const { documents = [document()], gates = [ADDRESS], multiplied = [], checks = ["pass"], found } = given;
  const { values = PASSES, provider = OURS, changes = [], errors = [], platform } = given;
  const resource = {
    address: ADDRESS,
    mode: "data",
    type: "fullstory_gate",
    provider_name: provider,
    values,
  };
  const json = {
    configuration: { root_module: { resources: [{ ...resource, provider_config_key: "fullstory" }] } },
    prior_state: { values: { root_module: { resources: [resource] } } },
    resource_changes: changes,
  };
  const linked = found === null ? [] : [[ADDRESS, { documents: [found ?? read("matches")] }] as const];
  const plan = {
    exitCode: errors.length > 0 ? 1 : 0,
    checks: checks.map((status) => ({ address: ADDRESS, status }) as CheckResult),
    diagnostics: errors.map(
      (detail): Diagnostic => ({ severity: "error", summary: "x", detail, address: ADDRESS }),
    ),
  };
  const { verdict, problems } = judgePlanned(
    {
      evidence: { documents } as unknown as Evidence,
      gate: { gates, multiplied } as unknown as ExtractedGate,
      plan,
      platform,
    },
    {
      gates: readPlannedGates({ json, opened: [] }),
      linked: new Map(linked) as unknown as ReadonlyMap<string, Evidence>,
    },
  );
  return [verdict, ...problems.map(({ kind }) => kind)];
}

const DRIFTS: Case = { values: { ...PASSES, passed: false, failures: ["x"] }, found: read("differs") };

describe("a gate that Terraform read as it planned", () => {
  test.each<[string, Case, readonly string[]]>([
    ["passes by its check and its values", {}, ["match"]],
    ["does not pass without a check", { checks: [] }, ["undecided", "not evaluated"]],
    ["does not pass where its check is unknown", { checks: ["unknown"] }, ["undecided", "not evaluated"]],
    [
      "does not pass where there are two checks",
      { checks: ["pass", "pass"] },
      ["undecided", "not evaluated"],
    ],
    ["does not pass without values", { values: {} }, ["undecided", "not evaluated"]],
    [
      "does not pass where it checked nothing",
      { values: { ...PASSES, checked: 0 } },
      ["undecided", "nothing checked"],
    ],
    ["does not pass where nothing was written down", { found: null }, ["undecided", "not evaluated"]],
    [
      "does not pass by another provider's word",
      { provider: "registry.example/x/fullstory" },
      ["undecided", "not evaluated"],
    ],
    [
      "does not pass where the plan left it for the apply",
      { changes: [{ address: ADDRESS, mode: "data", type: "fullstory_gate", action_reason: "x" }] },
      ["undecided", "not evaluated"],
    ],
    ["does not pass while what it read fails", { found: read("differs") }, ["undecided", "disagreement"]],
    [
      "does not pass while its check passes and its values do not",
      { ...DRIFTS },
      ["undecided", "disagreement"],
    ],
    [
      "does not pass for another declaration",
      {
        found: { ...read("matches"), expectations: [expectation({ record_geo_mode: { any_value: true } })] },
      },
      ["undecided", "disagreement"],
    ],
    [
      "does not pass for another document",
      { found: { ...read("matches"), endpoint: "privacy" } },
      ["undecided", "disagreement"],
    ],
    ["does not pass where it is not in cdk.tf.json", { gates: [] }, ["undecided", "disagreement"]],
    ["does not pass where the evidence does not know it", { documents: [] }, ["undecided", "disagreement"]],
    ["does not pass where there may be none of it", { multiplied: [ADDRESS] }, ["undecided", "disagreement"]],
    [
      "is drift where its condition fails as its evidence says",
      { ...DRIFTS, checks: ["fail"], errors: ["fullstory: drift, x"] },
      ["drift"],
    ],
    [
      "is undecided where its condition fails and its evidence does not",
      { checks: ["fail"], errors: ["fullstory: drift, x"] },
      ["undecided", "disagreement"],
    ],
    [
      "is undecided where it could not be read",
      { checks: ["fail"], errors: ["fullstory: unreadable, x"], found: document({ status: "unreadable" }) },
      ["undecided"],
    ],
    [
      "does not count where it is of the other platform",
      {
        ...DRIFTS,
        documents: [document({ platform: "mobile" })],
        found: { ...read("differs"), platform: "mobile" },
        checks: ["fail"],
        errors: ["fullstory: drift, x"],
        platform: "web",
      },
      ["match"],
    ],
    [
      "counts where only the evidence says that it is of the other platform",
      { documents: [document({ platform: "mobile" })], platform: "web" },
      ["undecided", "disagreement"],
    ],
    [
      "counts where it is of the other platform and was not read",
      { documents: [document({ platform: "mobile" })], platform: "web", found: null },
      ["undecided", "not evaluated"],
    ],
  ])("%s", (_name, given, expected) => {
    expect(judged(given)).toEqual(expected);
  });
});
