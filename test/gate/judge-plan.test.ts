import type { Evidence } from "../../lib/evidence/index.js";
import { type ExtractedGate, extractGate } from "../../src/gate/extract.js";
import { judgeEvidence } from "../../src/gate/judge-evidence.js";
import { judgePlan } from "../../src/gate/judge-plan.js";
import type { PlanOutcome } from "../../src/gate/plan-diagnostics.js";
import * as fc from "../fast-check.js";
import { document, evidence, field } from "../reports/gate-reports.js";

const A = "data.null_data_source.geo";
const B = "data.null_data_source.privacy";
const given = evidence([
  document("geo", [field("recordGeoMode")]),
  document("privacy", [field("discardIpAddresses")]),
]);
const element = {
  inputs: {},
  lifecycle: { postcondition: [{ condition: "x", error_message: "fullstory: drift, x" }] },
};
const tree = (more: object = {}, elements: object = { geo: element, privacy: element }) => ({
  data: { null_data_source: elements },
  ...more,
});
const gateOf = (stack: object) => extractGate(stack as Record<string, unknown>, [A, B]);
const check = (address: string, status: "pass" | "fail" | "unknown" | "error") => ({
  address,
  kind: "resource",
  status,
});
const error = (address: string, detail: string) => ({
  severity: "error" as const,
  summary: "Resource postcondition failed",
  detail,
  range: { filename: "cdk.tf.json", start: { line: 1 } },
  snippet: { code: "", context: `${address}.lifecycle.postcondition[2]` },
});
const judge = (one: Evidence, gate: ExtractedGate, plan: PlanOutcome) =>
  judgePlan({ evidence: one, gate, plan, platform: undefined });
const judged = (plan: Partial<PlanOutcome>, stack: object = tree()) => {
  const { verdict, problems } = judge(given, gateOf(stack), {
    exitCode: 0,
    checks: [],
    diagnostics: [],
    ...plan,
  });
  return [verdict, ...problems.map(({ kind }) => kind)];
};

test("a pass is what the checks call one", () => {
  expect(judged({ checks: [check(A, "pass"), check(B, "pass")] })).toEqual(["match"]);
});

test.each(["unknown", "error"] as const)("%s is none", (status) => {
  expect(judged({ checks: [check(A, "pass"), check(B, status)] })[0]).toBe("undecided");
});

test("one that is not listed is none, and neither is one that is listed twice", () => {
  expect(judged({ checks: [check(A, "pass")] })).toEqual(["undecided", "not evaluated"]);
  expect(judged({ checks: [check(A, "pass"), check(B, "pass"), check(B, "pass")] })[0]).toBe("undecided");
});

test("an exit code of 0 without any check is none", () => {
  expect(judged({})).toEqual(["undecided", "not evaluated", "not evaluated"]);
});

test("stale outweighs a match, and an expired waiver is drift", () => {
  const failing = { exitCode: 1, checks: [check(A, "fail"), check(B, "pass")] };
  expect(judged({ ...failing, diagnostics: [error(A, "fullstory: stale, too old\n\n  Org x")] })).toEqual([
    "undecided",
    "stale",
  ]);
  expect(
    judged({ ...failing, diagnostics: [error(A, "fullstory: waiver expired, x differs again")] }),
  ).toEqual(["drift", "waiver expired"]);
});

test("a condition of the user's own that fails is no drift", () => {
  const plan = { exitCode: 1, checks: [check(A, "fail"), check(B, "pass")], diagnostics: [error(A, "mine")] };
  expect(judged(plan)).toEqual(["undecided", "plan failed"]);
});

test("drift that the evidence does not know is a disagreement", () => {
  const plan = {
    exitCode: 1,
    checks: [check(A, "fail"), check(B, "pass")],
    diagnostics: [error(A, "fullstory: drift, x")],
  };
  expect(judged(plan)).toEqual(["undecided", "disagreement"]);
});

