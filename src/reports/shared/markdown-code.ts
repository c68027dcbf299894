import { printable } from "../../../lib/messages/index.js";

/** Text from outside in a code span that it cannot leave; for paragraphs, lists and headings. */
export function inlineCode(text: string): string {
  return span(printable(text));
}

function span(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const pad = text === "" || /^[` ]|[` ]$/.test(text) ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Lines from outside in a fenced block that none of them can end. */
export function fencedCode(lines: readonly string[], language = ""): readonly string[] {
  const inert = lines.map(printable);
  const fence = "`".repeat(Math.max(3, longestRun(inert.join("\n")) + 1));
  return [`${fence}${language}`, ...inert, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
