import { clip, labelLine, writeMessage } from "./lines.js";
import { sanitize } from "./sanitize.js";

export function renderNotice(headline: string, lines: readonly string[]): string {
  const notes = lines.map((line) => labelLine("Note", clip(sanitize(line), 300)));
  return writeMessage("notice", headline, notes);
}
