import { plural, shownValue } from "../../../lib/messages/index.js";
import type { GateReport, Problem } from "../../gate/gate-report.js";
import { type Annotation, githubCommands } from "../shared/annotations.js";
import { changedWords, viewOf } from "./finding-view.js";
import {
  allProblems,
  baselineName,
  isWeakened,
  nameOf,
  type OpenFinding,
  openFindings,
  verdictLine,
} from "./words.js";

/** A report as annotations of GitHub Actions, one command a line. */
export function gateGithub(report: GateReport): string {
  const { verdict } = report;
  const level = verdict !== "match" ? "error" : isWeakened(report) ? "warning" : "notice";
  return githubCommands([
    { level, message: verdictLine(report), title: "fullstory" },
    ...allProblems(report).map(problemAnnotation),
    ...openFindings(report.stacks).map((open) => findingAnnotation(open, report)),
    ...weakenedAnnotations(report),
  ]);
}

function findingAnnotation(open: OpenFinding, report: GateReport): Annotation {
  const view = viewOf(open, report);
  const { plain, path, direction, effect, observed, because, location, correction } = view;
  const changed = changedWords(view);
  const lines = [
    `${view.stack}: ${nameOf(open.finding)} ${path}`,
    ...(plain === undefined ? [] : [`${plain.subject} ${plain.words}`.trim()]),
    `declared ${view.declared(400)}`,
    `live ${view.live(400)}${observed === undefined ? "" : ` (observed ${observed})`}`,
    ...(changed === undefined ? [] : [`changed ${changed}`]),
    ...(because === undefined ? [] : [`why ${because}`]),
    ...(view.note === undefined ? [] : [`note ${view.note}`]),
    ...(effect === "waived"
      ? []
      : [`to do: ${correction === undefined ? view.remedy : `correct the declaration: ${correction}`}`]),
  ];
  const what = direction === "not checked" ? direction : `drift, ${direction}`;
  const title = effect === "waived" ? `fullstory: waived, ${direction}` : `fullstory: ${what}`;
  const level = { fails: "error", warns: "warning", waived: "notice" } as const;
  const at = location === undefined ? {} : { location };
  return { level: level[effect], message: lines.join("\n"), title, ...at };
}

function problemAnnotation({
  kind,
  headline,
  details,
  stack,
}: Problem & { readonly stack?: string }): Annotation {
  const at = stack === undefined ? "" : `${stack}: `;
  return {
    level: "error",
    message: [`${at}${headline}`, ...details].join("\n"),
    title: `fullstory: ${kind}`,
  };
}

function weakenedAnnotations({ weakened }: GateReport): readonly Annotation[] {
  if (weakened === undefined || weakened.items.length === 0) return [];
  const { items, forbidden } = weakened;
  const lines = items.slice(0, 50).map(({ kind, stack, what, before, after }) => {
    const was = before === undefined ? "" : `, was ${shownValue(before, 120)}`;
    return `${kind}: ${stack}, ${what}${was}${after === undefined ? "" : `, is ${shownValue(after, 120)}`}`;
  });
  const head = `Compared with ${baselineName(weakened.baseline)}, ${plural(items.length, "thing")} checked no more, or less strictly:`;
  return [
    {
      level: forbidden ? "error" : "warning",
      message: [head, ...lines].join("\n"),
      title: "fullstory: weakened",
    },
  ];
}
