import { isArray, isObject, type JsonObject, type JsonValue } from "./json";

/** How the keys of settings documents are written on the wire. */
export const KEY_SPELLINGS = ["camel", "snake"] as const;
export type KeySpelling = (typeof KEY_SPELLINGS)[number];

/** Which of two names the enums of element rules have: those of the help page, or the newer ones. */
export const ENUM_SPELLINGS = ["documented", "new"] as const;
export type EnumSpelling = (typeof ENUM_SPELLINGS)[number];

const NEW_NAMES: ReadonlyMap<string, string> = new Map([
  ["BLOCK_SCRUB", "BLOCK_MASK"],
  ["BLOCK_RECORD", "BLOCK_UNMASK"],
  ["PREVIEW_SESSIONS", "PREVIEW_SESSIONS_ONLY"],
  ["LIVE_SESSIONS", "LIVE_SESSIONS_ONLY"],
]);
const DOCUMENTED_NAMES: ReadonlyMap<string, string> = new Map([...NEW_NAMES].map(([a, b]) => [b, a]));

export interface Spellings {
  readonly spelling: KeySpelling;
  readonly enumSpelling: EnumSpelling;
}

/** A settings document, stored in camelCase with either enum names, as the wire shall show it. */
export function spell(value: JsonValue, { spelling, enumSpelling }: Spellings): JsonValue {
  const renamed = renameRuleEnums(value, enumSpelling === "new" ? NEW_NAMES : DOCUMENTED_NAMES);
  return spelling === "snake" ? toSnakeKeys(renamed) : renamed;
}

/** Only `type` and `scope` of element rules: elsewhere the same word is a user's text. */
function renameRuleEnums(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  if (!isObject(value) || !isArray(value["elementBlocks"])) return value;
  const rename = (name: JsonValue | undefined) =>
    typeof name === "string" ? (names.get(name) ?? name) : undefined;
  const renameRule = (rule: JsonValue): JsonValue => {
    if (!isObject(rule)) return rule;
    const changes = Object.entries({ type: rename(rule["type"]), scope: rename(rule["scope"]) });
    const kept = changes.flatMap(([key, name]): [string, JsonValue][] =>
      name === undefined ? [] : [[key, name]],
    );
    return { ...rule, ...Object.fromEntries(kept) };
  };
  const changed: JsonObject = { ...value, elementBlocks: value["elementBlocks"].map(renameRule) };
  return changed;
}

function toSnakeKeys(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(toSnakeKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [toSnake(key), toSnakeKeys(item)]));
}

function toSnake(key: string): string {
  return key.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
