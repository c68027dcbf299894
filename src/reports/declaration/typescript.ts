import { Matcher } from "../../../lib/settings/index.js";
import type { DeclaredField, DeclaredPart } from "./declared-part.js";
import { indented, keyText, literal } from "./typescript-literal.js";

/** The entries of a part, one a line, and their comments. */
export function typescriptLines({ fields }: Pick<DeclaredPart, "fields">): readonly string[] {
  return fields.flatMap(fieldLines);
}

function fieldLines(field: DeclaredField): readonly string[] {
  const { key } = field;
  if ("leftOut" in field)
    return [
      `// ${key}: ${field.leftOut} left out, as they are personal data; --include-identifiers writes them.`,
    ];
  if ("value" in field) return [`${keyText(key)}: ${literal(field.value)},`];
  if (field.items.length === 0) return [`${keyText(key)}: [],`];
  const items = field.items.flatMap(({ value, comment }) => [
    ...(comment === undefined ? [] : [`// ${comment}`]),
    `${literal(value)},`,
  ]);
  return [`${keyText(key)}: [`, ...indented(items), "],"];
}

/** Whether a matcher is used anywhere in a part. */
export function usesMatch({ fields }: Pick<DeclaredPart, "fields">): boolean {
  return fields.some((field) => {
    if ("items" in field) return field.items.some(({ value }) => holdsMatcher(value));
    return "value" in field && holdsMatcher(field.value);
  });
}

function holdsMatcher(value: unknown): boolean {
  if (value instanceof Matcher) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsMatcher);
}
