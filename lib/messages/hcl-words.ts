import { toSnake } from "../settings/model/keys.js";

/** A quoted word stays as it is: it is a value, or was written by the person who reads the message. */
const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';

const REWRITES: readonly (readonly [pattern: RegExp, write: (...parts: string[]) => string])[] = [
  [
    /Match\.arrayWith\(rules, \{ allowUnmask: true \}\)/g,
    () => "{ array_with = { items = [...], allow_unmask = true } }",
  ],
  [/`(\w+): Match\.anyValue\(\),`/g, (_, name = "") => `\`${toSnake(name)} = { any_value = true }\``],
  [/`(\w+): ("[^"`]*"|\w+),`/g, (_, name = "", value = "") => `\`${toSnake(name)} = ${value}\``],
  [/\bMatch\.(\w+)\((\[\]|\{\.\.\.\})\)/g, (_, name = "", value = "") => `{ ${toSnake(name)} = ${value} }`],
  [/\bMatch\.(\w+)(?:\(\))?/g, (_, name = "") => toSnake(name)],
  [/\b(\w+): (true|false)\b/g, (_, name = "", value = "") => `${toSnake(name)} = ${value}`],
];

const NAME = new RegExp(`${QUOTED}|\\b[a-z]+(?:[A-Z][a-z0-9]*)+\\b`, "g");

/** A sentence of ours that speaks of TypeScript, in the words of HCL. */
export function toHclWords(sentence: string): string {
  const rewritten = REWRITES.reduce((text, [pattern, write]) => text.replace(pattern, write), sentence);
  return rewritten.replace(NAME, (name) => (name.startsWith('"') ? name : toSnake(name)));
}
