import { sanitize } from "./sanitize.js";

/** The words that every message of the gate begins with; scripts may rely on them. */
export type Lead =
  | "drift"
  | "stale"
  | "unreadable"
  | "wrong org"
  | "not live"
  | "waiver expired"
  | "bad declaration"
  | "notice";

const FIRST_LINE = 76;
const LABEL = 10;

/** A message: its first line, a blank one, and the lines of its body. */
export function writeMessage(lead: Lead, headline: string, body: readonly string[]): string {
  return [renderLead(lead, headline), "", ...body].join("\n");
}

/** The first line: the fixed words, then a headline cut to 76 characters in all. */
export function renderLead(lead: Lead, headline: string): string {
  return fitLead(lead, (room) => clip(headline, room));
}

/** A first line whose headline is told how much room it has. */
export function fitLead(lead: Lead, headline: (room: number) => string, tag = ""): string {
  const head = `fullstory: ${lead}, `;
  const tail = tag === "" ? "" : ` [${tag}]`;
  return `${head}${headline(FIRST_LINE - head.length - tail.length)}${tail}`;
}

/** An indented label and its text. */
export function labelLine(label: string, text: string): string {
  return `  ${label.padEnd(LABEL)}${text}`;
}

/** Text cut to a length; its end shows that something is missing. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 3))}...`;
}

const VALUE = 160;

/** A canonical text as a person reads it: bare words bare, everything else as JSON; never more than a line. */
export function showValue(canonical: string | undefined, length = VALUE): string {
  if (canonical === undefined) return "nothing";
  let value: unknown;
  try {
    value = JSON.parse(canonical);
  } catch {
    return clip(sanitize(canonical), length);
  }
  if (typeof value === "string" && /^[\w.-]+$/.test(value)) return clip(value, length);
  return clip(sanitize(JSON.stringify(value)), length);
}

/** An instant to the minute: `2026-11-22 08:21 UTC`. */
export function formatMinute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
