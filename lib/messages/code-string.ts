/** A JavaScript string literal that means the text, in printable ASCII, with CI commands written as escapes. */
export function quoteCode(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  const escaped = text.replace(/[^\x20-\x7e]|[\\$%`]/g, (c) => (c === "\\" ? "\\\\" : escapeCharacter(c)));
  const quoted = quote === '"' ? escaped.replace(/"/g, '\\"') : escaped;
  return quote + breakMarkers(quoted) + quote;
}

/** The inside of a string literal with the markers of CI runners written as escapes. */
export function breakMarkers(literal: string): string {
  return literal
    .replace(/:(?=:)/g, escapeCharacter)
    .replace(/##(?=\[|vso\[)/gi, (c) => `#${escapeCharacter(c.slice(1))}`);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
