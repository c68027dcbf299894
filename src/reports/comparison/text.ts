import { sanitize } from "../../../lib/messages/index.js";
import type { Change } from "../../../lib/snapshot/index.js";
import { indent, label, putBeside, renderHeadline, showValue } from "../shared/shown.js";
import { narrowStyle, type Style } from "../shared/style.js";
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

/** A comparison as text. `brief` keeps the verdict only. */
export function renderComparisonText(report: ComparisonReport, style: Style, brief = false): string {
  const same = isSame(report.documents);
  const mark = same ? style.green("✔") : style.red("✘");
  const renderHead = (room: Style) => renderHeadline(mark, `fullstory: ${sanitize(report.headline)}`, room);
  const head = renderHead(style);
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...renderSides(report, style)];
  for (const document of report.documents) lines.push(...renderDocument(document, style));
  const quiet = report.documents.filter(isQuiet);
  if (!same && quiet.length > 0) {
    lines.push("", ...indent(`No changes in ${quiet.map(({ name }) => name).join(", ")}.`, 2, style));
  }
  for (const note of report.notes) lines.push(...indent(sanitize(note), 2, style));
  if (lines.includes("")) lines.push("", ...renderHead(narrowStyle(style)).map((line) => `  ${line}`));
  return `${lines.join("\n")}\n`;
}

function renderSides({ before, after, skipped }: ComparisonReport, style: Style): readonly string[] {
  const left = skipped.length === 0 ? "" : `${skipped.join(", ")} (not in the org's plan)`;
  return [
    ...label("from", before === undefined ? "" : describeSide(before), style),
    ...label(before === undefined ? "what" : "to", describeSide(after), style),
    ...label("skipped", left, style),
  ];
}

function describeSide({ name, org, host, verifiedAt }: ComparedSide): string {
  const when = verifiedAt === undefined ? "" : ` · verified ${sanitize(verifiedAt)}`;
  return `${sanitize(name)} · ${sanitize(org)} · ${sanitize(host)}${when}`;
}

function renderDocument(
  { name, changes, onlyIn, changed }: ComparedDocument,
  style: Style,
): readonly string[] {
  const lines =
    onlyIn === undefined
      ? changes.flatMap((change) => renderChange(change, style, changed?.get(change.path)))
      : [`  ${nameOnlySide(onlyIn)}, so not compared`];
  return lines.length === 0 ? [] : ["", style.bold(name), ...lines];
}

const MARGIN = 13;

/** One change as lines of text: what it means, where, and both values below. */
export function renderChange(change: Change, style: Style, changed?: Changed): readonly string[] {
  const { path, kind, before, after } = change;
  const lead = `  ${renderDirection(change, style)}`;
  const lines = [...putBeside(`${sanitize(path)}${describeKind(change)}`, { lead, margin: MARGIN }, style)];
  const renderValue = (label: string, canonical: string) =>
    indent(label + showValue(canonical), MARGIN, style);
  // An item that is its own name was told already.
  const isTold = path.endsWith(`[${before ?? after}]`) && kind !== "changed";
  if (before !== undefined && !isTold) lines.push(...renderValue(after === undefined ? "" : "was ", before));
  if (after !== undefined && !isTold) lines.push(...renderValue(before === undefined ? "" : "is  ", after));
  if (changed === undefined) return lines;
  const who = writeChanged(changed, (by) => sanitize(by).slice(0, 200));
  return [...lines, ...indent(`changed ${who}`, MARGIN, style)];
}

function renderDirection({ direction }: Change, style: Style): string {
  const pad = (word: string): string => word.padEnd(MARGIN - 2);
  if (direction === "loosened") return style.red(pad("LOOSENED"));
  if (direction === "unclear") return style.yellow(pad("unclear"));
  return direction === "tightened" ? style.green(pad("tightened")) : style.dim(pad("-"));
}
