import { printable } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { beside, block, headline, label, shownValue } from "../shared/shown.js";
import { narrower, type Style } from "../shared/style.js";
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

/** A comparison as text. `brief` keeps the verdict only. */
export function comparisonText(report: ComparisonReport, style: Style, brief = false): string {
  const same = isSame(report.documents);
  const mark = same ? style.green("✔") : style.red("✘");
  const headIn = (room: Style) => headline(mark, `fullstory: ${printable(report.headline)}`, room);
  const head = headIn(style);
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...sideLines(report, style)];
  for (const document of report.documents) lines.push(...documentLines(document, style));
  const quiet = report.documents.filter(isQuiet);
  if (!same && quiet.length > 0) {
    lines.push("", ...block(`No changes in ${quiet.map(({ name }) => name).join(", ")}.`, 2, style));
  }
  for (const note of report.notes) lines.push(...block(printable(note), 2, style));
  if (lines.includes("")) lines.push("", ...headIn(narrower(style)).map((line) => `  ${line}`));
  return `${lines.join("\n")}\n`;
}

function sideLines({ before, after, skipped }: ComparisonReport, style: Style): readonly string[] {
  const left = skipped.length === 0 ? "" : `${skipped.join(", ")} (not in the org's plan)`;
  return [
    ...label("from", before === undefined ? "" : sideText(before), style),
    ...label(before === undefined ? "what" : "to", sideText(after), style),
    ...label("skipped", left, style),
  ];
}

function sideText({ name, org, host, verifiedAt }: ComparedSide): string {
  const when = verifiedAt === undefined ? "" : ` · verified ${printable(verifiedAt)}`;
  return `${printable(name)} · ${printable(org)} · ${printable(host)}${when}`;
}

function documentLines(
  { name, changes, onlyIn, changed }: ComparedDocument,
  style: Style,
): readonly string[] {
  const lines =
    onlyIn === undefined
      ? changes.flatMap((change) => changeLines(change, style, changed?.get(change.path)))
      : [`  ${nameOnlySide(onlyIn)}, so not compared`];
  return lines.length === 0 ? [] : ["", style.bold(name), ...lines];
}

const MARGIN = 13;

/** One change as lines of text: what it means, where, and both values below. */
export function changeLines(change: Change, style: Style, changed?: Changed): readonly string[] {
  const { path, kind, before, after } = change;
  const lead = `  ${directionWord(change, style)}`;
  const lines = [...beside(`${printable(path)}${verbOf(change)}`, { lead, margin: MARGIN }, style)];
  const value = (label: string, canonical: string) => block(label + shownValue(canonical), MARGIN, style);
  // An item that is its own name was told already.
  const isTold = path.endsWith(`[${before ?? after}]`) && kind !== "changed";
  if (before !== undefined && !isTold) lines.push(...value(after === undefined ? "" : "was ", before));
  if (after !== undefined && !isTold) lines.push(...value(before === undefined ? "" : "is  ", after));
  if (changed === undefined) return lines;
  const who = writeChanged(changed, (by) => printable(by).slice(0, 200));
  return [...lines, ...block(`changed ${who}`, MARGIN, style)];
}

function directionWord({ direction }: Change, style: Style): string {
  const pad = (word: string): string => word.padEnd(MARGIN - 2);
  if (direction === "loosened") return style.red(pad("LOOSENED"));
  if (direction === "unclear") return style.yellow(pad("unclear"));
  return direction === "tightened" ? style.green(pad("tightened")) : style.dim(pad("-"));
}
