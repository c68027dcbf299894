import { type CtyObject, type CtyValue, isList, isObject } from "../cty/value.js";
import type { AttributePath, Diagnostic } from "../provider/diagnostic.js";
import type { Attribute, Attributes, NestedAttributes, Schema } from "../provider/schema.js";

interface Located<T> {
  readonly value: T;
  readonly path: AttributePath;
}

/** Errors for values that only the provider may set: Terraform leaves it to the provider to refuse them. */
export function refuseReadOnly(config: CtyObject, { attributes }: Schema): readonly Diagnostic[] {
  return refuseIn({ value: config, path: [] }, attributes);
}

function refuseIn({ value, path }: Located<CtyObject>, attributes: Attributes): Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const located = { value: value.get(name) ?? null, path: [...path, { attribute: name }] };
    return refuseAttribute(name, located, attribute);
  });
}

function refuseAttribute(name: string, located: Located<CtyValue>, attribute: Attribute): Diagnostic[] {
  if (located.value === null) return [];
  const { nested, required = false, optional = false } = attribute;
  if (!required && !optional) {
    return [
      {
        severity: "error",
        summary: "Invalid Configuration for Read-Only Attribute",
        detail: `${name} is set by the provider and cannot be configured.`,
        path: located.path,
      },
    ];
  }
  if (nested === undefined) return [];
  return listObjects(located, nested.nesting).flatMap((object) => refuseIn(object, nested.attributes));
}

/** The objects in a nested attribute. Terraform cannot find an element of a set, but can find the set. */
function listObjects(
  { value, path }: Located<CtyValue>,
  nesting: NestedAttributes["nesting"],
): Located<CtyObject>[] {
  switch (nesting) {
    case "single":
      return listObjectAt(value, path);
    case "list":
      return isList(value)
        ? value.flatMap((element, index) => listObjectAt(element, [...path, { index }]))
        : [];
    case "set":
      return isList(value) ? value.flatMap((element) => listObjectAt(element, path)) : [];
    case "map":
      return [...(isObject(value) ? value : [])].flatMap(([key, element]) =>
        listObjectAt(element, [...path, { key }]),
      );
  }
}

function listObjectAt(value: CtyValue, path: AttributePath): Located<CtyObject>[] {
  return isObject(value) ? [{ value, path }] : [];
}
