import { sanitizeLines } from "./shown.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text from outside, line by line printable, for XML 1.0 and HTML, inside elements and quoted attributes. */
export function escapeXml(text: string): string {
  return escapeXmlWords(sanitizeLines(text));
}

/** The same for words of ours, in which what is from outside is printable already. */
export function escapeXmlWords(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");
}
