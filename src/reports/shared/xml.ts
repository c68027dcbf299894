import { makePrintable } from "./shown.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text from outside, line by line printable, for XML 1.0 and HTML, inside elements and quoted attributes. */
export function escaped(text: string): string {
  return escapedWords(makePrintable(text));
}

/** The same for words of ours, in which what is from outside is printable already. */
export function escapedWords(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");
}
