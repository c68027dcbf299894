import { endpoints } from "../settings/endpoints/endpoints.js";
import type { EvidenceGap } from "./evidence.js";
import type { RecordedSource } from "./input.js";

/** A declared document that could not be read: not checked, and not undeclared. */
function isUnread({ load, expectations }: RecordedSource): boolean {
  return !load.ok && expectations.length > 0;
}

function hasFields({ evaluation }: RecordedSource): boolean {
  return (evaluation?.fields.length ?? 0) > 0;
}

/** Documents, platforms and fields that nothing in the stack declares, and keys that nobody documents. */
export function gapsOf(sources: readonly RecordedSource[]): readonly EvidenceGap[] {
  const gaps: EvidenceGap[] = [];
  for (const endpoint of Object.values(endpoints)) {
    const of = sources.filter(
      (source) => source.schema.covers === endpoint && (isUnread(source) || hasFields(source)),
    );
    if (of.length === 0) {
      gaps.push({ kind: "document", endpoint: endpoint.name });
      continue;
    }
    for (const platform of endpoint.platforms ? (["web", "mobile"] as const) : [undefined]) {
      const here = of.filter((source) => source.platform === platform);
      const on = platform === undefined ? {} : { platform };
      if (here.length === 0) {
        gaps.push({ kind: "platform", endpoint: endpoint.name, ...on });
        continue;
      }
      // What of it was declared is not in the evidence of a document that could not be read.
      if (here.every(isUnread)) continue;
      const declared = new Set(
        here.flatMap(({ evaluation }) => evaluation?.fields.map(({ comparison }) => comparison.field) ?? []),
      );
      for (const [name, field] of Object.entries(endpoint.document.fields)) {
        if (!declared.has(name) && field.bookkeeping !== true)
          gaps.push({ kind: "field", endpoint: endpoint.name, ...on, name });
      }
      const unknown = new Set(here.flatMap(({ load }) => (load.ok ? load.unknownKeys : [])));
      for (const name of unknown) gaps.push({ kind: "unknown-key", endpoint: endpoint.name, ...on, name });
    }
  }
  return gaps;
}
