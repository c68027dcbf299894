import { printable } from "../../../lib/messages/index.js";
import { beside, block } from "../shared/shown.js";
import { narrower, type Style } from "../shared/style.js";
import { changeLines } from "./change-lines.js";
import { type ComparedDocument, type ComparedSide, type ComparisonReport, isSame } from "./model.js";

/** A comparison as text. `brief` keeps the verdict only. */
export function comparisonText(report: ComparisonReport, style: Style, brief = false): string {
  const same = isSame(report.documents);
  const mark = same ? style.green("✔") : style.red("✘");
  const headIn = (room: Style): readonly string[] => {
    const [first = "", ...more] = block(`fullstory: ${printable(report.headline)}`, 2, room);
    return [`${mark} ${style.bold(first.trimStart())}`, ...more.map((line) => style.bold(line))];
  };
  const head = headIn(style);
  if (brief) return `${head.join("\n")}\n`;
  const lines = [...head, ...sideLines(report, style)];
  for (const document of report.documents) lines.push(...documentLines(document, style));
  const quiet = report.documents.filter((each) => each.changes.length === 0 && each.onlyIn === undefined);
  if (!same && quiet.length > 0) {
    lines.push("", ...block(`No changes in ${quiet.map(({ name }) => name).join(", ")}.`, 2, style));
  }
  for (const note of report.notes) lines.push(...block(printable(note), 2, style));
  if (lines.includes("")) lines.push("", ...headIn(narrower(style)).map((line) => `  ${line}`));
  return `${lines.join("\n")}\n`;
}

function sideLines({ before, after, skipped }: ComparisonReport, style: Style): readonly string[] {
  const named: (readonly [string, string])[] = [
    ...(before === undefined ? [] : [["from", sideText(before)] as const]),
    [before === undefined ? "what" : "to", sideText(after)],
    ...(skipped.length === 0 ? [] : [["skipped", `${skipped.join(", ")} (not in the org's plan)`] as const]),
  ];
  return named.flatMap(([label, text]) =>
    beside(text, { lead: `  ${style.dim(label.padEnd(9))}`, margin: 11 }, style),
  );
}

function sideText({ name, org, host, verifiedAt }: ComparedSide): string {
  const when = verifiedAt === undefined ? "" : ` · verified ${printable(verifiedAt)}`;
  return `${printable(name)} · ${printable(org)} · ${printable(host)}${when}`;
}

function documentLines(
  { name, changes, onlyIn, changed }: ComparedDocument,
  style: Style,
): readonly string[] {
  if (onlyIn !== undefined) {
    return [
      "",
      style.bold(name),
      `  only in the ${onlyIn === "before" ? "first" : "second"}, so not compared`,
    ];
  }
  if (changes.length === 0) return [];
  return [
    "",
    style.bold(name),
    ...changes.flatMap((change) => changeLines(change, style, changed?.get(change.path))),
  ];
}
