/** The one table of the bench: rows as they were measured, and how they are written. */
export class Table {
  rows = [];

  /**
   * @param {object} row
   * @param {string} row.section  what it is about
   * @param {string} row.what     what was measured
   * @param {string} row.figure   the figure
   * @param {string} [row.beside] what was measured beside it, in the same run
   * @param {string} [row.ratio]  the one by the other
   * @param {string} [row.target] the target
   * @param {boolean} [row.met]
   * @param {string} [row.reason] why it is not met; said only then
   */
  add(row) {
    this.rows.push(row);
    const cells = [row.what, row.figure, row.beside, row.ratio, verdictOf(row)];
    process.stdout.write(`${cells.filter((cell) => cell !== undefined && cell !== "").join("  |  ")}\n`);
  }

  heading(section) {
    process.stdout.write(`\n${section}\n`);
  }

  markdown() {
    const head = ["", "measured", "figure", "beside it", "ratio or difference", "target"];
    const lines = [`| ${head.join(" | ")} |`, `|${head.map(() => "---|").join("")}`];
    let section;
    for (const row of this.rows) {
      const first = row.section === section ? "" : row.section;
      section = row.section;
      const cells = [first, row.what, row.figure, row.beside, row.ratio, verdictOf(row)];
      lines.push(`| ${cells.map((cell) => (cell ?? "").replaceAll("|", "\\|")).join(" | ")} |`);
    }
    return lines.join("\n");
  }

  targets() {
    return this.rows.filter((row) => row.target !== undefined);
  }
}

function verdictOf({ target, met, reason }) {
  if (target === undefined) return "";
  if (met === undefined) return `${target}: not measured${reason === undefined ? "" : ` (${reason})`}`;
  return met ? `${target}: **met**` : `${target}: **not met**${reason === undefined ? "" : `: ${reason}`}`;
}

export const ms = (value) => (Math.abs(value) < 10 ? `${value.toFixed(2)} ms` : `${value.toFixed(0)} ms`);
export const times = (value) => `${value.toFixed(2)} times`;
export const more = (value) => `${value < 0 ? "" : "+"}${value.toFixed(0)} ms`;
export const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 2 : 0)} MB`;
export const count = (n) => n.toLocaleString("en-US");
