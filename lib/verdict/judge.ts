import type { ExpectOptions } from "../expectations/expectation.js";
import { findExpiry, isAbout, type Waiver } from "../expectations/waiver.js";
import type { FieldComparison, Finding } from "../settings/compare/finding.js";

/**
 * The one place that says what fails. Synthesis, evidence, rendering and the programs ask here, whether they hold a
 * comparison or only what evidence says of it.
 */

export type Severity = "error" | "warning";

/** What an org asks of every verdict. */
export interface Policy {
  /** Whether a difference that is only stricter fails. */
  readonly onTightened: Severity;
  /** Whether everything that would warn fails instead. */
  readonly warningsAsErrors: boolean;
}

/** What holds for the findings of one field. */
export interface FieldPolicy {
  readonly severity: Severity;
  readonly onTightened: Severity;
}

/** A finding that a waiver lets through, while it is in force. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: Waiver;
  /** Instant at which the waiver ends. */
  readonly until: string;
}

/** What became of the findings of one field. Each finding is in one of the three lists. */
export interface Judgement extends FieldPolicy {
  readonly waived: readonly WaivedFinding[];
  /** Only stricter, and `onTightened` says that this warns. */
  readonly tolerated: readonly Finding[];
  /** What fails, or warns where the severity is `warning`. */
  readonly remaining: readonly Finding[];
  /** Paths that a waiver names with the digest of another finding. */
  readonly outdated: ReadonlySet<string>;
}

/** The waivers of an expectation. */
export interface GivenWaivers {
  readonly given: readonly Waiver[];
  /** The digest that a waiver of the whole field must quote. */
  readonly whole: string | undefined;
}

/** What is told of a data source beside its verdict. */
export interface Notice {
  readonly kind: "not_live" | "host" | "reserved" | "selector" | "waiver";
  /** The message of the plan. */
  readonly message: string;
}

export type FieldResult = "matches" | "differs" | "not-checked" | "waived" | "tolerated";
export type Outcome = "pass" | "notice" | "drift" | "unreadable" | "planned";

/** Whether a notice fails the plan. */
export function getNoticeSeverity({ warningsAsErrors }: Pick<Policy, "warningsAsErrors">): Severity {
  return warningsAsErrors ? "error" : "warning";
}

/** The policy of one expectation: its own options before the org's, and `warningsAsErrors` before both. */
export function resolvePolicy(options: ExpectOptions, policy: Policy): FieldPolicy {
  if (policy.warningsAsErrors) return { severity: "error", onTightened: "error" };
  const { severity = "error", onTightened = policy.onTightened } = options;
  return { severity, onTightened };
}

/** Decides for every finding of a field: let through by a waiver, tolerated, or remaining. */
export function judgeField(
  { findings }: Pick<FieldComparison, "findings">,
  policy: FieldPolicy,
  waivers: GivenWaivers,
): Judgement {
  const waived: WaivedFinding[] = [];
  const tolerated: Finding[] = [];
  const remaining: Finding[] = [];
  const outdated = new Set<string>();
  for (const finding of findings) {
    const about = waivers.given.filter((waiver) => isAbout(waiver, finding));
    const fitting = pickLongestLasting(
      about.filter(({ observed, whole }) => observed === (whole === true ? waivers.whole : finding.observed)),
    );
    if (fitting !== undefined) {
      waived.push({ finding, ...fitting });
      continue;
    }
    if (about.length > 0) outdated.add(finding.path);
    if (isTolerated(finding, policy)) tolerated.push(finding);
    else remaining.push(finding);
  }
  return { ...policy, waived, tolerated, remaining, outdated };
}

/** The waiver that ends last, so that an expired one never hides one that is in force. */
function pickLongestLasting(
  waivers: readonly Waiver[],
): { readonly waiver: Waiver; readonly until: string } | undefined {
  const ending = waivers.flatMap((waiver) => {
    const until = findExpiry(waiver.expires);
    return until === undefined ? [] : [{ waiver, until }];
  });
  return ending.sort((a, b) => Date.parse(b.until) - Date.parse(a.until))[0];
}

