import { showValue } from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { GateReport } from "../../gate/gate-report.js";
import { type Annotation, renderGithubCommands } from "../shared/annotations.js";
import { describeChanged, joinPlainWords, tellTodo, toView } from "./finding-view.js";
import {
  describeWeakened,
  isWeakened,
  joinHeadline,
  listOpen,
  listProblems,
  nameSettings,
  type OpenFinding,
  renderVerdict,
  showBaseline,
  type ToldProblem,
  tellValues,
} from "./words.js";

/** A report as annotations of GitHub Actions, one command a line. */
export function renderGateGithub(report: GateReport): string {
  const { verdict } = report;
  const level = verdict !== "match" ? "error" : isWeakened(report) ? "warning" : "notice";
  return renderGithubCommands([
    { level, message: renderVerdict(report), title: "fullstory" },
    ...listProblems(report).map(annotateProblem),
    ...listOpen(report.stacks).map((open) => annotateFinding(open, report)),
    ...annotateWeakened(report),
  ]);
}

function annotateFinding(open: OpenFinding, report: GateReport): Annotation {
  const view = toView(open, report);
  const { path, direction, effect, observed, because, location } = view;
  const [plain, changed] = [joinPlainWords(view), describeChanged(view)];
  const lines = [
    `${view.stack}: ${nameSettings(open.finding)} ${path}`,
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

function annotateProblem(problem: ToldProblem): Annotation {
  const { kind, details } = problem;
  return {
    level: "error",
    message: [joinHeadline(problem), ...details].join("\n"),
    title: `fullstory: ${kind}`,
  };
}

function annotateWeakened(report: GateReport): readonly Annotation[] {
  const { weakened } = report;
  if (weakened === undefined || weakened.items.length === 0) return [];
  const { items, forbidden } = weakened;
  const lines = items.slice(0, 50).map((item) => {
    const values = tellValues(item, (canonical) => showValue(canonical, 120));
    return `${item.kind}: ${item.stack}, ${item.what}${values === "" ? "" : `, ${values}`}`;
  });
  const head = `Compared with ${showBaseline(weakened.baseline)}, ${describeWeakened(report)}:`;
  return [
    {
      level: forbidden ? "error" : "warning",
      message: [head, ...lines].join("\n"),
      title: "fullstory: weakened",
    },
  ];
}
