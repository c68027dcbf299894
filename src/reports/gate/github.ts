import { shownValue } from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { GateReport } from "../../gate/gate-report.js";
import { type Annotation, githubCommands } from "../shared/annotations.js";
import { changedWords, joinPlainWords, tellTodo, viewOf } from "./finding-view.js";
import {
  allProblems,
  baselineName,
  isWeakened,
  joinHeadline,
  nameOf,
  type OpenFinding,
  openFindings,
  type ToldProblem,
  tellValues,
  verdictLine,
  weakenedWords,
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
  const { path, direction, effect, observed, because, location } = view;
  const [plain, changed] = [joinPlainWords(view), changedWords(view)];
  const lines = [
    `${view.stack}: ${nameOf(open.finding)} ${path}`,
    ...(plain === undefined ? [] : [plain]),
    `declared ${view.declared(400)}`,
    `live ${view.live(400)}${observed === undefined ? "" : ` (observed ${observed})`}`,
    ...(changed === undefined ? [] : [`changed ${changed}`]),
    ...(because === undefined ? [] : [`why ${because}`]),
    ...(view.note === undefined ? [] : [`note ${view.note}`]),
    ...(effect === "waived" ? [] : [tellTodo(view)]),
  ];
  const what = direction === "not checked" ? direction : `drift, ${direction}`;
  const title = effect === "waived" ? `fullstory: waived, ${direction}` : `fullstory: ${what}`;
  const level = { fails: "error", warns: "warning", waived: "notice" } as const;
  return { level: level[effect], message: lines.join("\n"), title, ...omitUndefined({ location }) };
}

function problemAnnotation(problem: ToldProblem): Annotation {
  const { kind, details } = problem;
  return {
    level: "error",
    message: [joinHeadline(problem), ...details].join("\n"),
    title: `fullstory: ${kind}`,
  };
}

function weakenedAnnotations(report: GateReport): readonly Annotation[] {
  const { weakened } = report;
  if (weakened === undefined || weakened.items.length === 0) return [];
  const { items, forbidden } = weakened;
  const lines = items.slice(0, 50).map((item) => {
    const values = tellValues(item, (canonical) => shownValue(canonical, 120));
    return `${item.kind}: ${item.stack}, ${item.what}${values === "" ? "" : `, ${values}`}`;
  });
  const head = `Compared with ${baselineName(weakened.baseline)}, ${weakenedWords(report)}:`;
  return [
    {
      level: forbidden ? "error" : "warning",
      message: [head, ...lines].join("\n"),
      title: "fullstory: weakened",
    },
  ];
}
