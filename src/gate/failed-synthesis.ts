import type { Problem, StackReport } from "./gate-report.js";

interface Told {
  readonly problems: readonly Problem[];
  readonly stacks: readonly StackReport[];
}

/**
 * The problem of a failed app, told once. Where the evidence of every stack has the one error that the app printed,
 * that error takes the place of the app's output and of the stacks' problems.
 */
export function failedSynthesis(failed: Problem, stacks: readonly StackReport[]): Told {
  const recorded = stacks.flatMap(({ problems }) => problems.filter(({ kind }) => kind === failed.kind));
  const [first] = recorded;
  const printed = failed.details.join("\n");
  const isSame =
    first !== undefined &&
    recorded.every(({ details }) => details.join("\n") === first.details.join("\n")) &&
    printed.includes(first.details[0]?.trim() ?? "");
  if (!isSame) return { problems: [failed], stacks };
  return {
    problems: [{ ...failed, details: first.details }],
    stacks: stacks.map((stack) => ({
      ...stack,
      problems: stack.problems.filter((problem) => !recorded.includes(problem)),
    })),
  };
}
