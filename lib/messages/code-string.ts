/** A JavaScript string literal that means the text, in printable ASCII, with CI commands written as escapes. */
export function codeString(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  const escaped = text.replace(/[^\x20-\x7e]|[\\$%`]/g, (c) => (c === "\\" ? "\\\\" : unicode(c)));
  const quoted = quote === '"' ? escaped.replace(/"/g, '\\"') : escaped;
  return quote + brokenMarkers(quoted) + quote;
}

/** The inside of a string literal with the markers of CI runners written as escapes. */
export function brokenMarkers(literal: string): string {
  return literal.replace(/:(?=:)/g, unicode).replace(/##(?=\[|vso\[)/gi, (c) => `#${unicode(c.slice(1))}`);
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
