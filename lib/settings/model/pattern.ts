import type * as Re2 from "re2js";

let engine: typeof Re2 | undefined;

/**
 * Compiles a pattern on a linear-time engine, which is loaded when the first pattern is met. Answers a test that
 * searches, or a sentence that says what is wrong with the pattern.
 */
export function compilePattern(source: string): ((text: string) => boolean) | string {
  engine ??= require("re2js") as typeof Re2;
  try {
    const compiled = engine.RE2JS.compile(source);
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    if (/\(\?<?[=!]/.test(source)) {
      return "the pattern uses look-around, which RE2 does not have; combine Match.not and simpler patterns instead";
    }
    const why =
      error instanceof Error ? error.message.slice(0, 120).replace(/[^\x20-\x7e]/g, "?") : "unknown";
    return `the pattern is not valid RE2: ${why}`;
  }
}
