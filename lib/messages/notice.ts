import { clip, firstLine, labelled } from "./lines.js";
import { printable } from "./printable.js";

export function noticeMessage(headline: string, lines: readonly string[]): string {
  return [
    firstLine("notice", headline),
    "",
    ...lines.map((line) => labelled("Note", clip(printable(line), 300))),
  ].join("\n");
}
