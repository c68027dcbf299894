import type { Json, Scalar } from "../model/json.js";

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
  /** Further values that satisfy it, in the spelling that is compared; only implied fields have any. */
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
export function getLiterals(node: ObjectNode): ReadonlyMap<string, Scalar> {
  const literals = new Map<string, Scalar>();
  for (const [key, entry] of node.entries) {
    if (entry.kind === "value") literals.set(key, entry.value);
  }
  return literals;
}

/** The values that a scalar declaration allows; `undefined` where a matcher allows others. */
export function listLiterals(
  node: DeclaredNode,
  valuesOf: (node: ValueNode) => readonly Scalar[] = ({ value }) => [value],
): readonly Scalar[] | undefined {
  if (node.kind === "value") return valuesOf(node);
  if (node.kind !== "oneOf") return undefined;
  const all = node.alternatives.map((each) => listLiterals(each, valuesOf));
  return all.every((each) => each !== undefined) ? all.flat() : undefined;
}

/** As much of a declared item as is literal. */
export function toLiteral(node: DeclaredNode): Json {
  if (node.kind === "value") return node.value;
  if (node.kind === "object") return Object.fromEntries(getLiterals(node));
  return null;
}
