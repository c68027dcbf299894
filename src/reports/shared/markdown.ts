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
