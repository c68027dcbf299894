/** What a text would change in another, line by line: `-` is there, `+` is not. Unchanged lines are left out. */
export function diffLines(found: string, wanted: string): readonly string[] {
  const [before, after] = [found.split("\n"), wanted.split("\n")];
  // A table of common lines; the files of a project's setup are short, and a long one is told as a whole.
  if (before.length * after.length > 4_000_000)
    return [`- ${before.length} lines`, `+ ${after.length} lines`];
  const common = measureCommon(before, after);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i += 1;
      j += 1;
    } else if (
      j >= after.length ||
      (i < before.length && getLength(common, i + 1, j) >= getLength(common, i, j + 1))
    ) {
      lines.push(`- ${before[i] ?? ""}`);
      i += 1;
    } else {
      lines.push(`+ ${after[j] ?? ""}`);
      j += 1;
    }
  }
  return lines;
}

/** For each pair of positions, how many lines the rests have in common in order. */
function measureCommon(before: readonly string[], after: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    const row = table[i];
    if (row === undefined) continue;
    for (let j = after.length - 1; j >= 0; j--)
      row[j] =
        before[i] === after[j]
          ? getLength(table, i + 1, j + 1) + 1
          : Math.max(getLength(table, i + 1, j), getLength(table, i, j + 1));
  }
  return table;
}

function getLength(table: readonly Uint32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
