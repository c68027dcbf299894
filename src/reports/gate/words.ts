import {
  type Evidence,
  type EvidenceDocument,
  type EvidenceField,
  type EvidenceFinding,
  isOfDocument,
} from "../../../lib/evidence/index.js";
import { clip, documentName, plural, printable } from "../../../lib/messages/index.js";
import { directionRank, sensitivityOf } from "../../../lib/settings/index.js";
import { effectOf } from "../../../lib/verdict/index.js";
import {
  type GateReport,
  isDrift,
  type Problem,
  type StackReport,
  type Weakening,
} from "../../gate/gate-report.js";
import { joinCounts } from "../shared/shown.js";

export const EXIT_CODES = { match: 0, undecided: 1, drift: 2 } as const;

/** A finding that does not match, and what becomes of it. */
export interface OpenFinding {
  readonly stack: string;
  readonly finding: EvidenceFinding;
  readonly effect: "fails" | "warns" | "waived";
}

const EFFECTS = { fails: 0, warns: 1, waived: 2 } as const;

/**
 * Everything that differs or was not checked: what fails first, then loosened first, then what protects secrets and
 * whole pages, then by path.
 */
export function openFindings(stacks: readonly StackReport[]): readonly OpenFinding[] {
  const open = stacks.flatMap(({ stack, evidence }) =>
    (evidence?.findings ?? [])
      .filter(({ result }) => result !== "matches")
      .map((finding): OpenFinding => ({ stack, finding, effect: effectIn(finding, evidence) })),
  );
  return open.sort((a, b) => EFFECTS[a.effect] - EFFECTS[b.effect] || byWeight(a.finding, b.finding));
}

function byWeight(a: EvidenceFinding, b: EvidenceFinding): number {
  const rank = ({ result, direction }: EvidenceFinding) =>
    directionRank(result === "not-checked" ? undefined : direction);
  return (
    rank(a) - rank(b) ||
    sensitivityOf(a.path) - sensitivityOf(b.path) ||
    compareTexts(nameOf(a) + a.path, nameOf(b) + b.path)
  );
}

/** As `sort` wants it: by code unit, the same in every language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function effectIn(finding: EvidenceFinding, evidence: Evidence | undefined): OpenFinding["effect"] {
  const onTightened = findField(finding, evidence)?.onTightened ?? "error";
  return effectOf(finding, { severity: finding.severity, onTightened });
}

/** The declared field that a finding is of. */
export function findField(
  finding: EvidenceFinding,
  evidence: Evidence | undefined,
): EvidenceField | undefined {
  const document = evidence?.documents.find((each) => isOfDocument(each, finding));
  return document?.fields.find((each) => isOfField(each, finding));
}

export function isOfField({ field, construct }: EvidenceField, finding: EvidenceFinding): boolean {
  return field === finding.field && construct === finding.construct;
}

/** `privacy`, `features (web)`. */
export function nameOf({ endpoint, platform }: Pick<EvidenceFinding, "endpoint" | "platform">): string {
  return documentName(endpoint, platform);
}

export function directionWord({ direction, result }: Pick<EvidenceFinding, "direction" | "result">): string {
  return result === "not-checked" || direction === undefined ? "not checked" : direction;
}

/** How many fields of documents are declared, and how many of them match. */
export function countFields(documents: readonly EvidenceDocument[]): {
  readonly declared: number;
  readonly matching: number;
} {
  const fields = documents.flatMap((each) => each.fields);
  return { declared: fields.length, matching: fields.filter(({ result }) => result === "matches").length };
}

export function listDocuments(stacks: readonly Pick<StackReport, "evidence">[]): readonly EvidenceDocument[] {
  return stacks.flatMap(({ evidence }) => evidence?.documents ?? []);
}

/** `2 loosened, 1 tightened`. */
export function countsInWords(findings: readonly OpenFinding[]): string {
  const count = (word: string) => findings.filter(({ finding }) => directionWord(finding) === word).length;
  const words = ["loosened", "unclear", "tightened", "not checked"];
  return joinCounts(words.map((word) => [count(word), word]));
}

/** A problem, and the stack that it is about. */
export type ToldProblem = Problem & { readonly stack?: string };

export function allProblems({ problems, stacks }: GateReport): readonly ToldProblem[] {
  return [
    ...problems,
    ...stacks.flatMap(({ stack, problems: found }) => found.map((problem) => ({ ...problem, stack }))),
  ];
}

/** What went wrong, behind the stack that it is about. */
export function joinHeadline({ stack, headline }: ToldProblem): string {
  return stack === undefined ? headline : `${stack}: ${headline}`;
}

