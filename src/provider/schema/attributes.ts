import type { Attribute, Attributes, CtyType, NestedAttributes } from "../../plugin/index.js";

/** What an attribute holds: values of a type, or attributes with descriptions of their own. */
export type Content = CtyType | NestedAttributes;

export function required(content: Content, description: string): Attribute {
  return { ...toContent(content), description, required: true };
}

export function optional(content: Content, description: string): Attribute {
  return { ...toContent(content), description, optional: true };
}

export function computed(content: Content, description: string): Attribute {
  return { ...toContent(content), description, computed: true };
}

/** Terraform keeps the value out of what it prints; state and plan file hold it all the same. */
export function markSensitive(attribute: Attribute): Attribute {
  return { ...attribute, sensitive: true };
}

/** A list of objects with these attributes. */
export function buildList(attributes: Attributes): NestedAttributes {
  return { nesting: "list", attributes };
}

function toContent(content: Content): { readonly type: CtyType } | { readonly nested: NestedAttributes } {
  return typeof content === "object" && "nesting" in content ? { nested: content } : { type: content };
}
