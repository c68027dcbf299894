import { describeRemedy, nameDocument, renderDrift, suggestExpiry } from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { isJsonObject, nameItem, toSnake } from "../../../lib/settings/index.js";
import {
  type FieldVerdict,
  failsPlan,
  judgeResult,
  listOpen,
  renderFieldTexts,
} from "../../../lib/verdict/index.js";
import type { AttributePath, Diagnostic } from "../../plugin/index.js";
import { toDiagnostic } from "../messages/diagnostic.js";
import type { ReadPart } from "./evaluate-gate.js";
import { toPath } from "./gate-problem.js";
import type { CheckedPart } from "./read-gate.js";

export interface DriftContext {
  readonly org?: string;
  readonly now: Date;
  readonly because?: string;
  readonly declaredAt?: string;
  readonly terraformVersion: string | undefined;
}

/** One diagnostic for each declared field that differs, on the line where it is declared. */
export function listDriftDiagnostics(read: ReadPart, context: DriftContext): readonly Diagnostic[] {
  const { part, loaded } = read;
  const { endpoint, platform } = part;
  const expired = new Set(read.expired.map(({ finding }) => finding));
  // What an expired waiver is for has a message of its own.
  const fields = read.evaluation.fields.map((field) => ({
    ...field,
    remaining: field.remaining.filter((finding) => !expired.has(finding)),
  }));
  const texts = renderFieldTexts(fields, (verdict, budget) =>
    renderDrift({
      document: nameDocument(endpoint.name, platform),
      field: verdict.comparison.field,
      findings: listOpen(verdict),
      noun: nameItem(endpoint.document, verdict.comparison.field),
      readAt: loaded.fetchedAt,
      ...(loaded.source.kind === "live" ? {} : { source: loaded.source.path }),
      ...omitUndefined({
        items: verdict.comparison.items,
        org: context.org,
        because: context.because,
        location: context.declaredAt,
      }),
      blame: read.blame,
      remedy: describeRemedy(endpoint.where),
      waiverUntil: suggestExpiry(context.now),
      outdatedWaivers: verdict.outdated,
      isList: endpoint.document.fields[verdict.comparison.field]?.kind === "list",
      dialect: read.dialect,
      budget,
    }),
  );
  return texts.map(({ verdict, text }) =>
    toDiagnostic(
      fails(verdict) ? "error" : "warning",
      text,
      findLinePath(part, verdict.comparison.field, context.terraformVersion),
    ),
  );
}

function fails(verdict: FieldVerdict): boolean {
  return failsPlan({ result: judgeResult(verdict.comparison, verdict), severity: verdict.severity });
}

/** The line of a declared field. JSON text is one line, which Terraform would print as a whole. */
function findLinePath(
  part: CheckedPart,
  field: string,
  version: string | undefined,
): AttributePath | undefined {
  if (part.isText) return undefined;
  const { json, steps } = part;
  const keys = isJsonObject(json) ? Object.keys(json) : [];
  const written = keys.find((key) => key === field || key === toSnake(field));
  return toPath(written === undefined ? steps : [...steps, written], version);
}
