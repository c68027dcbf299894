import type { Expectation } from "../expectations/expectation.js";
import { listReferences } from "../settings/declare/references.js";
import { UNRESOLVED_REFERENCE } from "../settings/model/problem.js";
import type { DataSourceSchema } from "./data-source-schema.js";
import { buildFault, type DeclarationFault } from "./errors.js";
import type { DeclaredSource } from "./stages.js";

/** What cannot be expected of a source that Terraform reads. */
export function findPlannedFaults({ record: { schema }, expectations }: DeclaredSource): DeclarationFault[] {
  return expectations.flatMap((expectation) =>
    findExpectationFaults(expectation, schema).map((fault) => buildFault(expectation, fault)),
  );
}

function findExpectationFaults(
  { node }: Expectation,
  { kind, name }: DataSourceSchema,
): readonly Pick<DeclarationFault, "field" | "message">[] {
  if (kind !== "document")
    return [
      {
        message: `cannot be expected of ${name}: Terraform reads this org (readAt "plan"), and its gate judges settings as they are now; use an org with readAt "synth"`,
      },
    ];
  const references = node === undefined ? [] : listReferences(node, "");
  return references.map(({ path }) => ({ field: path, message: UNRESOLVED_REFERENCE }));
}