test("an error of something else is a failed plan", () => {
  const foreign = {
    severity: "error" as const,
    summary: "No valid credential sources found",
    detail: "x",
    address: "aws_s3_bucket.a",
  };
  expect(
    judged({ exitCode: 1, checks: [check(A, "pass"), check(B, "pass")], diagnostics: [foreign] }),
  ).toEqual(["undecided", "plan failed"]);
  expect(judged({ exitCode: 1, checks: [check(A, "pass"), check(B, "pass")] })).toEqual([
    "undecided",
    "plan failed",
  ]);
});

test("a check block that was not looked at is told, where nothing failed", () => {
  const stack = tree({ check: { fullstory_a: {}, theirs: {} } });
  const checks = [check(A, "pass"), check(B, "pass")];
  expect(judged({ checks }, stack)).toEqual(["undecided", "not evaluated"]);
  expect(judged({ checks: [...checks, check("check.fullstory_a", "fail")] }, stack)).toEqual(["match"]);
});

test("count makes a pass of nothing, so it is refused", () => {
  const stack = tree({}, { geo: { ...element, count: 0 }, privacy: element });
  expect(judged({ checks: [check(A, "pass"), check(B, "pass")] }, stack)).toEqual([
    "undecided",
    "disagreement",
  ]);
});

test("what waits for a failed gate may be unknown beside it, and nothing else may", () => {
  const drift = evidence([
    document("geo", [field("recordGeoMode", { result: "differs" })]),
    document("privacy", [field("discardIpAddresses")]),
  ]);
  const plan: PlanOutcome = {
    exitCode: 1,
    checks: [check(A, "fail"), check(B, "unknown")],
    diagnostics: [error(A, "fullstory: drift, x")],
  };
  const waiting = gateOf(tree({}, { geo: element, privacy: { ...element, depends_on: [A] } }));
  expect(judge(drift, waiting, plan).verdict).toBe("drift");
  expect(judge(drift, gateOf(tree()), plan).verdict).toBe("undecided");
});

test("Terraform 1.5 leaves no checks of a failed plan: what it names decides", () => {
  const drift = evidence([
    document("geo", [field("recordGeoMode", { result: "differs" })]),
    document("privacy", [field("discardIpAddresses")]),
  ]);
  const plan: PlanOutcome = { exitCode: 1, checks: [], diagnostics: [error(A, "fullstory: drift, x")] };
  expect(judge(drift, gateOf(tree()), plan).verdict).toBe("drift");
});

test.each([
  ["not live", "fullstory: not live, this plan was checked against a snapshot"],
  ["notice", "fullstory: notice, a waiver for recordGeoMode is not needed"],
])(
  "warningsAsErrors: a failing check whose message begins with %j is exit 1, not a pass",
  (kind, message) => {
    const plan = {
      exitCode: 1,
      checks: [check(A, "fail"), check(B, "pass")],
      diagnostics: [error(A, message)],
    };
    expect(judged(plan)).toEqual(["undecided", kind]);
  },
);

test.each([
  ["not_live", "not live", "fullstory: not live, checked against a snapshot"],
  ["host", "notice", "fullstory: notice, the API key goes to a host that is not Fullstory's"],
  ["reserved", "notice", "fullstory: notice, a field that Fullstory reserves is in use"],
  ["selector", "notice", "fullstory: notice, a declared selector cannot be read as CSS"],
  ["waiver", "notice", "fullstory: notice, a waiver for recordGeoMode is not needed"],
] as const)("evidence and plan come to one verdict of a notice as an error: %s", (kind, lead, message) => {
  const noticed = evidence(
    [
      document("geo", [field("recordGeoMode")], { notices: [{ kind, severity: "error", message }] }),
      document("privacy", [field("discardIpAddresses")]),
    ],
    { outcome: "notice" },
  );
  const alone = judgeEvidence(noticed);
  expect([alone.verdict, alone.problems.map((each) => each.kind)]).toEqual(["undecided", [lead]]);
  const planOf = (status: "fail" | "pass"): PlanOutcome => ({
    exitCode: status === "fail" ? 1 : 0,
    checks: [check(A, status), check(B, "pass")],
    diagnostics: status === "fail" ? [error(A, message)] : [],
  });
  // The evidence tells of it already.
  expect(judge(noticed, gateOf(tree()), planOf("fail"))).toMatchObject({
    verdict: "undecided",
    problems: [],
  });
  expect(judge(noticed, gateOf(tree()), planOf("pass")).problems).toMatchObject([{ kind: "disagreement" }]);
});

