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

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
