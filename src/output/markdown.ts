import { printable } from "../../lib/messages/index.js";

/** Text from outside in a code span that it cannot leave, for use anywhere, table cells included. */
export function codeSpan(text: string): string {
  const inert = printable(text).replaceAll("|", "\\|");
  const runs = inert.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = inert === "" || /^[` ]|[` ]$/.test(inert) ? " " : "";
  return `${fence}${pad}${inert}${pad}${fence}`;
}

/** Rows of a table, of which as many are kept as fit into `budget` characters. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  budget: number,
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [line(head), `|${head.map(() => "---").join("|")}|`];
  let left = budget;
  for (const [index, row] of rows.entries()) {
    const text = line(row);
    left -= text.length + 1;
    if (left < 0) return [...lines, "", `${rows.length - index} more rows were left out.`];
    lines.push(text);
  }
  return lines;
}
