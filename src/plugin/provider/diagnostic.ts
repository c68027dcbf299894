/** An error or a warning that Terraform shows, with the source line that `path` leads to. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** One line. */
  readonly summary: string;
  /** Shown verbatim, over several lines if it has them. Terraform masks no sensitive value in it. */
  readonly detail?: string;
  /** Leads from the block to the value at fault. Without it, Terraform shows the head of the block. */
  readonly path?: AttributePath;
}

export type AttributePath = readonly PathStep[];

/** Into an attribute of an object, an element of a map, or an element of a list or tuple. */
export type PathStep = { readonly attribute: string } | { readonly key: string } | { readonly index: number };