test.each(["fullstory: unreadable, x", "fullstory: wrong org, x", "fullstory: something new, x"])(
  "a failing check that the evidence does not explain is exit 1: %s",
  (message) => {
    const plan = {
      exitCode: 1,
      checks: [check(A, "fail"), check(B, "pass")],
      diagnostics: [error(A, message)],
    };
    expect(judged(plan)[0]).toBe("undecided");
  },
);

test("a failing check in a plan that ended with 0 is exit 1", () => {
  expect(judged({ checks: [check(A, "fail"), check(B, "pass")] })).toEqual(["undecided", "not evaluated"]);
});

test("law: it is a match only where each data source that counts has one check, and that says pass", () => {
  const status = fc.constantFrom("pass", "fail", "unknown", "error");
  const lead = fc.constantFrom(
    "drift",
    "stale",
    "unreadable",
    "wrong org",
    "not live",
    "notice",
    "waiver expired",
  );
  const address = fc.constantFrom(A, B, "data.null_data_source.features", "data.other.x");
  const result = fc.constantFrom("matches", "differs", "not-checked", "waived", "tolerated");
  const cases = fc.record({
    results: fc.tuple(result, result, result),
    severity: fc.constantFrom("error", "warning"),
    isUnreadable: fc.boolean(),
    exitCode: fc.constantFrom(0, 1, 2),
    checks: fc.oneof(
      fc.array(fc.tuple(address as fc.Arbitrary<string>, status as fc.Arbitrary<string>), { maxLength: 5 }),
      fc.constant([A, B, "data.null_data_source.features"].map((each): [string, string] => [each, "pass"])),
    ),
    errors: fc.array(
      fc.tuple(
        address,
        fc.oneof(
          lead.map((word) => `fullstory: ${word}, x`),
          fc.string(),
        ),
      ),
      {
        maxLength: 3,
      },
    ),
    inFile: fc.subarray(["geo", "privacy", "features"]),
    dependsOn: fc.option(address, { nil: undefined }),
    only: fc.option(fc.constantFrom("web" as const, "mobile" as const), { nil: undefined }),
  });
  fc.assert(
    fc.property(cases, (given) => {
      const { results, severity, isUnreadable, exitCode, checks, errors, inFile, dependsOn, only } = given;
      const fieldOf = (name: string, at: 0 | 1 | 2) => [
        field(name, { result: results[at], severity } as object),
      ];
      const documents = [
        document("geo", fieldOf("recordGeoMode", 0), isUnreadable ? { status: "unreadable" } : {}),
        document("privacy", fieldOf("discardIpAddresses", 1)),
        document("features", fieldOf("consoleWatcher", 2), { platform: "mobile" }),
      ];
      const elements = Object.fromEntries(
        inFile.map((name) => [
          name,
          dependsOn === undefined ? element : { ...element, depends_on: [dependsOn] },
        ]),
      );
      const gate = extractGate(
        tree({}, elements),
        documents.map((each) => each.address),
      );
      const { verdict, counts } = judgePlan({
        evidence: evidence(documents),
        gate,
        plan: {
          exitCode,
          checks: checks.map(([at, says]) => check(at, says as "pass")),
          diagnostics: errors.map(([at, text]) => error(at, text)),
        },
        platform: only,
      });
      const counted = documents.filter(({ platform }) => only !== "web" || platform !== "mobile");
      const passes = counted.filter(
        ({ address: at }) =>
          checks.filter(([each]) => each === at).length === 1 &&
          checks.some(([each, says]) => each === at && says === "pass"),
      );
      if (verdict === "match") expect(passes).toEqual(counted);
      expect(counts.pass).toBe(passes.length);
    }),
    { numRuns: 2_000 },
  );
});
