import type { Expectation } from "../expectations/expectation.js";
import { referencesIn } from "../settings/declare/references.js";
import { UNRESOLVED_REFERENCE } from "../settings/model/problem.js";
import type { DataSourceSchema } from "./data-source-schema.js";
import { type DeclarationFault, placeFault } from "./errors.js";
import type { DeclaredSource } from "./stages.js";

/** What cannot be expected of a source that Terraform reads. */
export function plannedFaults({ record: { schema }, expectations }: DeclaredSource): DeclarationFault[] {
  return expectations.flatMap((expectation) =>
    faultsOf(expectation, schema).map((fault) => placeFault(expectation, fault)),
  );
}

function faultsOf(
  { node }: Expectation,
  { kind, name }: DataSourceSchema,
): readonly Pick<DeclarationFault, "field" | "message">[] {
  if (kind !== "document")
    return [
      {
        message: `cannot be expected of ${name}: Terraform reads this org (readAt "plan"), and its gate judges settings as they are now; use an org with readAt "synth"`,
      },
    ];
  const references = node === undefined ? [] : referencesIn(node, "");
  return references.map(({ path }) => ({ field: path, message: UNRESOLVED_REFERENCE }));
}
