import {
  type Evidence,
  type EvidenceDocument,
  type EvidenceField,
  type EvidenceFinding,
  isOfDocument,
} from "../../../lib/evidence/index.js";
import { clip, nameDocument, pluralize, sanitize } from "../../../lib/messages/index.js";
import { rankDirection, rankSensitivity } from "../../../lib/settings/index.js";
import { judgeEffect } from "../../../lib/verdict/index.js";
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
export function listOpen(stacks: readonly StackReport[]): readonly OpenFinding[] {
  const open = stacks.flatMap(({ stack, evidence }) =>
    (evidence?.findings ?? [])
      .filter(({ result }) => result !== "matches")
      .map((finding): OpenFinding => ({ stack, finding, effect: judgeEffectIn(finding, evidence) })),
  );
  return open.sort((a, b) => EFFECTS[a.effect] - EFFECTS[b.effect] || compareWeight(a.finding, b.finding));
}

function compareWeight(a: EvidenceFinding, b: EvidenceFinding): number {
  const rankFinding = ({ result, direction }: EvidenceFinding) =>
    rankDirection(result === "not-checked" ? undefined : direction);
  return (
    rankFinding(a) - rankFinding(b) ||
    rankSensitivity(a.path) - rankSensitivity(b.path) ||
    compareTexts(nameSettings(a) + a.path, nameSettings(b) + b.path)
  );
}

/** As `sort` wants it: by code unit, the same in every language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function judgeEffectIn(finding: EvidenceFinding, evidence: Evidence | undefined): OpenFinding["effect"] {
  const onTightened = findField(finding, evidence)?.onTightened ?? "error";
  return judgeEffect(finding, { severity: finding.severity, onTightened });
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
export function nameSettings({ endpoint, platform }: Pick<EvidenceFinding, "endpoint" | "platform">): string {
  return nameDocument(endpoint, platform);
}

export function nameDirection({ direction, result }: Pick<EvidenceFinding, "direction" | "result">): string {
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
export function describeFindings(findings: readonly OpenFinding[]): string {
  const count = (word: string) => findings.filter(({ finding }) => nameDirection(finding) === word).length;
  const words = ["loosened", "unclear", "tightened", "not checked"];
  return joinCounts(words.map((word) => [count(word), word]));
}

/** A problem, and the stack that it is about. */
export type ToldProblem = Problem & { readonly stack?: string };

export function listProblems({ problems, stacks }: GateReport): readonly ToldProblem[] {
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
export function renderVerdict(report: GateReport): string {
  const left = nameLeftOut(report);
  return left === undefined ? describeVerdict(report) : `${describeVerdict(report)} (${left})`;
}

/** What does not count; `undefined` where everything does. */
export function nameLeftOut({ narrowed }: GateReport): string | undefined {
  if (narrowed === undefined || narrowed.documents === 0) return undefined;
  const { platform, documents, fields } = narrowed;
  const what = `${pluralize(documents, "data source")} with ${pluralize(fields, "field")}`;
  return `not ${platform === "web" ? "mobile" : "web"}: ${what} left out`;
}

function describeVerdict(report: GateReport): string {
  const { verdict, stacks } = report;
  if (verdict === "match") {
    const less = isWeakened(report) ? `weakened, ${describeWeakened(report)}; ` : "";
    return `fullstory: ${less}${describeMatch(stacks)}`;
  }
  const problems = listProblems(report);
  const failing = listOpen(stacks).filter(({ effect }) => effect === "fails");
  if (verdict === "undecided") return describeUndecided(problems, failing);
  if (failing.length > 0) return `fullstory: drift, ${describeDrift(failing)}: ${describeFindings(failing)}`;
  const differing = problems.filter(({ kind }) => kind === "drift");
  const [first] = differing;
  if (first !== undefined)
    return `fullstory: drift, ${sanitize(first.headline)}${differing.length === 1 ? "" : ` (and ${differing.length - 1} more)`}`;
  const expired = problems.find(({ kind }) => kind === "waiver expired");
  if (expired !== undefined) return `fullstory: waiver expired, ${sanitize(expired.headline)}`;
  return `fullstory: weakened, ${describeWeakened(report)}`;
}

/** `3 of 3 declared fields match`, and what is let through where they do not. */
export function describeMatch(stacks: readonly Pick<StackReport, "evidence">[]): string {
  const documents = listDocuments(stacks);
  const { declared, matching } = countFields(documents);
  if (declared === 0 && documents.some(({ status }) => status === "unreadable"))
    return "nothing could be compared";
  if (declared === 0) return "nothing is declared, as allowed";
  const verb = declared === 1 ? "matches" : "match";
  const counted = `${matching} of ${pluralize(declared, "declared field")} ${verb}`;
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

export function describeWeakened({ weakened }: GateReport): string {
  return `${pluralize(weakened?.items.length ?? 0, "thing")} checked no more, or less strictly`;
}

/** Problems beside which findings say nothing: they are of an earlier run, or contradict themselves. */
export const DISTRUSTED: ReadonlySet<Problem["kind"]> = new Set([
  "synthesis failed",
  "disagreement",
  "bad evidence",
]);

/** What kept the gate from deciding, and beside it the drift that was found all the same. */
function describeUndecided(problems: readonly Problem[], failing: readonly OpenFinding[]): string {
  const [first, ...more] = problems.filter((problem) => !isDrift(problem));
  const also = more.length === 0 ? "" : ` (and ${more.length} more)`;
  if (first === undefined) return "fullstory: not evaluated, nothing says why";
  const headline = sanitize(first.headline);
  if (failing.length === 0 || DISTRUSTED.has(first.kind))
    return `fullstory: ${first.kind}, ${headline}${also}`;
  return `fullstory: drift (${describeFindings(failing)}), and ${headline.replace(/ \(not drift\)$/, "")}${also}`;
}

function describeDrift(failing: readonly OpenFinding[]): string {
  const has = (...words: string[]) => failing.some(({ finding }) => words.includes(nameDirection(finding)));
  if (has("loosened")) return "recording is looser than declared";
  if (has("unclear")) return "recording is not as declared";
  return has("tightened") ? "recording is stricter than declared" : "something could not be checked";
}

/** A baseline by its name: the folders above a file of this machine say nothing to a reader elsewhere. */
export function showBaseline(baseline: string): string {
  const names = baseline
    .split(", ")
    .map((name) => (/^(?:\/|[A-Za-z]:[\\/])/.test(name) ? name.split(/[\\/]/).slice(-2).join("/") : name));
  return clip(sanitize(names.join(", ")), 200);
}
