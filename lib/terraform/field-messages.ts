import { placeOf } from "../expectations/source-location.js";
import { type Budget, documentName, driftMessage, remedyOf, suggestedExpiry } from "../messages/index.js";
import { bySeverity } from "../settings/compare/compare.js";
import type { Finding } from "../settings/compare/finding.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import type { RenderContext } from "./render-context.js";

const FULL_FINDINGS = 3;
const LINES = 60;

interface FieldMessage {
  readonly verdict: FieldVerdict;
  readonly text: string;
}

/**
 * The message of each declared field, the worst field first, as Terraform prints them in this order. The three worst
 * findings of the data source are shown in full, and all messages together keep to sixty lines.
 */
export function fieldMessages(
  fields: readonly FieldVerdict[],
  loaded: LoadedDocument,
  context: RenderContext,
): readonly FieldMessage[] {
  const failing = fields.filter((verdict) => findingsOf(verdict).length > 0).sort(byWorst);
  const matching = fields.filter((verdict) => findingsOf(verdict).length === 0);
  const write = (verdict: FieldVerdict, budget: Budget) => driftText(verdict, loaded, context, budget);
  return [
    ...share(failing, write).map(({ verdict, budget }) => ({ verdict, text: write(verdict, budget) })),
    ...matching.map((verdict) => ({ verdict, text: editedText(verdict) })),
  ];
}

function findingsOf({ remaining, tolerated }: FieldVerdict): readonly Finding[] {
  return [...remaining, ...tolerated];
}

function byWorst(a: FieldVerdict, b: FieldVerdict): number {
  const [first] = findingsOf(a);
  const [second] = findingsOf(b);
  return first === undefined || second === undefined ? 0 : bySeverity(first, second);
}

type Write = (verdict: FieldVerdict, budget: Budget) => string;

function share(
  failing: readonly FieldVerdict[],
  write: Write,
): readonly { verdict: FieldVerdict; budget: Budget }[] {
  const worst = new Set(failing.flatMap(findingsOf).sort(bySeverity).slice(0, FULL_FINDINGS));
  const shares = failing.map((verdict, index) => ({
    verdict,
    full: findingsOf(verdict).filter((finding) => worst.has(finding)).length,
    brief: index > 0,
  }));
  const least = shares.map(({ verdict, full, brief }) =>
    lineCount(write(verdict, { full, lines: 0, brief })),
  );
  const tooMany = sum(least) > LINES;
  const needed = least.map((lines, index) => (tooMany && shares[index]?.full === 0 ? 1 : lines));
  let left = LINES - sum(needed);
  return shares.map(({ verdict, full, brief }, index) => {
    const lines = needed[index] ?? 0;
    if (lines === 1) return { verdict, budget: { full, lines, brief } };
    // One line for each further finding, where the shortest form has one for all of them.
    const more = Math.min(Math.max(0, left), Math.max(0, findingsOf(verdict).length - Math.max(1, full)));
    left -= more;
    return { verdict, budget: { full, lines: lines + more, brief } };
  });
}

function lineCount(text: string): number {
  return text.split("\n").length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A field that matched: its condition can only fail once somebody edits the file. */
function editedText({ comparison }: FieldVerdict): string {
  return [
    "fullstory: drift, this file was changed after it was synthesized",
    "",
    `  Field     ${comparison.field}`,
    "  It matched when it was synthesized, so what stands here now was written by something else.",
    "  What to do: synthesize again, then plan.",
  ].join("\n");
}

function driftText(
  verdict: FieldVerdict,
  loaded: LoadedDocument,
  context: RenderContext,
  budget: Budget,
): string {
  const { comparison, expectation } = verdict;
  const { source } = loaded;
  return driftMessage({
    document: documentName(context.schema.name, context.platform),
    field: comparison.field,
    findings: findingsOf(verdict),
    ...(comparison.items === undefined ? {} : { items: comparison.items }),
    noun: nounOf(comparison.field),
    ...(context.orgId === undefined ? {} : { org: context.orgId }),
    readAt: loaded.fetchedAt,
    ...(source.kind === "live"
      ? {}
      : { source: source.kind === "snapshot" ? source.path : "documents in code" }),
    ...(expectation.options.because === undefined ? {} : { because: expectation.options.because }),
    blame: context.blame,
    ...(expectation.location === undefined ? {} : { location: placeOf(expectation.location) }),
    remedy: remedyOf(context.schema.where, context.schema.remedy),
    ...(context.evidence === undefined ? {} : { evidence: context.evidence }),
    waiverUntil: suggestedExpiry(context.now),
    outdatedWaivers: verdict.outdated,
    isList: context.schema.document.fields[comparison.field]?.kind === "list",
    budget,
  });
}

function nounOf(field: string): string {
  if (field === "elementBlocks") return "rule";
  return field.startsWith("always_") || field === "changed_only_by" ? "version" : "item";
}
