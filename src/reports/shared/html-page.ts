import { createHash } from "node:crypto";
import { STYLE } from "./html-style.js";
import { escapedWords } from "./xml.js";

/** Nothing is loaded, run, framed or sent; the style is this one and no other. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
/** The beginning of a page without scripts, links or anything to load. The title is of words of ours. */
export function pageHead(title: string): string {
  return `${[
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapedWords(POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapedWords(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body><main>",
  ].join("\n")}\n`;
}

export function pageEnd(): string {
  return "</main></body>\n</html>\n";
}
