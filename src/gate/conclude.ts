import type { EvidenceDocument } from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { Platform } from "../../lib/settings/index.js";
import type { Baseline } from "./compare-baseline.js";
import { type GateReport, judgeProblems, type Problem, pickWorst, type StackReport } from "./gate-report.js";
import { narrowStacks } from "./narrow.js";

export interface Conclusion extends Baseline {
  readonly command: GateReport["command"];
  readonly now: Date;
  /** Whole, with verdicts on what counts. */
  readonly stacks: readonly StackReport[];
  readonly problems: readonly Problem[];
  /** What is wrong where nothing is declared at all; absent where that is allowed. */
  readonly empty?: Problem;
  readonly platform?: Platform;
}

/**
 * The report on all stacks. What a declaration weakens is told of both platforms, whichever counts: leaving one out
 * must not hide that it is declared no more.
 */
export function conclude({ command, now, platform, ...found }: Conclusion): GateReport {
  const nothing = findNothingChecked(found, platform);
  const problems = [...found.problems, ...(nothing === undefined ? [] : [nothing])];
  const weakened =
    found.earlier.length === 0 ? undefined : loadComparing().compareWithBaseline(found, found.stacks);
  const isForbidden = weakened?.forbidden === true && weakened.items.length > 0;
  return {
    command,
    verdict: pickWorst([
      ...found.stacks.map(({ verdict }) => verdict),
      judgeProblems(problems),
      isForbidden ? "drift" : "match",
    ]),
    at: now.toISOString(),
    ...(platform === undefined ? { stacks: found.stacks } : narrowStacks(found.stacks, platform)),
    problems,
    ...omitUndefined({ weakened }),
  };
}

/** Loaded only where there is a baseline: it compares settings, which is most of what this package loads. */
function loadComparing(): typeof import("./compare-baseline.js") {
  return require("./compare-baseline.js");
}

function findNothingChecked(
  { stacks, problems, empty }: Pick<Conclusion, "stacks" | "problems" | "empty">,
  platform: Platform | undefined,
): Problem | undefined {
  // Something else says already why nobody can tell.
  if (problems.length > 0 || stacks.some(({ verdict }) => verdict === "undecided")) return undefined;
  const declared = stacks.flatMap(({ evidence }) => evidence?.documents ?? []).filter(declares);
  if (declared.length === 0) return empty;
  if (platform === undefined || declared.some((document) => document.platform === platform)) return undefined;
  return {
    kind: "nothing checked",
    headline: `nothing of ${platform} is declared`,
    details: [`hint: declare features or domains of ${platform}, or leave --platform out`],
  };
}

function declares({ fields }: EvidenceDocument): boolean {
  return fields.length > 0;
}
