import type { Field, ObjectField } from "../settings/model/field.js";
import { camelCase, snakeCase } from "../settings/model/keys.js";
import { brokenMarkers, codeString } from "./code-string.js";
import { inHclWords } from "./hcl-words.js";
import { type EntrySyntax, type WaiverSuggestion, waiverSuggestion } from "./waiver-suggestion.js";

/** The language that a declaration is written in, as far as messages quote it. */
export interface Dialect {
  /** A path as the declaration spells it. */
  readonly path: (path: string) => string;
  /** A sentence of ours about the declaration, with its names as the declaration spells them. */
  readonly words: (sentence: string) => string;
  /** One waiver, ready to be pasted into the argument that takes a list of them. */
  readonly waiver: (suggestion: WaiverSuggestion) => string;
  /** An argument with these waivers, ready to be pasted. */
  readonly waivers: (suggestions: readonly WaiverSuggestion[]) => string;
}

export const typescriptDialect = makeDialect(
  { path: (path) => path, words: (sentence) => sentence },
  { is: ": ", quote: codeString },
);

/** HCL, with the names of a document in snake_case. */
export function hclDialect(document: ObjectField): Dialect {
  const path = (text: string) => hclPath(document, text);
  return makeDialect({ path, words: inHclWords }, { is: " = ", quote: hclString });
}

function makeDialect({ path, words }: Pick<Dialect, "path" | "words">, syntax: EntrySyntax): Dialect {
  const waiver = (each: WaiverSuggestion) => waiverSuggestion({ ...each, path: path(each.path) }, syntax);
  const waivers: Dialect["waivers"] = (all) => `waivers${syntax.is}[${all.map(waiver).join(", ")}]`;
  return { path, words, waiver, waivers };
}

/** An HCL string that means the text, in printable ASCII, with CI commands written as escapes. */
export function hclString(text: string): string {
  const escaped = JSON.stringify(text)
    .replace(/\\[\\"]|\\[bf]|\\ud[89a-f][0-9a-f]{2}|[^\x20-\x7e]/gu, hclEscape)
    .replace(/([$%])(?=\{)/g, "$1$1");
  return brokenMarkers(escaped);
}

/** What HCL has no short form for, by its code point. Half of a surrogate pair is no character, and is lost. */
function hclEscape(form: string): string {
  if (form === "\\\\" || form === '\\"') return form;
  if (form === "\\b") return "\\u0008";
  if (form === "\\f") return "\\u000c";
  const code = form.startsWith("\\") ? 0xfffd : (form.codePointAt(0) ?? 0xfffd);
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** `elementBlocks[".ssn"].scope` as `element_blocks[".ssn"].scope`. */
export function hclPath(document: ObjectField, path: string): string {
  return renamed(document, path, snakeCase);
}

/** The opposite of {@link hclPath}; a path in camelCase stays as it is. */
export function pathFromHcl(document: ObjectField, path: string): string {
  return renamed(document, path, camelCase);
}

const STEP = /\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]|[A-Za-z_$][\w$]*|[\s\S]/g;

/** Renames the keys of a path that the endpoint table knows. Keys inside open JSON are data. */
function renamed(document: ObjectField, path: string, rename: (key: string) => string): string {
  let field: Field | undefined = document;
  let out = "";
  for (const [step] of path.matchAll(STEP)) {
    const isName: boolean = /^[A-Za-z_$]/.test(step);
    const inner: Field | undefined = field?.kind === "list" ? field.item : field;
    if (step.startsWith("[")) field = inner;
    else if (isName) field = inner?.kind === "object" ? inner.fields[camelCase(step)] : undefined;
    out += isName && field !== undefined ? rename(step) : step;
  }
  return out;
}
