import type { CtyType } from "../cty/type.js";

/** The arguments and results of a provider, a data source, a resource or an ephemeral resource. */
export interface Schema extends Block {
  /** Changes when the state of a resource must be upgraded. @default 0 */
  readonly version?: number;
}

/** A level of a schema: its attributes and the blocks in it. */
export interface Block {
  readonly attributes: Attributes;
  readonly blocks?: Readonly<Record<string, NestedBlock>>;
  /** Markdown. */
  readonly description?: string;
  readonly deprecated?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** An attribute has a type of values, or nested attributes with descriptions of their own. */
export type Attribute = AttributeTraits &
  (
    | { readonly type: CtyType; readonly nested?: never }
    | { readonly nested: NestedAttributes; readonly type?: never }
  );

export interface AttributeTraits {
  /** Markdown. */
  readonly description?: string;
  /** Must the configuration set it? One of required, optional and computed must be true. */
  readonly required?: boolean;
  /** May the configuration set it? */
  readonly optional?: boolean;
  /** Does the provider set it? Together with `optional`: where the configuration does not. */
  readonly computed?: boolean;
  /** Terraform shows it as "(sensitive value)". */
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
}

export interface NestedAttributes {
  readonly nesting: "single" | "list" | "set" | "map";
  readonly attributes: Attributes;
}

export interface NestedBlock {
  readonly nesting: "single" | "list" | "set" | "map" | "group";
  readonly block: Block;
  /** The fewest blocks that the configuration may have. @default 0 */
  readonly minItems?: number;
  /** The most blocks that the configuration may have; 0 is any number. @default 0 */
  readonly maxItems?: number;
}
