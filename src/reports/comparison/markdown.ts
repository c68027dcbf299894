import { printable } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { verbOf } from "./change-lines.js";
import { type ComparedSide, type ComparisonReport, isSame } from "./model.js";
import { table } from "../shared/markdown.js";
import { cellCode, inlineCode } from "../shared/markdown-code.js";
import { shownValue } from "../shared/shown.js";

/** Comments may have 65,536 characters; this leaves room for a heading and a footer. */
const BUDGET = 55_000;

/** A comparison as Markdown, to be put into a comment or a job summary. */
export function comparisonMarkdown(report: ComparisonReport): string {
  const { headline, before, after, documents, skipped, notes } = report;
  const same = isSame(documents);
  const lines = [`### ${same ? "✔" : "✘"} fullstory: ${plain(headline)}`, ""];
  lines.push(before === undefined ? sideText(after) : `From ${sideText(before)} to ${sideText(after)}.`);
  const rows = documents.flatMap(({ name, changes, onlyIn }) => [
    ...(onlyIn === undefined
      ? []
      : [["unclear", cellCode(name), "", `only in the ${onlyIn === "before" ? "first" : "second"}`]]),
    ...changes.map((change) => changeRow(name, change)),
  ]);
  if (rows.length > 0) lines.push("", ...table(["", "Setting", "Before", "After"], rows, BUDGET));
  const quiet = documents.filter((each) => each.changes.length === 0 && each.onlyIn === undefined);
  if (!same && quiet.length > 0)
    lines.push("", `No changes in ${quiet.map(({ name }) => inlineCode(name)).join(", ")}.`);
  if (skipped.length > 0) lines.push("", `Not in the org's plan: ${skipped.map(inlineCode).join(", ")}.`);
  for (const note of notes) lines.push("", plain(note));
  return `${lines.join("\n")}\n`;
}

export function changeRow(document: string, change: Change): readonly string[] {
  const { path, direction, before, after } = change;
  return [
    directionCell(direction),
    `${cellCode(`${document}: ${path}`)}${plain(verbOf(change))}`,
    before === undefined ? "" : cellCode(shownValue(before, 300)),
    after === undefined ? "" : cellCode(shownValue(after, 300)),
  ];
}

export function directionCell(direction: Change["direction"]): string {
  if (direction === "loosened") return "**loosened**";
  return direction ?? "-";
}

function sideText({ name, org, verifiedAt }: ComparedSide): string {
  const when = verifiedAt === undefined ? "" : `, verified ${printable(verifiedAt)}`;
  return `${inlineCode(name)} (${inlineCode(org)}${when})`;
}

/** A sentence of ours, in which a path or name from outside may stand: nothing in it is markup. */
function plain(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~@!]/g, "\\$&");
}
