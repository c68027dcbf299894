import type { Evidence, EvidenceFinding, EvidenceGap } from "../../../lib/evidence/index.js";
import { plural, printable } from "../../../lib/messages/index.js";
import { endpoints } from "../../../lib/settings/index.js";
import type { GateReport, Problem, StackReport } from "../../gate/gate-report.js";

/** A finding that does not match, and what becomes of it. */
export interface OpenFinding {
  readonly stack: string;
  readonly finding: EvidenceFinding;
  readonly effect: "fails" | "warns" | "waived";
}

const RANK = { loosened: 0, unclear: 1, tightened: 2 } as const;
const EFFECTS = { fails: 0, warns: 1, waived: 2 } as const;

/** Everything that differs or was not checked: what fails first, then loosened first, then by path. */
export function openFindings(stacks: readonly StackReport[]): readonly OpenFinding[] {
  const open = stacks.flatMap(({ stack, evidence }) =>
    (evidence?.findings ?? [])
      .filter(({ result }) => result !== "matches")
      .map((finding): OpenFinding => ({ stack, finding, effect: effectOf(finding, evidence) })),
  );
  return open.sort((a, b) => EFFECTS[a.effect] - EFFECTS[b.effect] || byWeight(a.finding, b.finding));
}

function byWeight(a: EvidenceFinding, b: EvidenceFinding): number {
  const rank = (finding: EvidenceFinding) => RANK[directionWord(finding) as keyof typeof RANK] ?? 3;
  const names = [nameOf(a) + a.path, nameOf(b) + b.path] as const;
  return rank(a) - rank(b) || (names[0] < names[1] ? -1 : names[0] > names[1] ? 1 : 0);
}

function effectOf(finding: EvidenceFinding, evidence: Evidence | undefined): OpenFinding["effect"] {
  if (finding.result === "waived") return "waived";
  if (finding.severity === "warning") return "warns";
  const document = evidence?.documents.find(({ address }) => address === finding.address);
  const field = document?.fields.find(
    (each) => each.field === finding.field && each.construct === finding.construct,
  );
  return finding.direction === "tightened" && field?.onTightened === "warning" ? "warns" : "fails";
}

/** `privacy`, `features (web)`. */
export function nameOf({
  endpoint,
  platform,
}: {
  readonly endpoint: string;
  readonly platform?: string;
}): string {
  return platform === undefined ? endpoint : `${endpoint} (${platform})`;
}

export function directionWord({ direction, result }: Pick<EvidenceFinding, "direction" | "result">): string {
  return result === "not-checked" || direction === undefined ? "not checked" : direction;
}

export interface FieldCounts {
  readonly declared: number;
  readonly matching: number;
}

export function fieldCounts(stacks: readonly Pick<StackReport, "evidence">[]): FieldCounts {
  const fields = stacks.flatMap(({ evidence }) => evidence?.documents ?? []).flatMap((each) => each.fields);
  return { declared: fields.length, matching: fields.filter(({ result }) => result === "matches").length };
}

/** `2 loosened, 1 tightened`. */
export function countsInWords(findings: readonly OpenFinding[]): string {
  const words = ["loosened", "unclear", "tightened", "not checked"];
  return words
    .map((word) => [findings.filter(({ finding }) => directionWord(finding) === word).length, word] as const)
    .flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))
    .join(", ");
}

export function allProblems({
  problems,
  stacks,
}: GateReport): readonly (Problem & { readonly stack?: string })[] {
  return [
    ...problems,
    ...stacks.flatMap(({ stack, problems: found }) => found.map((problem) => ({ ...problem, stack }))),
  ];
}

/**
 * The verdict in one line, beginning with words that scripts may rely on, and what was left out of it. What is from
 * outside is printable.
 */
export function verdictLine(report: GateReport): string {
  const left = leftOutWords(report);
  return left === undefined ? verdictWords(report) : `${verdictWords(report)} (${left})`;
}

/** What does not count; `undefined` where everything does. */
export function leftOutWords({ narrowed }: GateReport): string | undefined {
  if (narrowed === undefined || narrowed.documents === 0) return undefined;
  const { platform, documents, fields } = narrowed;
  const what = `${plural(documents, "data source")} with ${plural(fields, "field")}`;
  return `not ${platform === "web" ? "mobile" : "web"}: ${what} left out`;
}

function verdictWords(report: GateReport): string {
  const { verdict, stacks, weakened } = report;
  const { declared, matching } = fieldCounts(stacks);
  if (verdict === "match") {
    const all = `${matching} of ${plural(declared, "declared field")} match`;
    return declared === 0 ? "fullstory: nothing is declared, as allowed" : `fullstory: ${all}`;
  }
  const problems = allProblems(report);
  const headline = (problem: Problem) => printable(problem.headline);
  if (verdict === "undecided") {
    const [first, ...more] = problems.filter(({ kind }) => kind !== "waiver expired");
    const also = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return first === undefined
      ? "fullstory: not evaluated, nothing says why"
      : `fullstory: ${first.kind}, ${headline(first)}${also}`;
  }
  const failing = openFindings(stacks).filter(({ effect }) => effect === "fails");
  if (failing.length > 0) return `fullstory: drift, ${inSum(failing)}: ${countsInWords(failing)}`;
  const expired = problems.find(({ kind }) => kind === "waiver expired");
  if (expired !== undefined) return `fullstory: waiver expired, ${headline(expired)}`;
  return `fullstory: weakened, ${plural(weakened?.items.length ?? 0, "thing")} checked no more, or less strictly`;
}

function inSum(failing: readonly OpenFinding[]): string {
  const has = (...words: string[]) => failing.some(({ finding }) => words.includes(directionWord(finding)));
  if (has("loosened")) return "recording is looser than declared";
  if (has("unclear")) return "recording is not as declared";
  return has("tightened") ? "recording is stricter than declared" : "something could not be checked";
}

/** Where a person changes a setting in Fullstory. */
export function whereOf(endpoint: string): string {
  const name = Object.keys(endpoints).find((each) => each === endpoint) as keyof typeof endpoints | undefined;
  return name === undefined ? "Settings > Data Capture and Privacy" : endpoints[name].where;
}

/** What nobody checks, in few words. */
export function gapsInWords(gaps: readonly EvidenceGap[]): string {
  const named = (kind: EvidenceGap["kind"]) => gaps.filter((gap) => gap.kind === kind);
  const whole = [
    ...named("document").map(({ endpoint }) => endpoint),
    ...named("platform").map(({ endpoint, platform }) => `${platform ?? ""} ${endpoint}`),
  ];
  const [fields, unknown] = [named("field").length, named("unknown-key").length];
  return [
    ...(whole.length === 0 ? [] : [`${listed(whole)} ${whole.length === 1 ? "is" : "are"} not declared`]),
    ...(fields === 0 ? [] : [`${plural(fields, "more field")} of declared documents`]),
    ...(unknown === 0 ? [] : [`${plural(unknown, "key")} that nobody documents`]),
  ].join("; ");
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** `8 s`, `5 min`, `3 h`, `9 days`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
