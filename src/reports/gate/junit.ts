import { type EvidenceDocument, type EvidenceField, isOfDocument } from "../../../lib/evidence/index.js";
import { shownValue } from "../../../lib/messages/index.js";
import { type GateReport, isDrift, type Problem, type StackReport } from "../../gate/gate-report.js";
import { type Case, junitXml } from "../shared/junit.js";
import { type FindingView, viewOf } from "./finding-view.js";
import { directionWord, isOfField, leftOutWords, nameOf, type OpenFinding, openFindings } from "./words.js";

/** A report as JUnit XML: a suite for each stack, a case for each declared field. */
export function gateJunit(report: GateReport): string {
  const suites = report.stacks.map((stack) => ({
    name: stack.stack,
    at: stack.evidence?.synthesizedAt ?? report.at,
    cases: casesOf(stack, report),
  }));
  const others = [
    ...report.problems.map((problem) => problemCase("gate", problem)),
    ...weakenedCases(report),
    ...leftOutCases(report),
  ];
  if (others.length > 0) suites.push({ name: "cdktf-fullstory", at: report.at, cases: others });
  return junitXml(suites);
}

function casesOf(stack: StackReport, report: GateReport): readonly Case[] {
  const documents = stack.evidence?.documents ?? [];
  return [
    ...documents.flatMap((document) =>
      document.fields.map((field) => fieldCase(stack, report, { document, field })),
    ),
    ...stack.problems.map((problem) => problemCase(stack.stack, problem)),
  ];
}

function fieldCase(
  stack: StackReport,
  report: GateReport,
  { document, field }: { readonly document: EvidenceDocument; readonly field: EvidenceField },
): Case {
  const base = { className: `${stack.stack}.${nameOf(document)}`, name: field.field };
  const about = openFindings([stack]).filter(
    ({ finding }) => isOfDocument(document, finding) && isOfField(field, finding),
  );
  // What fails comes first.
  const [worst] = about;
  if (worst?.effect === "fails") {
    const message = `${viewOf(worst, report).path} ${directionWord(worst.finding)}`;
    const text = about.map((each) => textOf(each, viewOf(each, report))).join("\n");
    return { ...base, outcome: "failure", message, text };
  }
  if (field.result === "matches") return base;
  const message = field.result === "waived" ? "waived" : "differs, and only warns";
  return { ...base, outcome: "skipped", message };
}

function textOf({ finding }: OpenFinding, { path, note }: FindingView): string {
  const { declared, live, observed, blame, because, location } = finding;
  return [
    `${path} [${directionWord(finding)}]`,
    `  declared  ${shownValue(declared, 1_000)}`,
    `  live      ${shownValue(live, 1_000)}${observed === undefined ? "" : ` (observed ${observed})`}`,
    ...(note === undefined ? [] : [`  note      ${note}`]),
    ...(blame === undefined ? [] : [`  changed   ${blame}`]),
    ...(because === undefined ? [] : [`  why       ${because}`]),
    ...(location === undefined ? [] : [`  at        ${location}`]),
  ].join("\n");
}

function problemCase(className: string, problem: Problem): Case {
  const { kind, headline, details } = problem;
  const outcome = isDrift(problem) ? "failure" : "error";
  return { className, name: `${kind}: ${headline}`, outcome, message: headline, text: details.join("\n") };
}

function weakenedCases({ weakened }: GateReport): readonly Case[] {
  return (weakened?.items ?? []).map(({ kind, stack, what }) => ({
    className: "weakened",
    name: `${kind}: ${stack}, ${what}`,
    outcome: weakened?.forbidden === true ? ("failure" as const) : ("skipped" as const),
    message: kind,
  }));
}

/** JUnit has no line for the verdict, so what was left out is a case of its own. */
function leftOutCases(report: GateReport): readonly Case[] {
  const left = leftOutWords(report);
  return left === undefined
    ? []
    : [{ className: "gate", name: left, outcome: "skipped", message: "by --platform" }];
}
