import { sanitize } from "../../../lib/messages/index.js";
import type { Style } from "./style.js";

/** Canonical text as people read it: JSON in printable letters, cut where it is very long. */
export function showValue(canonical: string, maxLength = 600): string {
  const text = sanitize(unescapeCanonical(canonical));
  return text.length > maxLength ? `${text.slice(0, maxLength)}... (${text.length} letters)` : text;
}

/** Text of several lines, each of them printable. */
export function sanitizeLines(text: string): string {
  return text.split("\n").map(sanitize).join("\n");
}

/** Canonical text spells `#` and others as `\uXXXX`, which is for Terraform and not for people. */
function unescapeCanonical(canonical: string): string {
  try {
    return JSON.stringify(JSON.parse(canonical));
  } catch {
    return canonical;
  }
}

/** Breaks a text at blanks, else at commas, else anywhere, so that no line is longer than `width`. */
export function wrapText(text: string, width: number | undefined): readonly string[] {
  if (width === undefined || text.length <= width) return [text];
  const room = Math.max(width, 20);
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const at = findBreak(rest, room);
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? lines : [...lines, rest];
}

function findBreak(text: string, room: number): number {
  const blank = text.lastIndexOf(" ", room);
  const next = text.indexOf(" ", blank + 1);
  const word = (next < 0 ? text.length : next) - blank - 1;
  // A long word stays whole where a line of its own holds it.
  if (blank > room / 2 || (blank > 0 && word <= room)) return blank;
  const comma = text.lastIndexOf(",", room - 1) + 1;
  return comma > room / 2 ? comma : room;
}

/** A text behind a margin, wrapped on a terminal. */
export function indent(text: string, margin: number, { columns }: Style): readonly string[] {
  const width = columns === undefined ? undefined : columns - margin;
  return wrapText(text, width).map((line) => " ".repeat(margin) + line);
}

/** What stands in front of a text, and how many letters of it are seen. */
export interface Lead {
  readonly lead: string;
  readonly margin: number;
}

/** A text beside its lead, and wrapped under itself. */
export function putBeside(text: string, { lead, margin }: Lead, style: Style): readonly string[] {
  const [first = "", ...more] = indent(text, margin, style);
  return [`${lead}${first.slice(margin)}`, ...more];
}

const LABEL = 9;

/** A text beside its label; nothing where there is no text. */
export function label(name: string, text: string, style: Style): readonly string[] {
  if (text === "") return [];
  return putBeside(text, { lead: `  ${style.dim(name.padEnd(LABEL))}`, margin: LABEL + 2 }, style);
}

/** The line that a report begins with, behind its mark. */
export function renderHeadline(mark: string, text: string, style: Style): readonly string[] {
  const [first = "", ...more] = indent(text, 2, style);
  return [`${mark} ${style.bold(first.trimStart())}`, ...more.map((line) => style.bold(line))];
}

/** `2 loosened, 1 tightened`: what there is none of is left out. */
export function joinCounts(counts: readonly (readonly [number, string])[]): string {
  return counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`])).join(", ");
}

/** `8 s`, `5 min`, `3 h`, `9 days`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
