import { type EvidenceDocument, type EvidenceField, isOfDocument } from "../../../lib/evidence/index.js";
import { showValue } from "../../../lib/messages/index.js";
import { type GateReport, isDrift, type Problem, type StackReport } from "../../gate/gate-report.js";
import { type Case, renderJunit } from "../shared/junit.js";
import { type FindingView, toView } from "./finding-view.js";
import { isOfField, listOpen, nameDirection, nameLeftOut, nameSettings, type OpenFinding } from "./words.js";

/** A report as JUnit XML: a suite for each stack, a case for each declared field. */
export function renderGateJunit(report: GateReport): string {
  const suites = report.stacks.map((stack) => ({
    name: stack.stack,
    at: stack.evidence?.synthesizedAt ?? report.at,
    cases: listCases(stack, report),
  }));
  const others = [
    ...report.problems.map((problem) => toProblemCase("gate", problem)),
    ...listWeakenedCases(report),
    ...listLeftOutCases(report),
  ];
  if (others.length > 0) suites.push({ name: "cdktf-fullstory", at: report.at, cases: others });
  return renderJunit(suites);
}

function listCases(stack: StackReport, report: GateReport): readonly Case[] {
  const documents = stack.evidence?.documents ?? [];
  return [
    ...documents.flatMap((document) =>
      document.fields.map((field) => toFieldCase(stack, report, { document, field })),
    ),
    ...stack.problems.map((problem) => toProblemCase(stack.stack, problem)),
  ];
}

function toFieldCase(
  stack: StackReport,
  report: GateReport,
  { document, field }: { readonly document: EvidenceDocument; readonly field: EvidenceField },
): Case {
  const base = { className: `${stack.stack}.${nameSettings(document)}`, name: field.field };
  const about = listOpen([stack]).filter(
    ({ finding }) => isOfDocument(document, finding) && isOfField(field, finding),
  );
  // What fails comes first.
  const [worst] = about;
  if (worst?.effect === "fails") {
    const message = `${toView(worst, report).path} ${nameDirection(worst.finding)}`;
    const text = about.map((each) => renderFinding(each, toView(each, report))).join("\n");
    return { ...base, outcome: "failure", message, text };
  }
  if (field.result === "matches") return base;
  const message = field.result === "waived" ? "waived" : "differs, and only warns";
  return { ...base, outcome: "skipped", message };
}

function renderFinding({ finding }: OpenFinding, { path, note }: FindingView): string {
  const { declared, live, observed, blame, because, location } = finding;
  return [
    `${path} [${nameDirection(finding)}]`,
    `  declared  ${showValue(declared, 1_000)}`,
    `  live      ${showValue(live, 1_000)}${observed === undefined ? "" : ` (observed ${observed})`}`,
    ...(note === undefined ? [] : [`  note      ${note}`]),
    ...(blame === undefined ? [] : [`  changed   ${blame}`]),
    ...(because === undefined ? [] : [`  why       ${because}`]),
    ...(location === undefined ? [] : [`  at        ${location}`]),
  ].join("\n");
}

function toProblemCase(className: string, problem: Problem): Case {
  const { kind, headline, details } = problem;
  const outcome = isDrift(problem) ? "failure" : "error";
  return { className, name: `${kind}: ${headline}`, outcome, message: headline, text: details.join("\n") };
}

function listWeakenedCases({ weakened }: GateReport): readonly Case[] {
  return (weakened?.items ?? []).map(({ kind, stack, what }) => ({
    className: "weakened",
    name: `${kind}: ${stack}, ${what}`,
    outcome: weakened?.forbidden === true ? ("failure" as const) : ("skipped" as const),
    message: kind,
  }));
}

/** JUnit has no line for the verdict, so what was left out is a case of its own. */
function listLeftOutCases(report: GateReport): readonly Case[] {
  const left = nameLeftOut(report);
  return left === undefined
    ? []
    : [{ className: "gate", name: left, outcome: "skipped", message: "by --platform" }];
}
