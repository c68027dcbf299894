import { clip, pluralize, sanitize } from "../../../lib/messages/index.js";

/** Text from outside in a code span that it cannot leave; for paragraphs, lists and headings. */
export function quoteCode(text: string): string {
  const shown = sanitize(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown === "" || /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** The same, cut where it is long. */
export function toCode(text: string, length: number): string {
  return quoteCode(clip(sanitize(text), length));
}

/** As many whole blocks as there is room for, in characters, and how many were left out. */
export function fitBlocks(
  blocks: readonly (readonly string[])[],
  room: number,
  { noun, where = "the evidence has" }: { readonly noun: string; readonly where?: string },
): readonly string[] {
  const lines: string[] = [];
  let left = room;
  for (const [index, block] of blocks.entries()) {
    left -= block.reduce((sum, line) => sum + line.length + 1, 0);
    if (left < 0)
      return [...lines, "", `${pluralize(blocks.length - index, noun)} left out; ${where} them all.`];
    lines.push(...block);
  }
  return lines;
}

/** Lines that stay closed until somebody opens them. The summary is of words of ours. */
export function fold(summary: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ["", `<details><summary>${summary}</summary>`, "", ...lines, "", "</details>"];
}

/** `loosened` stands out, as what matters most. */
export function markDirection(direction: string | undefined): string {
  return direction === "loosened" ? "**loosened**" : (direction ?? "neutral");
}

/** A sentence of ours, in which a name from outside may stand: nothing in it is markup. It must be printable. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~@!]/g, "\\$&");
}
