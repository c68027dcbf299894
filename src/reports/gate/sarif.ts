import type { EvidenceWaiver } from "../../../lib/evidence/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { type GateReport, isDrift } from "../../gate/gate-report.js";
import { buildSettingRule, DRIFT_RULE, GATE_RULES, type Rule, sortRules, toRuleId } from "../shared/rules.js";
import { type Result, renderSarif } from "../shared/sarif.js";
import { describeChanged, joinPlainWords, tellTodo, toView } from "./finding-view.js";
import {
  EXIT_CODES,
  joinHeadline,
  listDocuments,
  listOpen,
  listProblems,
  nameLeftOut,
  type OpenFinding,
  renderVerdict,
  type ToldProblem,
} from "./words.js";

/** A report as SARIF 2.1.0. */
export function renderGateSarif(report: GateReport): string {
  const problems = listProblems(report);
  const left = nameLeftOut(report);
  return renderSarif({
    rules: listUsedRules(report),
    results: [
      ...listOpen(report.stacks).map((open) => toFindingResult(report, open)),
      ...listWeakenedResults(report),
      ...problems.filter(isDrift).map(toDriftResult),
    ],
    exitCode: EXIT_CODES[report.verdict],
    verdict: renderVerdict(report),
    notifications: [
      ...problems
        .filter((problem) => !isDrift(problem))
        .map((problem) => ({ level: "error" as const, message: renderProblem(problem) })),
      // Viewers show no description of an exit code.
      ...(left === undefined ? [] : [{ level: "warning" as const, message: left }]),
    ],
  });
}

/** One rule for each field that is declared, and those of the gate itself. */
function listUsedRules({ stacks }: GateReport): readonly Rule[] {
  const hasDrift = stacks.some(({ problems }) => problems.some(({ kind }) => kind === "drift"));
  return sortRules([
    ...listDocuments(stacks).flatMap(({ endpoint, fields }) =>
      fields.map(({ field }) => buildSettingRule(endpoint, field)),
    ),
    ...GATE_RULES,
    ...(hasDrift ? [DRIFT_RULE] : []),
  ]);
}

function toFindingResult(report: GateReport, open: OpenFinding): Result {
  const { stack, finding, effect } = open;
  const { endpoint, platform, path, field, kind } = finding;
  const view = toView(open, report);
  const { observed, because, location, direction } = view;
  const [plain, changed] = [joinPlainWords(view), describeChanged(view)];
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
    ruleId: toRuleId(endpoint, field),
    level: effect === "fails" ? "error" : effect === "warns" ? "warning" : "note",
    message: lines.join("\n"),
    identity: [stack, endpoint, platform ?? "", path, kind],
    ...omitUndefined({ location }),
    ...(effect === "waived" ? { suppressed: toSuppressed(findWaiver(report, open)) } : {}),
  };
}

function findWaiver({ stacks }: GateReport, { stack, finding }: OpenFinding): EvidenceWaiver | undefined {
  const waivers = stacks.find((each) => each.stack === stack)?.evidence?.waivers ?? [];
  return waivers.find(
    (waiver) => waiver.path === finding.path || (waiver.whole && waiver.path === finding.field),
  );
}

function toSuppressed(waiver: EvidenceWaiver | undefined): { readonly justification?: string } {
  if (waiver === undefined) return {};
  const { reason, expires, owner } = waiver;
  return { justification: `${reason} (until ${expires}${owner === undefined ? "" : `, owner ${owner}`})` };
}

function listWeakenedResults({ weakened }: GateReport): readonly Result[] {
  return (weakened?.items ?? []).map(({ kind, stack, what }) => ({
    ruleId: "gate/weakened",
    level: weakened?.forbidden === true ? "error" : "warning",
    message: `${stack}: ${kind}, ${what}`,
    identity: [stack, kind, what],
  }));
}

function toDriftResult(problem: ToldProblem): Result {
  const { kind, headline, stack, address } = problem;
  return {
    ruleId: kind === "drift" ? "gate/drift" : "gate/waiver-expired",
    level: "error",
    message: renderProblem(problem),
    identity: [stack ?? "", ...(kind === "drift" ? [address ?? ""] : []), headline],
  };
}

function renderProblem(problem: ToldProblem): string {
  return [`${problem.kind}: ${joinHeadline(problem)}`, ...problem.details].join("\n");
}
