import { sanitize } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { escapeMarkdown, fitBlocks, markDirection, quoteCode } from "../shared/markdown.js";
import { showValue } from "../shared/shown.js";
import {
  type Changed,
  type ComparedDocument,
  type ComparedSide,
  type ComparisonReport,
  describeKind,
  isQuiet,
  isSame,
  nameOnlySide,
  writeChanged,
} from "./model.js";

/** Comments may have 65,536 characters; this leaves room for a heading and a footer. */
const BUDGET = 55_000;

/** A comparison as Markdown, to be put into a comment or a job summary. */
export function renderComparisonMarkdown(report: ComparisonReport): string {
  const { headline, before, after, documents, skipped, notes } = report;
  const same = isSame(documents);
  const lines = [`### ${same ? "✔" : "✘"} fullstory: ${escapeProse(headline)}`, ""];
  lines.push(
    before === undefined ? describeSide(after) : `From ${describeSide(before)} to ${describeSide(after)}.`,
  );
  const blocks = documents.flatMap(renderDocument);
  if (blocks.length > 0)
    lines.push("", ...fitBlocks(blocks, BUDGET, { noun: "change", where: "`--output json` has" }));
  const quiet = documents.filter(isQuiet);
  if (!same && quiet.length > 0)
    lines.push("", `No changes in ${quiet.map(({ name }) => quoteCode(name)).join(", ")}.`);
  if (skipped.length > 0) lines.push("", `Not in the org's plan: ${skipped.map(quoteCode).join(", ")}.`);
  for (const note of notes) lines.push("", escapeProse(note));
  return `${lines.join("\n")}\n`;
}

function renderDocument({
  name,
  changes,
  onlyIn,
  changed,
}: ComparedDocument): readonly (readonly string[])[] {
  if (onlyIn !== undefined) return [[`- unclear: ${quoteCode(name)} is ${nameOnlySide(onlyIn)}`]];
  return changes.map((change) => renderChangeMarkdown(name, change, changed?.get(change.path)));
}

const VALUE = 300;

/** One change as a line and a list below it, for comments and reports that are read on a phone. */
export function renderChangeMarkdown(document: string, change: Change, changed?: Changed): readonly string[] {
  const { path, direction, before, after } = change;
  const toCode = (canonical: string) => quoteCode(showValue(canonical, VALUE));
  return [
    `- ${markDirection(direction)}: ${quoteCode(`${document}: ${path}`)}${describeKind(change, quoteCode)}`,
    ...(before === undefined ? [] : [`  - Before ${toCode(before)}`]),
    ...(after === undefined ? [] : [`  - After ${toCode(after)}`]),
    ...(changed === undefined ? [] : [`  - Changed ${writeChanged(changed, writePerson)}`]),
  ];
}

export function writePerson(by: string): string {
  return quoteCode(by.slice(0, 200));
}

function describeSide({ name, org, verifiedAt }: ComparedSide): string {
  const when = verifiedAt === undefined ? "" : `, verified ${sanitize(verifiedAt)}`;
  return `${quoteCode(name)} (${quoteCode(org)}${when})`;
}

function escapeProse(text: string): string {
  return escapeMarkdown(sanitize(text));
}