/** The same judgement at an instant: what an expired waiver let through remains again. */
export function judgeAgainAt<T extends Judgement>(judgement: T, at: Date): T {
  const isOver = ({ until }: WaivedFinding) => Date.parse(until) < at.getTime();
  const over = judgement.waived.filter(isOver).map(({ finding }) => finding);
  if (over.length === 0) return judgement;
  const waived = judgement.waived.filter((each) => !isOver(each));
  return { ...judgement, waived, remaining: [...judgement.remaining, ...over] };
}

/** Whether a difference is only stricter, and the policy lets that pass with a warning. */
export function isTolerated(
  { direction }: { readonly direction?: string },
  { onTightened }: Pick<FieldPolicy, "onTightened">,
): boolean {
  return onTightened === "warning" && direction === "tightened";
}

/** What became of a field, in one word. */
export function judgeResult(
  { result }: Pick<FieldComparison, "result">,
  { remaining, waived, tolerated }: Judgement,
): FieldResult {
  if (result === "matches") return "matches";
  if (remaining.length > 0)
    return remaining.some((finding) => finding.result === "differs") ? "differs" : "not-checked";
  return waived.length > 0 && tolerated.length === 0 ? "waived" : "tolerated";
}

/** Whether a result is one that fails where the severity is `error`. What was not checked never passes. */
export function isOpen(result: FieldResult): boolean {
  return result === "differs" || result === "not-checked";
}

/** Whether a field makes the plan fail. */
export function failsPlan(field: { readonly result: FieldResult; readonly severity: Severity }): boolean {
  return field.severity === "error" && isOpen(field.result);
}

/** Whether the condition of a field may fail the plan; else it only warns. */
export function isBinding({ severity, remaining, tolerated }: Judgement): boolean {
  return severity === "error" && (remaining.length > 0 || tolerated.length === 0);
}

/** What a finding does to the plan. */
export function judgeEffect(
  finding: { readonly result: FieldResult; readonly direction?: string },
  policy: FieldPolicy,
): "fails" | "warns" | "waived" {
  if (finding.result === "waived") return "waived";
  return policy.severity === "warning" || isTolerated(finding, policy) ? "warns" : "fails";
}

export interface JudgedDocument {
  /** `planned`: Terraform reads it. */
  readonly status: "read" | "unreadable" | "planned";
  readonly fields: readonly { readonly result: FieldResult; readonly severity: Severity }[];
  readonly expectations?: readonly unknown[];
  /** What is told beside the verdict; absent where there is nothing. */
  readonly notices?: readonly { readonly severity: Severity }[];
}

/** Notices that fail the plan, whatever the fields say. */
export function listFailingNotices<T extends { readonly severity: Severity }>(document: {
  readonly notices?: readonly T[];
}): readonly T[] {
  return (document.notices ?? []).filter(({ severity }) => severity === "error");
}

/** Whether the plan of a data source must fail, at whatever time. */
export function mustFail(document: JudgedDocument): boolean {
  const { status, fields } = document;
  return status === "unreadable" || fields.some(failsPlan) || listFailingNotices(document).length > 0;
}

/** Whether Terraform has still to judge what was declared. */
function isAwaited({ status, expectations }: JudgedDocument): boolean {
  return status === "planned" && expectations?.length !== 0;
}

/** The outcome of documents together. One that could not be read outweighs drift: nobody knows what else differs. */
export function judgeOutcome(documents: readonly JudgedDocument[]): Outcome {
  if (documents.some(({ status }) => status === "unreadable")) return "unreadable";
  if (documents.some(({ fields }) => fields.some(failsPlan))) return "drift";
  if (documents.some(mustFail)) return "notice";
  return documents.some(isAwaited) ? "planned" : "pass";
}
