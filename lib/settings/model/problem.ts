/** Something that makes a declaration unusable, with the field that it is about. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

export const UNRESOLVED_REFERENCE =
  "a Terraform reference has no value yet: settings are compared at synthesis, so declare a literal";
