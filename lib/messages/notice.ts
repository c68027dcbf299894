import { clip, labelled, writeMessage } from "./lines.js";
import { printable } from "./printable.js";

export function noticeMessage(headline: string, lines: readonly string[]): string {
  const notes = lines.map((line) => labelled("Note", clip(printable(line), 300)));
  return writeMessage("notice", headline, notes);
}
