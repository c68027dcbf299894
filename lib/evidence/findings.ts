import type { Expectation } from "../expectations/expectation.js";
import { formatLocation } from "../expectations/source-location.js";
import { describeCorrection } from "../messages/correction.js";
import type { Blame } from "../messages/drift.js";
import { describeRemedy } from "../messages/remedy.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Finding } from "../settings/compare/finding.js";
import type { EvidenceFinding } from "./evidence.js";
import type { RecordedSource } from "./input.js";

/** What was found for every declared path. */
export function recordFindings(source: RecordedSource): readonly EvidenceFinding[] {
  return (source.evaluation?.fields ?? []).flatMap((verdict) => {
    const { comparison, expectation, severity, waived } = verdict;
    const common = {
      construct: expectation.constructPath,
      address: source.address,
      endpoint: source.schema.name,
      ...omitUndefined({ platform: source.platform }),
      field: comparison.field,
      severity,
      ...recordReason(expectation),
    };
    if (comparison.findings.length === 0) {
      return [
        { ...common, path: comparison.field, result: "matches" as const, kind: "value", implied: false },
      ];
    }
    const letThrough = new Set<Finding>(waived.map(({ finding }) => finding));
    return comparison.findings.map((finding): EvidenceFinding => {
      const { path, kind, direction, declared, live, observed, implied, note } = finding;
      const blame = source.blame.get(path);
      const { remedy, document, where } = source.schema;
      const spec = document.fields[comparison.field];
      return {
        ...common,
        path,
        result: letThrough.has(finding) ? "waived" : finding.result,
        kind,
        ...omitUndefined({ direction, declared, live }),
        observed,
        implied,
        ...omitUndefined({ note, blame: blame?.evidence, changed: blame && recordChange(blame) }),
        remedy: describeRemedy(where, remedy),
        ...omitUndefined({ correction: describeCorrection(finding) }),
        ...(spec?.kind === "list" && path === comparison.field ? { whole: true } : {}),
      };
    });
  });
}

function recordChange({ at, by, was }: Blame): EvidenceFinding["changed"] | undefined {
  return by === undefined || was === undefined ? undefined : { ...omitUndefined({ at }), by, was };
}

export function recordReason({ options, location }: Expectation): { because?: string; location?: string } {
  return omitUndefined({ because: options.because, location: location && formatLocation(location) });
}
