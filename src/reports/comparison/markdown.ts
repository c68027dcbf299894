import { printable } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { directionMark, inlineCode, kept, prose } from "../shared/markdown.js";
import { shownValue } from "../shared/shown.js";
import {
  type Changed,
  type ComparedDocument,
  type ComparedSide,
  type ComparisonReport,
  isQuiet,
  isSame,
  nameOnlySide,
  verbOf,
  writeChanged,
} from "./model.js";

/** Comments may have 65,536 characters; this leaves room for a heading and a footer. */
const BUDGET = 55_000;

/** A comparison as Markdown, to be put into a comment or a job summary. */
export function comparisonMarkdown(report: ComparisonReport): string {
  const { headline, before, after, documents, skipped, notes } = report;
  const same = isSame(documents);
  const lines = [`### ${same ? "✔" : "✘"} fullstory: ${plain(headline)}`, ""];
  lines.push(before === undefined ? sideText(after) : `From ${sideText(before)} to ${sideText(after)}.`);
  const blocks = documents.flatMap(documentBlocks);
  if (blocks.length > 0)
    lines.push("", ...kept(blocks, BUDGET, { noun: "change", where: "`--output json` has" }));
  const quiet = documents.filter(isQuiet);
  if (!same && quiet.length > 0)
    lines.push("", `No changes in ${quiet.map(({ name }) => inlineCode(name)).join(", ")}.`);
  if (skipped.length > 0) lines.push("", `Not in the org's plan: ${skipped.map(inlineCode).join(", ")}.`);
  for (const note of notes) lines.push("", plain(note));
  return `${lines.join("\n")}\n`;
}

function documentBlocks({
  name,
  changes,
  onlyIn,
  changed,
}: ComparedDocument): readonly (readonly string[])[] {
  if (onlyIn !== undefined) return [[`- unclear: ${inlineCode(name)} is ${nameOnlySide(onlyIn)}`]];
  return changes.map((change) => changeBlock(name, change, changed?.get(change.path)));
}

const VALUE = 300;

/** One change as a line and a list below it, for comments and reports that are read on a phone. */
export function changeBlock(document: string, change: Change, changed?: Changed): readonly string[] {
  const { path, direction, before, after } = change;
  const value = (canonical: string) => inlineCode(shownValue(canonical, VALUE));
  return [
    `- ${directionMark(direction)}: ${inlineCode(`${document}: ${path}`)}${verbOf(change, inlineCode)}`,
    ...(before === undefined ? [] : [`  - Before ${value(before)}`]),
    ...(after === undefined ? [] : [`  - After ${value(after)}`]),
    ...(changed === undefined ? [] : [`  - Changed ${writeChanged(changed, writePerson)}`]),
  ];
}

export function writePerson(by: string): string {
  return inlineCode(by.slice(0, 200));
}

function sideText({ name, org, verifiedAt }: ComparedSide): string {
  const when = verifiedAt === undefined ? "" : `, verified ${printable(verifiedAt)}`;
  return `${inlineCode(name)} (${inlineCode(org)}${when})`;
}

function plain(text: string): string {
  return prose(printable(text));
}
