import { UsageError } from "./usage-error.js";

/** The error for a word that is none of the known ones: with the nearest of them, or else with all. */
export function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  // Loaded only once something is wrong.
  const { closest, distance }: typeof import("fastest-levenshtein") = require("fastest-levenshtein");
  const near = word.length > 100 ? "" : closest(word.toLowerCase(), [...known]);
  const limit = near.length < 6 ? 1 : Math.max(2, near.length / 3);
  const isNear = near !== "" && distance(word.toLowerCase(), near.toLowerCase()) <= limit;
  const all = known.length > 12 ? "" : ` (known: ${known.join(", ")})`;
  return new UsageError(
    `${what} ${JSON.stringify(word.slice(0, 80))} is not known`,
    isNear ? `did you mean ${near}?${all}` : `use one of ${known.join(", ")}`,
  );
}
