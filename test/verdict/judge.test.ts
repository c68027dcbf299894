import type { Finding } from "../../lib/settings/compare/finding.js";
import {
  type FieldPolicy,
  type FieldResult,
  failsPlan,
  isBinding,
  isOpen,
  judgeAgainAt,
  judgeEffect,
  judgeField,
  judgeOutcome,
  judgeResult,
  mustFail,
  resolvePolicy,
  type Severity,
} from "../../lib/verdict/index.js";
import { getNoticeSeverity, type JudgedDocument } from "../../lib/verdict/judge.js";
import { waiver } from "./support.js";

const severities: readonly Severity[] = ["error", "warning"];
const policies = severities.flatMap((severity) =>
  severities.map((onTightened): FieldPolicy => ({ severity, onTightened })),
);

function finding(more: Partial<Finding> = {}): Finding {
  return {
    path: 'elementBlocks[".a"]',
    result: "differs",
    kind: "value",
    direction: "loosened",
    observed: "0".repeat(32),
    implied: false,
    dataClass: "setting",
    ...more,
  };
}

const strict: FieldPolicy = { severity: "error", onTightened: "error" };
const tolerant: FieldPolicy = { severity: "error", onTightened: "warning" };
const tightened = finding({ path: "a", direction: "tightened" });
const loosened = finding({ path: "b" });
const unclear = finding({ path: "c", direction: "unclear" });
const unread: Finding = { ...finding({ path: "d", result: "not-checked" }), kind: "unknown" };

function judged(
  findings: readonly Finding[],
  policy = strict,
  given: readonly ReturnType<typeof waiver>[] = [],
) {
  return judgeField({ findings }, policy, { given, whole: "f".repeat(32) });
}

test("What an expectation says comes before what its org says, and warningsAsErrors before both.", () => {
  const org = { onTightened: "warning", warningsAsErrors: false } as const;
  expect(resolvePolicy({}, org)).toEqual({ severity: "error", onTightened: "warning" });
  expect(resolvePolicy({ severity: "warning", onTightened: "error" }, org)).toEqual({
    severity: "warning",
    onTightened: "error",
  });
  const hard = { onTightened: "warning", warningsAsErrors: true } as const;
  expect(resolvePolicy({ severity: "warning", onTightened: "warning" }, hard)).toEqual(strict);
  expect(getNoticeSeverity(org)).toBe("warning");
  expect(getNoticeSeverity(hard)).toBe("error");
});

test("Only what is stricter is tolerated, and only where the policy says so.", () => {
  const all = [tightened, loosened, unclear, unread];
  expect(judged(all)).toMatchObject({ ...strict, tolerated: [], remaining: all, waived: [] });
  expect(judged(all, tolerant)).toMatchObject({ ...tolerant, tolerated: [tightened] });
  expect(judged(all, tolerant).remaining).toEqual([loosened, unclear, unread]);
});

test("A waiver lets its own finding through, also one that is only stricter, and nothing else.", () => {
  const { waived, tolerated, remaining, outdated } = judged([tightened, loosened], tolerant, [
    waiver("a", tightened.observed),
  ]);
  expect(waived).toEqual([
    { finding: tightened, waiver: waiver("a", tightened.observed), until: "2026-12-20T23:59:59Z" },
  ]);
  expect([tolerated, remaining, [...outdated]]).toEqual([[], [loosened], []]);
});

test("A waiver of another value at the path of a finding is outdated.", () => {
  const { remaining, outdated } = judged([loosened, unclear], strict, [waiver("b", "1".repeat(32))]);
  expect([remaining, [...outdated]]).toEqual([[loosened, unclear], ["b"]]);
});

test("A waiver whose end cannot be read lets nothing through.", () => {
  const given = [waiver("b", loosened.observed, { expires: "soon" })];
  expect(judged([loosened], strict, given)).toMatchObject({ waived: [], remaining: [loosened] });
});

test("A waiver of a whole list quotes the digest of the whole list, any other that of its finding.", () => {
  const item = finding({ path: 'a["x"]' });
  const whole = (observed: string) => judged([item], strict, [waiver("a", observed, { whole: true })]);
  expect(whole("f".repeat(32)).waived).toHaveLength(1);
  expect(whole(item.observed).waived).toHaveLength(0);
  const part = (observed: string) => judged([item], strict, [waiver('a["x"]', observed)]);
  expect(part("f".repeat(32)).waived).toHaveLength(0);
  expect(part(item.observed).waived).toHaveLength(1);
  expect(judged([item], strict, [waiver('a["x"]', item.observed, { whole: false })]).waived).toHaveLength(1);
});

test.each([
  [["2026-12-01", "2026-12-20"], "2026-12-20T23:59:59Z"],
  [["2026-12-20", "2026-12-01"], "2026-12-20T23:59:59Z"],
  [["soon", "2026-12-01"], "2026-12-01T23:59:59Z"],
])("Of waivers that end at %p, the one that counts ends at %p.", (ends, until) => {
  const given = ends.map((expires) => waiver("b", loosened.observed, { expires }));
  expect(judged([loosened], strict, given).waived[0]?.until).toBe(until);
});

