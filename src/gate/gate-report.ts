import type { Evidence } from "../../lib/evidence/index.js";
import type { Weakening as StackWeakening, Stricter } from "../../lib/verdict/index.js";

export type Verdict = "match" | "drift" | "undecided";

/** Why a stack was not decided; only drift and an expired waiver are drift. The words are those that messages begin with. */
export type ProblemKind =
  | "synthesis failed"
  | "unreadable"
  | "wrong org"
  | "stale"
  | "not live"
  | "notice"
  | "drift"
  | "waiver expired"
  | "not evaluated"
  | "disagreement"
  | "plan failed"
  | "bad evidence"
  | "nothing checked";

/** Problems that are known differences; all others are doubt. */
export function isDrift({ kind }: Pick<Problem, "kind">): boolean {
  return kind === "drift" || kind === "waiver expired";
}

/** Something beside the findings that decides the verdict. Texts may hold words from outside: formats escape them. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly headline: string;
  readonly details: readonly string[];
  /** Terraform address, where it is about one. */
  readonly address?: string;
}

/** What Terraform said about the gate of a stack. */
export interface Evaluation {
  /** `terraform 1.11.4`. */
  readonly program: string;
  /** The gate by itself, or the stack as a whole. */
  readonly mode: "extracted" | "full";
  /** Of hashicorp/null; `attached` is the provider `fullstory` of a folder of HCL. */
  readonly provider: "embedded" | "registry" | "attached";
  /** Data sources by what their entry in the plan's `checks` says. */
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  /** Warnings of the gate's check blocks. */
  readonly warnings: readonly string[];
}

/** What was found of one thing that was judged. */
export interface Judged {
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
}

/** What was found of a plan. */
export interface JudgedPlan extends Judged {
  readonly counts: Pick<Evaluation, "pass" | "fail" | "unknown" | "warnings">;
}

export interface StackReport extends Judged {
  readonly stack: string;
  readonly evidence?: Evidence;
  /** SHA-256 of the evidence file. */
  readonly digest?: string;
  /** Absent where the evidence alone was looked at. */
  readonly evaluation?: Evaluation;
}

interface InStack {
  readonly stack: string;
}

/** Something that this declaration checks no more, or less strictly, than an earlier one. */
export type Weakening = StackWeakening & InStack;
export type StricterInStack = Stricter & InStack;

export interface Weakened {
  /** The file, or the git reference. */
  readonly baseline: string;
  /** Whether weakening fails. */
  readonly forbidden: boolean;
  readonly items: readonly Weakening[];
  /** What is declared otherwise, and only more strictly. */
  readonly stricter: readonly StricterInStack[];
  /** Stacks that the baseline does not have. */
  readonly unknownStacks: readonly string[];
}

/** That data sources of one platform were left out of verdict and findings. */
export interface Narrowed {
  /** The one that counts. */
  readonly platform: "web" | "mobile";
  /** What was left out, and how many declared fields that has. */
  readonly documents: number;
  readonly fields: number;
}

/** Everything that a format may tell. */
export interface GateReport {
  readonly command: "gate" | "report";
  readonly verdict: Verdict;
  /** When it was made: ISO 8601. */
  readonly at: string;
  readonly stacks: readonly StackReport[];
  /** Absent where everything counts. */
  readonly narrowed?: Narrowed;
  /** What is about no one stack. */
  readonly problems: readonly Problem[];
  /** Absent where nothing was compared. */
  readonly weakened?: Weakened;
}

/** What could not be decided outweighs drift: nobody knows what else differs. */
export function pickWorst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("undecided")) return "undecided";
  return verdicts.includes("drift") ? "drift" : "match";
}

export function judgeProblems(problems: readonly Problem[]): Verdict {
  return pickWorst(problems.map((problem) => (isDrift(problem) ? "drift" : "undecided")));
}
