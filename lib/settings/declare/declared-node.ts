import type { Json, Scalar } from "../model/json.js";
import { itemStep, keyStep } from "../model/path.js";

/** A declaration after it was checked: every matcher and every implied field is spelled out. */
export type DeclaredNode =
  | ValueNode
  | ListNode
  | ObjectNode
  | PatternNode
  | { readonly kind: "anyValue" }
  | { readonly kind: "absent" }
  | { readonly kind: "not"; readonly inner: DeclaredNode }
  | { readonly kind: "oneOf"; readonly alternatives: readonly DeclaredNode[] }
  | { readonly kind: "eachLike"; readonly inner: DeclaredNode; readonly allowEmpty: boolean }
  | ArrayWithNode;

export interface ArrayWithNode {
  readonly kind: "arrayWith";
  readonly items: readonly DeclaredNode[];
  /** Undeclared rules that unmask for live sessions may stand beside the items. */
  readonly allowUnmask?: true;
}

export interface ValueNode {
  readonly kind: "value";
  readonly value: Scalar;
  /** Further values that satisfy it; only implied fields have any. */
  readonly enough?: readonly Scalar[];
  /** Not written in the declaration, but part of what a rule means. */
  readonly implied?: true;
  /** The text of a Terraform reference: an error, unless live has this very text. */
  readonly reference?: true;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly DeclaredNode[];
  /** `any` sets the field's own order aside. */
  readonly order: "field" | "any";
  /** Written inside a whole comparison, where the vendor's own rules count too. */
  readonly whole: boolean;
  readonly implied?: true;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, DeclaredNode>;
  /** Whether undeclared keys are differences. */
  readonly whole: boolean;
}

export interface PatternNode {
  readonly kind: "pattern";
  readonly source: string;
  /** Whether the pattern is found in the text, in linear time. */
  readonly test: (text: string) => boolean;
}

/** The literal scalars of an object, for directions that depend on a neighbour. */
export function literalsOf(node: ObjectNode): ReadonlyMap<string, Scalar> {
  const literals = new Map<string, Scalar>();
  for (const [key, entry] of node.entries) {
    if (entry.kind === "value") literals.set(key, entry.value);
  }
  return literals;
}

/** As much of a declared item as is literal. */
export function literalOf(node: DeclaredNode): Json {
  if (node.kind === "value") return node.value;
  if (node.kind === "object") return Object.fromEntries(literalsOf(node));
  return null;
}

/** Whether any value is the text of a Terraform reference. */
export function holdsReference(node: DeclaredNode): boolean {
  switch (node.kind) {
    case "value":
      return node.reference === true;
    case "list":
    case "arrayWith":
      return node.items.some(holdsReference);
    case "object":
      for (const entry of node.entries.values()) if (holdsReference(entry)) return true;
      return false;
    case "oneOf":
      return node.alternatives.some(holdsReference);
    case "not":
    case "eachLike":
      return holdsReference(node.inner);
    default:
      return false;
  }
}

/** Every value that is the text of a Terraform reference, with its path. */
export function referencesIn(node: DeclaredNode, path: string): readonly { path: string; text: string }[] {
  switch (node.kind) {
    case "value":
      return node.reference ? [{ path, text: String(node.value) }] : [];
    case "list":
    case "arrayWith":
      return node.items.flatMap((item, index) => referencesIn(item, path + itemStep(index)));
    case "object":
      return [...node.entries].flatMap(([key, entry]) =>
        referencesIn(entry, (path + keyStep(key)).replace(/^\./, "")),
      );
    case "oneOf":
      return node.alternatives.flatMap((alternative) => referencesIn(alternative, path));
    case "not":
    case "eachLike":
      return referencesIn(node.inner, path);
    default:
      return [];
  }
}
