import { isDrift, type Problem, type StackReport, type Verdict, type Weakened } from "./gate-report.js";

/** What could not be decided outweighs drift: nobody knows what else differs. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("undecided")) return "undecided";
  return verdicts.includes("drift") ? "drift" : "match";
}

export function verdictOfProblems(problems: readonly Problem[]): Verdict {
  return worst(problems.map((problem) => (isDrift(problem) ? "drift" : "undecided")));
}

export function verdictOfAll(
  stacks: readonly StackReport[],
  problems: readonly Problem[],
  weakened: Weakened | undefined,
): Verdict {
  const forbidden = weakened?.forbidden === true && weakened.items.length > 0;
  return worst([
    ...stacks.map(({ verdict }) => verdict),
    verdictOfProblems(problems),
    forbidden ? "drift" : "match",
  ]);
}