/** What a weakening was before and is now. `show` writes a value. */
export function tellValues({ before, after }: Weakening, show: (canonical: string) => string): string {
  return [
    ...(before === undefined ? [] : [`was ${show(before)}`]),
    ...(after === undefined ? [] : [`is ${show(after)}`]),
  ].join(", ");
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
  const { verdict, stacks } = report;
  if (verdict === "match") {
    const less = isWeakened(report) ? `weakened, ${weakenedWords(report)}; ` : "";
    return `fullstory: ${less}${matchWords(stacks)}`;
  }
  const problems = allProblems(report);
  const failing = openFindings(stacks).filter(({ effect }) => effect === "fails");
  if (verdict === "undecided") return undecidedWords(problems, failing);
  if (failing.length > 0) return `fullstory: drift, ${inSum(failing)}: ${countsInWords(failing)}`;
  const differing = problems.filter(({ kind }) => kind === "drift");
  const [first] = differing;
  if (first !== undefined)
    return `fullstory: drift, ${printable(first.headline)}${differing.length === 1 ? "" : ` (and ${differing.length - 1} more)`}`;
  const expired = problems.find(({ kind }) => kind === "waiver expired");
  if (expired !== undefined) return `fullstory: waiver expired, ${printable(expired.headline)}`;
  return `fullstory: weakened, ${weakenedWords(report)}`;
}

/** `3 of 3 declared fields match`, and what is let through where they do not. */
export function matchWords(stacks: readonly Pick<StackReport, "evidence">[]): string {
  const documents = listDocuments(stacks);
  const { declared, matching } = countFields(documents);
  if (declared === 0 && documents.some(({ status }) => status === "unreadable"))
    return "nothing could be compared";
  if (declared === 0) return "nothing is declared, as allowed";
  const verb = declared === 1 ? "matches" : "match";
  const counted = `${matching} of ${plural(declared, "declared field")} ${verb}`;
  if (matching === declared) return counted;
  const results = documents.flatMap(({ fields }) => fields.map(({ result }) => result));
  const differ = results.filter((result) => result === "differs" || result === "not-checked").length;
  const warned = results.filter((result) => result === "tolerated").length;
  const rest = joinCounts([
    [differ, differ === 1 ? "differs" : "differ"],
    [results.filter((result) => result === "waived").length, "waived"],
    [warned, warned === 1 ? "only warns" : "only warn"],
  ]);
  return `${counted}, ${rest}`;
}

/** Whether this declaration checks less than the one before, whatever the settings say. */
export function isWeakened({ weakened }: GateReport): boolean {
  return weakened !== undefined && weakened.items.length > 0;
}

/** A pass that confirms something, where nothing is checked less than before: no difference was merely let through. */
export function isGreen(report: GateReport): boolean {
  const { declared, matching } = countFields(listDocuments(report.stacks));
  return report.verdict === "match" && !isWeakened(report) && (declared === 0 || matching > 0);
}

export function weakenedWords({ weakened }: GateReport): string {
  return `${plural(weakened?.items.length ?? 0, "thing")} checked no more, or less strictly`;
}

/** Problems beside which findings say nothing: they are of an earlier run, or contradict themselves. */
export const DISTRUSTED: ReadonlySet<Problem["kind"]> = new Set([
  "synthesis failed",
  "disagreement",
  "bad evidence",
]);

/** What kept the gate from deciding, and beside it the drift that was found all the same. */
function undecidedWords(problems: readonly Problem[], failing: readonly OpenFinding[]): string {
  const [first, ...more] = problems.filter((problem) => !isDrift(problem));
  const also = more.length === 0 ? "" : ` (and ${more.length} more)`;
  if (first === undefined) return "fullstory: not evaluated, nothing says why";
  const headline = printable(first.headline);
  if (failing.length === 0 || DISTRUSTED.has(first.kind))
    return `fullstory: ${first.kind}, ${headline}${also}`;
  return `fullstory: drift (${countsInWords(failing)}), and ${headline.replace(/ \(not drift\)$/, "")}${also}`;
}

function inSum(failing: readonly OpenFinding[]): string {
  const has = (...words: string[]) => failing.some(({ finding }) => words.includes(directionWord(finding)));
  if (has("loosened")) return "recording is looser than declared";
  if (has("unclear")) return "recording is not as declared";
  return has("tightened") ? "recording is stricter than declared" : "something could not be checked";
}

/** A baseline by its name: the folders above a file of this machine say nothing to a reader elsewhere. */
export function baselineName(baseline: string): string {
  const names = baseline
    .split(", ")
    .map((name) => (/^(?:\/|[A-Za-z]:[\\/])/.test(name) ? name.split(/[\\/]/).slice(-2).join("/") : name));
  return clip(printable(names.join(", ")), 200);
}
