import { remember } from "./remember.js";
import { type CssToken, canonicalizeSelectorPart, escapeLetter } from "./selector-part.js";

/** What is used of the library, whose own types are for ES modules only. */
interface CssTokenizer {
  tokenize(
    input: { readonly css: string },
    options: { readonly onParseError: () => void },
  ): readonly CssToken[];
}

let library: CssTokenizer | undefined;

/** A selector that needs no tokenizer: one tag, class or id. */
const SIMPLE = /^[.#]?[a-zA-Z_][\w-]*$/;
/** What CSS replaces by U+FFFD: halves of surrogate pairs, and NUL. */
const REPLACED = /[\0\p{Surrogate}]/u;
/** Letters past U+FFFF, escaped or not, behind escapes of other letters. In a string the library reads each as two. */
const PAST_FFFF = /\\[^\u{10000}-\u{10ffff}]|\\?([\u{10000}-\u{10ffff}])/gu;
/** Longer selectors are compared as text, so that input from outside takes a bounded time. */
const LONGEST = 10_000;

/** The parts of a selector list, each as one text for all its spellings; `null` where it is no selector. */
const splitSelector = remember((text: string): readonly string[] | null => {
  if (SIMPLE.test(text)) return [text];
  if (text.length > LONGEST || REPLACED.test(text)) return null;
  library ??= require("@csstools/css-tokenizer") as CssTokenizer;
  let sound = true;
  const onParseError = () => {
    sound = false;
  };
  const css = text.replace(PAST_FFFF, (found, letter?: string) =>
    letter === undefined ? found : escapeLetter(letter),
  );
  const tokens = library.tokenize({ css }, { onParseError });
  if (!sound) return null;
  const parts: string[] = [];
  for (const part of splitAtCommas(tokens)) {
    const written = canonicalizeSelectorPart(part);
    if (written === undefined) return null;
    parts.push(written);
  }
  return [...new Set(parts)].sort();
});

/** The token lists between the commas that stand outside of all brackets. */
function splitAtCommas(tokens: readonly CssToken[]): readonly (readonly CssToken[])[] {
  let part: CssToken[] = [];
  const parts = [part];
  let depth = 0;
  for (const token of tokens) {
    const [type] = token;
    if (type === "EOF-token") break;
    if (type === "(-token" || type === "[-token" || type === "function-token") depth++;
    if (type === ")-token" || type === "]-token") depth--;
    if (type === "comma-token" && depth === 0) {
      part = [];
      parts.push(part);
    } else part.push(token);
  }
  return parts;
}

/**
 * The one text for all spellings of a selector: blanks, comments, escapes and quotes have one form, and a comma list
 * is the set of its parts. What is no selector stands for itself, letter by letter.
 */
export const canonicalizeSelector: (text: string) => string = (text) =>
  splitSelector(text)?.join(",") ?? text;

/** Whether one selector list has every part of another one. */
export function coversSelector(wider: string, narrower: string): boolean {
  const outer = splitSelector(wider);
  const inner = splitSelector(narrower);
  if (outer === null || inner === null) return false;
  return inner.every((part) => outer.includes(part));
}

/** Whether a text can be read as a selector. */
export function isSelector(text: string): boolean {
  return splitSelector(text) !== null;
}
