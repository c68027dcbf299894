/** JSON as an HCL expression that means the same. */
export function hclOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hclOf).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, entry]) => `(${hclText(key)}) = ${hclOf(entry)}`);
    return `{ ${entries.join(", ")} }`;
  }
  return typeof value === "string" ? hclText(value) : String(value);
}

function hclText(text: string): string {
  const escaped = Array.from({ length: text.length }, (_, at) => {
    const letter = text.charAt(at);
    if (letter === '"' || letter === "\\") return `\\${letter}`;
    if (/[\x20-\x7e]/.test(letter)) return letter;
    return `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped.join("").replace(/([$%])(?=\{)/g, "$1$1")}"`;
}
