import { createHash } from "node:crypto";
import { STYLE } from "./html-style.js";
import { escapeXml, escapeXmlWords } from "./xml.js";

/** Nothing is loaded, run, framed or sent; the style is this one and no other. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
/** The beginning of a page without scripts, links or anything to load. The title is of words of ours. */
export function renderPageHead(title: string): string {
  return `${[
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeXmlWords(POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeXmlWords(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body><main>",
  ].join("\n")}\n`;
}

export function renderPageEnd(): string {
  return "</main></body>\n</html>\n";
}

/** A word in a coloured box. */
export function renderTag(colour: string, text: string): string {
  return `<span class="tag ${colour}">${escapeXml(text)}</span>`;
}

export function renderCode(text: string): string {
  return `<code>${escapeXml(text)}</code>`;
}

/** What is only stricter is no alarm. */
export function pickColour(direction: string | undefined): string {
  const colours: Readonly<Record<string, string>> = { loosened: "bad", tightened: "calm" };
  return direction === undefined ? "plain" : (colours[direction] ?? "odd");
}

/** A line in small letters. It is HTML already. */
export function note(html: string): string {
  return `<p class="context">${html}</p>`;
}

export function renderSection(title: string, parts: readonly string[]): readonly string[] {
  return [`<section><h2>${title}</h2>`, ...parts, "</section>"];
}

export function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
