import { DeclarationError, type DeclarationFault } from "./errors.js";
import type { OrgSettings } from "./org-settings.js";
import type { EvaluatedSource, ResolvedSource } from "./stages.js";

/** @throws DeclarationError where there are any */
export function refuse(faults: readonly DeclarationFault[]): void {
  if (faults.length > 0) throw new DeclarationError(faults);
}

/** The orgs that must be known before anything is judged: a pinned org, and one that waivers are bound to. */
export function orgsToAsk(sources: readonly ResolvedSource[]): readonly OrgSettings[] {
  return sources
    .filter(
      ({ org, expectations }) =>
        org.expectOrg !== undefined || expectations.some(({ options }) => (options.waivers ?? []).length > 0),
    )
    .map(({ org }) => org);
}

/** What a declaration turned out to lack beside what is live. */
export function problemsOf({ evaluation }: EvaluatedSource): readonly DeclarationFault[] {
  return (evaluation?.problems ?? []).map(({ expectation, path, message }) => ({
    constructPath: expectation.constructPath,
    field: path,
    message,
    ...(expectation.location === undefined
      ? {}
      : { location: `${expectation.location.file}:${expectation.location.line}` }),
  }));
}
