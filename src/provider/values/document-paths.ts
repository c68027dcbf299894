import {
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectField,
} from "../../../lib/settings/index.js";

/**
 * Paths of the documented keys that an answer has with null: `$.elementBlocks[0].scope`. Terraform has one null for
 * these and for keys that are absent, and they do not mean the same.
 */
export function nullKeys(object: ObjectField, live: JsonObject): readonly string[] {
  return pathsWhere(object, live, (value) => value === null);
}

/**
 * Paths of texts that Terraform changes when it keeps them: it makes them NFC, replaces lone surrogates and drops a
 * leading byte order mark. Two different texts may be equal afterwards.
 */
export function alteredKeys(object: ObjectField, live: JsonObject): readonly string[] {
  return pathsWhere(object, live, (value) => typeof value === "string" && isAltered(value));
}

const ASCII = /^[\0-\x7f]*$/;

function isAltered(text: string): boolean {
  if (ASCII.test(text)) return false;
  return text.normalize("NFC") !== text || text.startsWith("\ufeff") || /\p{Surrogate}/u.test(text);
}

type Holds = (value: Json) => boolean;

function pathsWhere(object: ObjectField, live: JsonObject, holds: Holds): readonly string[] {
  const found: string[] = [];
  collectInObject(object, live, { at: "$", holds, found });
  return found;
}

interface Walk {
  readonly at: string;
  readonly holds: Holds;
  readonly found: string[];
}

function collectInObject(object: ObjectField, live: JsonObject, walk: Walk): void {
  for (const [key, field] of Object.entries(object.fields)) {
    const value = Object.hasOwn(live, key) ? live[key] : undefined;
    if (value !== undefined) collect(field, value, { ...walk, at: `${walk.at}.${key}` });
  }
}

function collect(field: Field, value: Json, walk: Walk): void {
  const { at, holds, found } = walk;
  if (holds(value)) found.push(at);
  else if (field.kind === "object" && isJsonObject(value)) collectInObject(field, value, walk);
  else if (field.kind === "list" && Array.isArray(value)) {
    // A list may have a hundred thousand texts: the path of one is written where it is asked for.
    const isOfTexts = field.item.kind === "text";
    value.forEach((item: Json, index) => {
      if (isOfTexts && !holds(item)) return;
      collect(field.item, item, { ...walk, at: `${at}[${index}]` });
    });
  }
}
