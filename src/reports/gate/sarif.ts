import type { EvidenceWaiver } from "../../../lib/evidence/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { type GateReport, isDrift } from "../../gate/gate-report.js";
import { DRIFT_RULE, GATE_RULES, type Rule, ruleId, settingRule, sortedRules } from "../shared/rules.js";
import { type Result, sarifLog } from "../shared/sarif.js";
import { changedWords, joinPlainWords, tellTodo, viewOf } from "./finding-view.js";
import {
  allProblems,
  EXIT_CODES,
  joinHeadline,
  leftOutWords,
  listDocuments,
  type OpenFinding,
  openFindings,
  type ToldProblem,
  verdictLine,
} from "./words.js";

/** A report as SARIF 2.1.0. */
export function gateSarif(report: GateReport): string {
  const problems = allProblems(report);
  const left = leftOutWords(report);
  return sarifLog({
    rules: rulesOf(report),
    results: [
      ...openFindings(report.stacks).map((open) => findingResult(report, open)),
      ...weakenedResults(report),
      ...problems.filter(isDrift).map(driftResult),
    ],
    exitCode: EXIT_CODES[report.verdict],
    verdict: verdictLine(report),
    notifications: [
      ...problems
        .filter((problem) => !isDrift(problem))
        .map((problem) => ({ level: "error" as const, message: problemText(problem) })),
      // Viewers show no description of an exit code.
      ...(left === undefined ? [] : [{ level: "warning" as const, message: left }]),
    ],
  });
}

/** One rule for each field that is declared, and those of the gate itself. */
function rulesOf({ stacks }: GateReport): readonly Rule[] {
  const hasDrift = stacks.some(({ problems }) => problems.some(({ kind }) => kind === "drift"));
  return sortedRules([
    ...listDocuments(stacks).flatMap(({ endpoint, fields }) =>
      fields.map(({ field }) => settingRule(endpoint, field)),
    ),
    ...GATE_RULES,
    ...(hasDrift ? [DRIFT_RULE] : []),
  ]);
}

function findingResult(report: GateReport, open: OpenFinding): Result {
  const { stack, finding, effect } = open;
  const { endpoint, platform, path, field, kind } = finding;
  const view = viewOf(open, report);
  const { observed, because, location, direction } = view;
  const [plain, changed] = [joinPlainWords(view), changedWords(view)];
  const lines = [
    `${stack}: ${direction}, ${view.document} ${view.path}`,
    ...(plain === undefined ? [] : [plain]),
    `declared ${view.declared(400)}, live ${view.live(400)}`,
    ...(observed === undefined ? [] : [`observed ${observed}`]),
    ...(changed === undefined ? [] : [`changed ${changed}`]),
    ...(because === undefined ? [] : [`why: ${because}`]),
    tellTodo(view),
  ];
  return {
    ruleId: ruleId(endpoint, field),
    level: effect === "fails" ? "error" : effect === "warns" ? "warning" : "note",
    message: lines.join("\n"),
    identity: [stack, endpoint, platform ?? "", path, kind],
    ...omitUndefined({ location }),
    ...(effect === "waived" ? { suppressed: suppressedBy(waiverOf(report, open)) } : {}),
  };
}

function waiverOf({ stacks }: GateReport, { stack, finding }: OpenFinding): EvidenceWaiver | undefined {
  const waivers = stacks.find((each) => each.stack === stack)?.evidence?.waivers ?? [];
  return waivers.find(
    (waiver) => waiver.path === finding.path || (waiver.whole && waiver.path === finding.field),
  );
}

function suppressedBy(waiver: EvidenceWaiver | undefined): { readonly justification?: string } {
  if (waiver === undefined) return {};
  const { reason, expires, owner } = waiver;
  return { justification: `${reason} (until ${expires}${owner === undefined ? "" : `, owner ${owner}`})` };
}

function weakenedResults({ weakened }: GateReport): readonly Result[] {
  return (weakened?.items ?? []).map(({ kind, stack, what }) => ({
    ruleId: "gate/weakened",
    level: weakened?.forbidden === true ? "error" : "warning",
    message: `${stack}: ${kind}, ${what}`,
    identity: [stack, kind, what],
  }));
}

function driftResult(problem: ToldProblem): Result {
  const { kind, headline, stack, address } = problem;
  return {
    ruleId: kind === "drift" ? "gate/drift" : "gate/waiver-expired",
    level: "error",
    message: problemText(problem),
    identity: [stack ?? "", ...(kind === "drift" ? [address ?? ""] : []), headline],
  };
}

function problemText(problem: ToldProblem): string {
  return [`${problem.kind}: ${joinHeadline(problem)}`, ...problem.details].join("\n");
}
