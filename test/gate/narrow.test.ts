import type { Evidence } from "../../lib/evidence/index.js";
import { type Conclusion, conclude } from "../../src/gate/conclude.js";
import { extractGate } from "../../src/gate/extract.js";
import type { StackReport } from "../../src/gate/gate-report.js";
import { judgeEvidence } from "../../src/gate/judge-evidence.js";
import { judgePlan } from "../../src/gate/judge-plan.js";
import { narrowEvidence } from "../../src/gate/narrow.js";
import type { PlanOutcome } from "../../src/gate/plan-diagnostics.js";
import { document, evidence, field, finding } from "../reports/gate-reports.js";

const at = (platform: "web" | "mobile") => ({ platform, address: addressOf(platform) });
const addressOf = (name: string): string => `data.null_data_source.${name}`;
const web = document("features", [field("consoleWatcher", { result: "differs" })], at("web"));
const mobile = document("features", [field("consoleWatcher")], at("mobile"));
const geo = document("geo", [field("recordGeoMode")]);
const onWeb = finding("consoleWatcher", { ...at("web"), endpoint: "features" });
/** Only web differs. */
const given = evidence([web, mobile, geo], { outcome: "drift", findings: [onWeb] });

const verdict = (one: Evidence, platform?: "web" | "mobile") =>
  judgeEvidence(one, platform === undefined ? {} : { platform });

describe("evidence as far as one platform goes", () => {
  test("leaves the other one out, and never what holds for both", () => {
    const narrow = narrowEvidence(given, "mobile");
    expect(narrow.documents).toEqual([mobile, geo]);
    expect(narrow).toMatchObject({
      outcome: "pass",
      findings: [],
      counts: { declared: 2, matches: 2, loosened: 0 },
      gaps: given.gaps,
    });
    expect(narrowEvidence(given, "web")).toMatchObject({
      outcome: "drift",
      findings: [onWeb],
      counts: { declared: 2, matches: 1, loosened: 1 },
      gaps: given.gaps.filter(({ kind }) => kind !== "platform"),
    });
    expect(narrowEvidence(given, undefined)).toBe(given);
  });

  test("decides the verdict alone", () => {
    expect(verdict(given).verdict).toBe("drift");
    expect(verdict(given, "web").verdict).toBe("drift");
    expect(verdict(given, "mobile")).toEqual({ verdict: "match", problems: [] });
    const unread = evidence([{ ...web, status: "unreadable", fields: [] }, mobile], {
      outcome: "unreadable",
    });
    expect([verdict(unread).verdict, verdict(unread, "mobile").verdict]).toEqual(["undecided", "match"]);
  });

  test("does not forgive what is wrong with the evidence as a whole", () => {
    expect(verdict({ ...given, outcome: "pass" }, "mobile").verdict).toBe("undecided");
    const twice = { ...given, documents: [...given.documents, { ...mobile, address: addressOf("web") }] };
    expect(verdict(twice, "mobile").verdict).toBe("undecided");
    const failed = { ...given, outcome: "error" as const };
    expect(verdict(failed, "mobile").verdict).toBe("undecided");
    expect(narrowEvidence(failed, "mobile").outcome).toBe("error");
  });

  test("keeps a platform that nobody knows", () => {
    const odd = { ...web, platform: "television" };
    expect(narrowEvidence({ ...given, documents: [odd] }, "mobile").documents).toEqual([odd]);
  });
});

describe("a plan as far as one platform goes", () => {
  const element = (platform?: string, depends_on: readonly string[] = []) => ({
    inputs: platform === undefined ? {} : { platform },
    depends_on,
    lifecycle: { postcondition: [{ condition: "x", error_message: "fullstory: drift, x" }] },
  });
  const elements = { web: element("web"), mobile: element("mobile"), geo: element() };
  const judged = (plan: Partial<PlanOutcome>, others: object = {}) => {
    const stack = { data: { null_data_source: { ...elements, ...others } } };
    const gate = extractGate(
      stack,
      given.documents.map(({ address }) => address),
    );
    const whole = { exitCode: 1, checks: [], diagnostics: [driftOf("web")], ...plan };
    const {
      verdict: found,
      problems,
      counts,
    } = judgePlan({
      evidence: given,
      gate,
      plan: whole,
      platform: "mobile",
    });
    return { told: [found, ...problems.map(({ kind }) => kind)], pass: counts.pass };
  };
  const driftOf = (name: string) => ({
    severity: "error" as const,
    summary: "Resource postcondition failed",
    detail: "fullstory: drift, x",
    address: addressOf(name),
  });
  const check = (name: string, status: "pass" | "fail" | "unknown") => ({
    address: addressOf(name),
    kind: "resource",
    status,
  });
  const fine = [check("web", "fail"), check("mobile", "pass"), check("geo", "pass")];

  test("passes by the checks of what counts", () => {
    expect(judged({ checks: fine })).toEqual({ told: ["match"], pass: 2 });
    expect(
      judged({ checks: [...fine.slice(0, 2), check("geo", "fail")], diagnostics: [driftOf("geo")] }).told,
    ).toEqual(["undecided", "disagreement"]);
  });

  test("is not excused by a failure that does not count: not by its order, and not by Terraform 1.5", () => {
    const waiting = { mobile: element("mobile", [addressOf("web")]) };
    const unread = [check("web", "fail"), check("mobile", "unknown"), check("geo", "pass")];
    expect(judged({ checks: unread }, waiting).told).toEqual(["undecided", "not evaluated"]);
    expect(judged({ checks: [] }).told).toEqual(["undecided", "not evaluated", "not evaluated"]);
  });

  test("is not for evidence that gives a data source another platform than cdk.tf.json does", () => {
    for (const platform of ["mobile", undefined])
      expect(judged({ checks: fine }, { web: element(platform) }).told).toEqual([
        "undecided",
        "disagreement",
      ]);
  });
});

describe("the report on one platform", () => {
  const stackOf = (one: Evidence): StackReport => ({
    stack: one.stack,
    evidence: one,
    ...judgeEvidence(one, { platform: "mobile" }),
  });
  const concluded = (one: Evidence, more: Partial<Conclusion> = {}) =>
    conclude({
      command: "gate",
      now: new Date(0),
      stacks: [stackOf(one)],
      problems: [],
      platform: "mobile",
      earlier: [],
      noWeaken: true,
      ...more,
    });

  test("says how much it leaves out", () => {
    const { verdict: found, narrowed, stacks } = concluded(given);
    expect([found, narrowed]).toEqual(["match", { platform: "mobile", documents: 1, fields: 1 }]);
    expect(stacks[0]?.evidence?.documents).toEqual([mobile, geo]);
  });

  test("is no pass where nothing of it is declared, whatever else matches", () => {
    const without = evidence([web, geo], { outcome: "drift", findings: [onWeb] });
    expect(concluded(without)).toMatchObject({
      verdict: "undecided",
      problems: [{ kind: "nothing checked", headline: "nothing of mobile is declared" }],
    });
    const drift = evidence([{ ...geo, fields: [field("recordGeoMode", { result: "differs" })] }], {
      outcome: "drift",
    });
    expect(concluded(drift).verdict).toBe("undecided");
  });

  test("tells what is weakened of both: leaving one out hides nothing that is declared no more", () => {
    const earlier = [{ name: "before", evidence: [given] }];
    const { verdict: found, weakened } = concluded(evidence([mobile, geo]), { earlier });
    expect(weakened?.items).toMatchObject([{ kind: "no longer checked", what: "features (web)" }]);
    expect(found).toBe("drift");
  });
});
