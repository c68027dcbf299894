import type { Expectation } from "../expectations/expectation.js";
import { placeOf } from "../expectations/source-location.js";
import { correctionOf } from "../messages/correction.js";
import type { Blame } from "../messages/drift.js";
import { remedyOf } from "../messages/remedy.js";
import type { Finding } from "../settings/compare/finding.js";
import type { EvidenceFinding } from "./evidence.js";
import type { RecordedSource } from "./input.js";

/** What was found for every declared path. */
export function findingsOf(source: RecordedSource): readonly EvidenceFinding[] {
  return (source.evaluation?.fields ?? []).flatMap((verdict) => {
    const { comparison, expectation, severity, waived } = verdict;
    const common = {
      construct: expectation.constructPath,
      address: source.address,
      endpoint: source.schema.name,
      ...(source.platform === undefined ? {} : { platform: source.platform }),
      field: comparison.field,
      severity,
      ...declarationOf(expectation),
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
      const correction = correctionOf(finding);
      return {
        ...common,
        path,
        result: letThrough.has(finding) ? "waived" : finding.result,
        kind,
        ...(direction === undefined ? {} : { direction }),
        ...(declared === undefined ? {} : { declared }),
        ...(live === undefined ? {} : { live }),
        observed,
        implied,
        ...(note === undefined ? {} : { note }),
        ...(blame === undefined ? {} : { blame: blame.evidence, ...changeOf(blame) }),
        remedy: remedyOf(where, remedy),
        ...(correction === undefined ? {} : { correction }),
        ...(spec?.kind === "list" && path === comparison.field ? { whole: true } : {}),
      };
    });
  });
}

function changeOf({ at, by, was }: Blame): Pick<EvidenceFinding, "changed"> {
  if (by === undefined || was === undefined) return {};
  return { changed: { ...(at === undefined ? {} : { at }), by, was } };
}

export function declarationOf({ options, location }: Expectation): { because?: string; location?: string } {
  return {
    ...(options.because === undefined ? {} : { because: options.because }),
    ...(location === undefined ? {} : { location: placeOf(location) }),
  };
}
