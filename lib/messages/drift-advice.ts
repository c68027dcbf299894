import type { Finding } from "../settings/compare/finding.js";
import { describeCorrection } from "./correction.js";
import type { Dialect } from "./dialect.js";
import { clip } from "./lines.js";
import { sanitize } from "./sanitize.js";

/** What is known of a field that differs, as far as advice needs it. */
export interface DriftAdvice {
  readonly field: string;
  readonly findings: readonly Finding[];
  /** `file:line` of the declaration. */
  readonly location?: string;
  /** What to do in Fullstory, as one sentence without its stop. */
  readonly remedy: string;
  readonly evidence?: string;
  /** A date for the waiver that is offered. */
  readonly waiverUntil: string;
  /** Whether the field is a list, so that a waiver for it must say that it is for the whole of it. */
  readonly isList: boolean;
  /** The language of the declaration. */
  readonly dialect: Dialect;
}

/** What can be done about the findings that are shown in full. */
export function renderAdvice(full: readonly Finding[], advice: DriftAdvice): string[] {
  const { at, declaration, beside } = describePlaces(advice);
  const corrections = listCorrections(full, advice);
  const steps = [
    ...(corrections.length === 0 ? [] : [`Correct the declaration${at}: ${corrections.join("; ")}`]),
    `${advice.remedy}.`,
    ...(corrections.length === 0 ? [`Accept it: edit ${declaration} in a reviewed pull request.`] : []),
  ];
  const lines = ["", "  What to do, one of:", ...steps.map((step, index) => `    ${index + 1}. ${step}`)];
  const waivable = full.filter((finding) => finding.result === "differs");
  if (waivable.length > 0) {
    lines.push(`    ${steps.length + 1}. Let it through for a while, ${beside}:`);
    lines.push(`       ${suggestWaivers(waivable, advice)}`);
  }
  if (advice.evidence !== undefined) lines.push(`  Whole difference: ${sanitize(advice.evidence)}`);
  return lines;
}

/** Where the declaration is, in words that fit behind each of the steps. Terraform shows the line of HCL itself. */
function describePlaces({
  location,
}: DriftAdvice): Readonly<Record<"at" | "declaration" | "beside", string>> {
  if (location === undefined)
    return { at: "", declaration: "the declaration", beside: "beside the declaration" };
  const place = sanitize(location);
  return { at: ` at ${place}`, declaration: place, beside: `at ${place}` };
}

/** What is most likely wrong with the declaration itself; it comes before all other advice. */
function listCorrections(full: readonly Finding[], advice: DriftAdvice): readonly string[] {
  return full.flatMap((finding) => {
    const correction = describeCorrection(finding);
    return correction === undefined ? [] : [clip(sanitize(advice.dialect.spellWords(correction)), 300)];
  });
}

/** The same as far as it differs from what a worse field of the document says. */
export function renderShortAdvice(full: readonly Finding[], advice: DriftAdvice): string[] {
  const { at, beside } = describePlaces(advice);
  const waivable = full.filter((finding) => finding.result === "differs");
  const corrections = listCorrections(full, advice);
  if (corrections.length > 0)
    return ["", `  What to do: correct the declaration${at}: ${corrections.join("; ")}`];
  if (waivable.length === 0) return ["", `  What to do: put it back, or accept it${at}.`];
  return [
    "",
    `  What to do: put it back, accept it, or let it through for a while, ${beside}:`,
    `       ${suggestWaivers(waivable, advice)}`,
  ];
}

function suggestWaivers(findings: readonly Finding[], advice: DriftAdvice): string {
  const { field, isList, waiverUntil: expires } = advice;
  return advice.dialect.spellWaivers(
    findings.map(({ path, observed }) => ({ path, observed, expires, whole: isList && path === field })),
  );
}
