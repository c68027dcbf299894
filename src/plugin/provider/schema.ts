import type { CtyType } from "../cty/type.js";

/** The arguments and results of a provider, a data source, a resource or an ephemeral resource. */
export interface Schema {
  readonly attributes: Attributes;
  /** Markdown. */
  readonly description?: string;
  /** Changes when the state of a resource must be upgraded. @default 0 */
  readonly version?: number;
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
}

export interface NestedAttributes {
  readonly nesting: "single" | "list" | "set" | "map";
  readonly attributes: Attributes;
}
