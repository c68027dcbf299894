import { endpoints } from "../settings/endpoints/endpoints.js";
import type { EvidenceDocument, EvidenceGap } from "./evidence.js";

/** A declared document that was not read, or not yet. Its fields count as not checked, and not as undeclared. */
function isUnread({ status, expectations }: EvidenceDocument): boolean {
  return status !== "read" && expectations.length > 0;
}

/** Documents, platforms and fields that nothing in the stack declares, and keys that nobody documents. */
export function gapsOf(documents: readonly EvidenceDocument[]): readonly EvidenceGap[] {
  const gaps: EvidenceGap[] = [];
  for (const endpoint of Object.values(endpoints)) {
    const of = documents.filter(
      (each) => each.endpoint === endpoint.name && (isUnread(each) || each.fields.length > 0),
    );
    if (of.length === 0) {
      gaps.push({ kind: "document", endpoint: endpoint.name });
      continue;
    }
    for (const platform of endpoint.platforms ? (["web", "mobile"] as const) : [undefined]) {
      const here = of.filter((each) => each.platform === platform);
      const on = platform === undefined ? {} : { platform };
      if (here.length === 0) {
        gaps.push({ kind: "platform", endpoint: endpoint.name, ...on });
        continue;
      }
      // The evidence of an unread document does not say which of its fields were declared.
      if (here.every(isUnread)) continue;
      const declared = new Set(here.flatMap(({ fields }) => fields.map(({ field }) => field)));
      for (const [name, field] of Object.entries(endpoint.document.fields)) {
        if (!declared.has(name) && field.bookkeeping !== true)
          gaps.push({ kind: "field", endpoint: endpoint.name, ...on, name });
      }
      const unknown = new Set(here.flatMap(({ unknownKeys }) => unknownKeys));
      for (const name of unknown) gaps.push({ kind: "unknown-key", endpoint: endpoint.name, ...on, name });
    }
  }
  return gaps;
}
