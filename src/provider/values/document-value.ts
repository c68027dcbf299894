import {
  canonicalize,
  type Endpoint,
  type Field,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectField,
  spellEnum,
  toSnake,
} from "../../../lib/settings/index.js";
import type { CtyObject, CtyValue } from "../../plugin/index.js";
import type { DecodedSettings } from "../reading/loaded.js";
import { type Exposure, showText } from "./masks.js";

/**
 * A settings document, or a version of one, as its data source has it.
 *
 * `null_keys`: Terraform has one null for what the answer has with null and for what is absent, and they do not mean
 * the same. `altered_keys`: two different texts may be equal once Terraform has changed them.
 */
export function toSettingsValue(
  { document: object }: Endpoint,
  { document, unknownKeys }: DecodedSettings,
  exposure: Exposure,
): CtyObject {
  const live = document as unknown as JsonObject;
  return new Map([
    ...toObjectValue(object, live, exposure),
    ["unknown_keys", unknownKeys],
    ["null_keys", listPathsWhere(object, live, (value) => value === null)],
    ["altered_keys", listPathsWhere(object, live, (value) => typeof value === "string" && isAltered(value))],
  ]);
}

interface Walk {
  readonly at: string;
  readonly holds: (value: Json) => boolean;
  readonly found: string[];
}

/** Paths of the documented keys of an answer that hold such a value: `$.elementBlocks[0].scope`. */
function listPathsWhere(object: ObjectField, live: JsonObject, holds: Walk["holds"]): readonly string[] {
  const found: string[] = [];
  collect(object, live, { at: "$", holds, found });
  return found;
}

function collect(field: Field, value: Json, walk: Walk): void {
  const { at, holds, found } = walk;
  if (holds(value)) found.push(at);
  else if (field.kind === "object" && isJsonObject(value)) {
    for (const [key, inner] of Object.entries(field.fields)) {
      const entry = Object.hasOwn(value, key) ? value[key] : undefined;
      if (entry !== undefined) collect(inner, entry, { ...walk, at: `${at}.${key}` });
    }
  } else if (field.kind === "list" && Array.isArray(value)) {
    // A list may have a hundred thousand texts: the path of one is written where it is asked for.
    const isOfTexts = field.item.kind === "text";
    value.forEach((item: Json, index) => {
      if (isOfTexts && !holds(item)) return;
      collect(field.item, item, { ...walk, at: `${at}[${index}]` });
    });
  }
}

const ASCII = /^[\0-\x7f]*$/;

/** Whether Terraform changes a text when it keeps it: to NFC, without lone surrogates and a leading byte order mark. */
function isAltered(text: string): boolean {
  if (ASCII.test(text)) return false;
  return text.normalize("NFC") !== text || text.startsWith("\ufeff") || /\p{Surrogate}/u.test(text);
}

/** A document as the attributes that `attributesOf` makes of its fields. What the answer lacks is null. */
export function toObjectValue(object: ObjectField, live: JsonObject, exposure: Exposure): CtyObject {
  return new Map(
    Object.entries(object.fields).map(([key, field]) => {
      const value = Object.hasOwn(live, key) ? live[key] : undefined;
      return [toSnake(key), toFieldValue(field, value, exposure)];
    }),
  );
}

function toFieldValue(field: Field, live: Json | undefined, exposure: Exposure): CtyValue {
  if (live === undefined || live === null) return null;
  switch (field.kind) {
    case "boolean":
      return typeof live === "boolean" ? live : refuseMisread(field);
    case "integer":
      return typeof live === "number" ? live : refuseMisread(field);
    case "text":
      return typeof live === "string" ? showText(field.dataClass, live, exposure) : refuseMisread(field);
    case "enum":
      return typeof live === "string" ? spellEnum(field, live) : refuseMisread(field);
    case "json":
      return showText(field.dataClass, canonicalize(live), exposure);
    case "object":
      return isJsonObject(live) ? toObjectValue(field, live, exposure) : refuseMisread(field);
    case "list":
      if (field.orObject) return showText(field.dataClass, canonicalize(live), exposure);
      return Array.isArray(live)
        ? live.map((item: Json) => toFieldValue(field.item, item, exposure))
        : refuseMisread(field);
  }
}

/**
 * Throws for a value of another kind. Decoding refuses such a document, and a value that cannot be shown must never
 * become null.
 */
function refuseMisread({ kind }: Field): never {
  throw new TypeError(`a decoded ${kind} is not one`);
}
