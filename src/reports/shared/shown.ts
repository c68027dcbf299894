import { printable } from "../../../lib/messages/index.js";
import type { Style } from "./style.js";

/** Canonical text as people read it: JSON in printable letters, cut where it is very long. */
export function shownValue(canonical: string, maxLength = 600): string {
  const text = printable(unescaped(canonical));
  return text.length > maxLength ? `${text.slice(0, maxLength)}... (${text.length} letters)` : text;
}

/** Canonical text spells `#` and others as `\uXXXX`, which is for Terraform and not for people. */
function unescaped(canonical: string): string {
  try {
    return JSON.stringify(JSON.parse(canonical));
  } catch {
    return canonical;
  }
}

/** Breaks a text at blanks, or anywhere in a long word, so that no line is longer than `width`. */
export function wrapped(text: string, width: number | undefined): readonly string[] {
  if (width === undefined || text.length <= width) return [text];
  const room = Math.max(width, 20);
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const blank = rest.lastIndexOf(" ", room);
    const at = blank > room / 2 ? blank : room;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? lines : [...lines, rest];
}

/** A text behind a margin, wrapped on a terminal. */
export function block(text: string, margin: number, { columns }: Style): readonly string[] {
  const width = columns === undefined ? undefined : columns - margin;
  return wrapped(text, width).map((line) => " ".repeat(margin) + line);
}

/** `1 change`, `2 changes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
