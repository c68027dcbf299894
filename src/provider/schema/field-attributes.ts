import { type DataClass, type Field, type ObjectField, toSnake } from "../../../lib/settings/index.js";
import type { Attributes } from "../../plugin/index.js";
import { buildList, type Content, computed, markSensitive } from "./attributes.js";

/** What may name a person or tell one person from another. A schema cannot depend on `expose_identifiers`. */
const HIDDEN: ReadonlySet<DataClass> = new Set(["identifier", "person", "freeText"]);

/** The fields of an object as computed attributes, in the order of the table. */
export function buildAttributes(object: ObjectField): Attributes {
  return Object.fromEntries(
    Object.entries(object.fields).map(([key, field]) => {
      const attribute = computed(toContent(field), describeField(field));
      return [toSnake(key), isHidden(field) ? markSensitive(attribute) : attribute];
    }),
  );
}

/** Lists stay lists, also where order has no meaning: Terraform needs time that is quadratic in a set's length. */
function toContent(field: Field): Content {
  if (field.kind === "object") return { nesting: "single", attributes: buildAttributes(field) };
  // No type of Terraform holds a list or an object, so both are text.
  if (field.kind !== "list" || field.orObject) return toScalarType(field);
  // Open JSON is text, so only objects have attributes of their own.
  return field.item.kind === "object"
    ? buildList(buildAttributes(field.item))
    : ["list", toScalarType(field.item)];
}

function toScalarType({ kind }: Field): "bool" | "number" | "string" {
  if (kind === "boolean") return "bool";
  return kind === "integer" ? "number" : "string";
}

/** Whether the value itself is masked, as the text or as each item. An object is masked inside. */
export function isHidden(field: Field): boolean {
  const item = field.kind === "list" ? field.item : field;
  return [field, item].some(({ dataClass }) => dataClass !== undefined && HIDDEN.has(dataClass));
}

function describeField(field: Field): string {
  const item = field.kind === "list" ? field.item : field;
  const words =
    item.kind === "enum" ? ` ${item.values.map((word) => `\`${word}\``).join(", ")}, or a newer word.` : "";
  const each = field.kind === "list" && !field.orObject ? "Each is JSON text." : "JSON text.";
  const json = item.kind === "json" ? ` ${each}` : "";
  const hidden = isHidden(field) ? " Masked unless `expose_identifiers`." : "";
  return `${field.doc}${words}${json}${hidden}`;
}
