import type { Field, ObjectField } from "../settings/model/field.js";
import { toCamel, toSnake } from "../settings/model/keys.js";
import { breakMarkers, quoteCode } from "./code-string.js";
import { toHclWords } from "./hcl-words.js";
import { type EntrySyntax, type WaiverSuggestion, waiverSuggestion } from "./waiver-suggestion.js";

/** The language that a declaration is written in, as far as messages quote it. */
export interface Dialect {
  /** A path as the declaration spells it. */
  readonly spellPath: (path: string) => string;
  /** A sentence of ours about the declaration, with its names as the declaration spells them. */
  readonly spellWords: (sentence: string) => string;
  /** One waiver, ready to be pasted into the argument that takes a list of them. */
  readonly spellWaiver: (suggestion: WaiverSuggestion) => string;
  /** An argument with these waivers, ready to be pasted. */
  readonly spellWaivers: (suggestions: readonly WaiverSuggestion[]) => string;
}

export const typescriptDialect = createDialect(
  { spellPath: (path) => path, spellWords: (sentence) => sentence },
  { is: ": ", quote: quoteCode },
);

/** HCL, with the names of a document in snake_case. */
export function createHclDialect(document: ObjectField): Dialect {
  const spellPath = (text: string) => toHclPath(document, text);
  return createDialect({ spellPath, spellWords: toHclWords }, { is: " = ", quote: quoteHcl });
}

function createDialect(
  { spellPath, spellWords }: Pick<Dialect, "spellPath" | "spellWords">,
  syntax: EntrySyntax,
): Dialect {
  const spellWaiver = (each: WaiverSuggestion) =>
    waiverSuggestion({ ...each, path: spellPath(each.path) }, syntax);
  const spellWaivers: Dialect["spellWaivers"] = (all) =>
    `waivers${syntax.is}[${all.map(spellWaiver).join(", ")}]`;
  return { spellPath, spellWords, spellWaiver, spellWaivers };
}

/** An HCL string that means the text, in printable ASCII, with CI commands written as escapes. */
export function quoteHcl(text: string): string {
  const escaped = JSON.stringify(text)
    .replace(/\\[\\"]|\\[bf]|\\ud[89a-f][0-9a-f]{2}|[^\x20-\x7e]/gu, escapeForHcl)
    .replace(/([$%])(?=\{)/g, "$1$1");
  return breakMarkers(escaped);
}

/** What HCL has no short form for, by its code point. Half of a surrogate pair is no character, and is lost. */
function escapeForHcl(form: string): string {
  if (form === "\\\\" || form === '\\"') return form;
  if (form === "\\b") return "\\u0008";
  if (form === "\\f") return "\\u000c";
  const code = form.startsWith("\\") ? 0xfffd : (form.codePointAt(0) ?? 0xfffd);
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** `elementBlocks[".ssn"].scope` as `element_blocks[".ssn"].scope`. */
export function toHclPath(document: ObjectField, path: string): string {
  return renameKeys(document, path, toSnake);
}

/** The opposite of {@link toHclPath}; a path in camelCase stays as it is. */
export function fromHclPath(document: ObjectField, path: string): string {
  return renameKeys(document, path, toCamel);
}

const STEP = /\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]|[A-Za-z_$][\w$]*|[\s\S]/g;

/** Renames the keys of a path that the endpoint table knows. Keys inside open JSON are data. */
function renameKeys(document: ObjectField, path: string, rename: (key: string) => string): string {
  let field: Field | undefined = document;
  let out = "";
  for (const [step] of path.matchAll(STEP)) {
    const isName: boolean = /^[A-Za-z_$]/.test(step);
    const inner: Field | undefined = field?.kind === "list" ? field.item : field;
    if (step.startsWith("[")) field = inner;
    else if (isName) field = inner?.kind === "object" ? inner.fields[toCamel(step)] : undefined;
    out += isName && field !== undefined ? rename(step) : step;
  }
  return out;
}
