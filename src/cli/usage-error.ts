/** The command line, the environment or the configuration file asks for something that cannot be. */
export class UsageError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = "UsageError";
    this.hint = hint;
  }
}

/** The error for a word that is none of the known ones: with the nearest of them, or else with all. */
export function createWordError(what: string, word: string, known: readonly string[]): UsageError {
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

/** @throws UsageError where a word is none of the known ones */
export function readOneOf<T extends string>(what: string, word: string, known: readonly T[]): T {
  const found = known.find((each) => each === word);
  if (found === undefined) throw createWordError(what, word, known);
  return found;
}

/** The name of a variable. It is never repeated: somebody may have put the key or token itself there. */
export function readVariableName(flag: string, name: string, secret: "key" | "token"): string {
  if (/^[A-Za-z_][A-Za-z0-9_]{0,100}$/.test(name)) return name;
  throw new UsageError(
    `${flag} takes the name of an environment variable, and never the ${secret}`,
    `Put the ${secret} into a variable, and give its name.`,
  );
}
