import { indent } from "../reports/shared/shown.js";
import { PLAIN } from "../reports/shared/style.js";

/** Tells a step of the story, wrapped under its number on a terminal. */
export function say(text: string): void {
  const { isTTY, columns } = process.stdout;
  const style = isTTY ? { ...PLAIN, columns: columns || 80 } : PLAIN;
  const [, number = "", rest = ""] = /^(\d+\. )?(.*)$/s.exec(text) ?? [];
  const [first = "", ...more] = indent(rest, number.length, style);
  show([number + first.slice(number.length), ...more].join("\n"));
}

/** What another program printed, as it stands. */
export function show(text: string): void {
  process.stdout.write(`${text}\n`);
}
