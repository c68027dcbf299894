import type { ObjectField } from "../model/field.js";
import type { Problem } from "../model/problem.js";
import { DeclarationReader } from "./declaration-reader.js";
import type { ObjectNode } from "./declared-node.js";
import type { ReferenceReader } from "./node-reader.js";

export { type Problem, UNRESOLVED_REFERENCE } from "../model/problem.js";

export interface NormalizeOptions {
  readonly reference?: ReferenceReader;
}

export interface Normalized {
  readonly node?: ObjectNode;
  readonly problems: readonly Problem[];
}

/** Checks a declaration and spells it out. A declaration must be able to fail: all that could not is a problem. */
export function normalizeDeclaration(
  field: ObjectField,
  declared: unknown,
  options: NormalizeOptions = {},
): Normalized {
  const reader = new DeclarationReader(options.reference);
  const node = reader.read({ field, path: "", style: "plain", depth: 0 }, declared);
  const { problems } = reader;
  if (node?.kind === "object" && problems.length === 0) return { node, problems };
  if (problems.length === 0)
    reader.addProblem(
      "",
      "a declaration must be an object, or Match.objectLike, objectEquals or exact of one",
    );
  return { problems };
}