test("What an expired waiver let through remains again; at its very end it still lets it through.", () => {
  const given = [
    waiver("a", tightened.observed, { expires: "2026-12-01" }),
    waiver("b", loosened.observed, { expires: "2026-12-20" }),
  ];
  const judgement = judged([tightened, loosened, unclear], strict, given);
  expect(judgeAgainAt(judgement, new Date("2026-12-01T23:59:59Z"))).toBe(judgement);
  const later = judgeAgainAt(judgement, new Date("2026-12-02T00:00:00Z"));
  expect(later.remaining).toEqual([unclear, tightened]);
  expect(later.waived.map((each) => each.finding)).toEqual([loosened]);
});

test.each<[FieldResult, readonly Finding[], FieldPolicy]>([
  ["differs", [loosened], strict],
  ["differs", [unread, loosened], strict],
  ["differs", [tightened], strict],
  ["not-checked", [unread], strict],
  ["not-checked", [unread, tightened], tolerant],
  ["tolerated", [tightened], tolerant],
])("A field is told as %s: %p, %p.", (result, findings, policy) => {
  expect(judgeResult({ result: "differs" }, judged(findings, policy))).toBe(result);
});

test("A field is waived where nothing of it is only tolerated.", () => {
  const given = [waiver("b", loosened.observed)];
  expect(judgeResult({ result: "differs" }, judged([loosened], tolerant, given))).toBe("waived");
  expect(judgeResult({ result: "differs" }, judged([loosened, tightened], tolerant, given))).toBe(
    "tolerated",
  );
  expect(judgeResult({ result: "matches" }, judged([]))).toBe("matches");
});

test.each<[FieldResult, boolean]>([
  ["differs", true],
  ["not-checked", true],
  ["matches", false],
  ["waived", false],
  ["tolerated", false],
])("%s fails where the severity is error: %p.", (result, fails) => {
  expect(isOpen(result)).toBe(fails);
  expect(failsPlan({ result, severity: "error" })).toBe(fails);
  expect(failsPlan({ result, severity: "warning" })).toBe(false);
});

test("The condition of a field may fail the plan unless it warns, or all that is left is tolerated.", () => {
  for (const policy of policies) {
    expect(isBinding(judged([loosened], policy))).toBe(policy.severity === "error");
    expect(isBinding(judged([], policy))).toBe(policy.severity === "error");
    expect(isBinding(judged([tightened, loosened], policy))).toBe(policy.severity === "error");
    expect(isBinding(judged([tightened], policy))).toBe(
      policy.severity === "error" && policy.onTightened === "error",
    );
  }
});

test("What a finding does to the plan follows from its direction and the policy.", () => {
  for (const policy of policies) {
    const soft = policy.severity === "warning" ? "warns" : "fails";
    expect(judgeEffect({ result: "waived", direction: "loosened" }, policy)).toBe("waived");
    expect(judgeEffect({ result: "differs", direction: "loosened" }, policy)).toBe(soft);
    expect(judgeEffect({ result: "not-checked" }, policy)).toBe(soft);
    expect(judgeEffect({ result: "differs", direction: "tightened" }, policy)).toBe(
      policy.onTightened === "warning" ? "warns" : soft,
    );
  }
});

test("Documents fail by what is unreadable, by what differs, or by a notice that is an error.", () => {
  const document = (
    result: FieldResult,
    severity: Severity = "error",
    notice?: Severity,
  ): JudgedDocument => ({
    status: "read",
    fields: [
      { result: "matches", severity: "error" },
      { result, severity },
    ],
    ...(notice === undefined ? {} : { notices: [{ severity: "warning" }, { severity: notice }] }),
  });
  const lost: JudgedDocument = { status: "unreadable", fields: [] };
  expect([document("matches"), document("differs", "warning"), document("waived")].map(mustFail)).toEqual([
    false,
    false,
    false,
  ]);
  expect([lost, document("differs"), document("matches", "error", "error")].map(mustFail)).toEqual([
    true,
    true,
    true,
  ]);
  expect(mustFail(document("matches", "error", "warning"))).toBe(false);
  const fine = document("matches", "error", "warning");
  const told = document("matches", "error", "error");
  const planned: JudgedDocument = { status: "planned", fields: [] };
  expect(judgeOutcome([planned, fine])).toBe("planned");
  expect(judgeOutcome([planned, told])).toBe("notice");
  expect(judgeOutcome([])).toBe("pass");
  expect(judgeOutcome([fine])).toBe("pass");
  expect(judgeOutcome([fine, told])).toBe("notice");
  expect(judgeOutcome([told, document("differs"), fine])).toBe("drift");
  expect(judgeOutcome([document("differs"), told, lost])).toBe("unreadable");
});
