import {
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectField,
} from "../../../lib/settings/index.js";

interface Walk {
  readonly at: string;
  readonly holds: (value: Json) => boolean;
  readonly found: string[];
}

/** Paths of the documented keys of an answer that hold such a value: `$.elementBlocks[0].scope`. */
export function pathsWhere(object: ObjectField, live: JsonObject, holds: Walk["holds"]): readonly string[] {
  const found: string[] = [];
  collectInObject(object, live, { at: "$", holds, found });
  return found;
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
