import { placeOf } from "../expectations/source-location.js";
import { type Budget, documentName, driftMessage, remedyOf, suggestedExpiry } from "../messages/index.js";
import { omitUndefined } from "../omit-undefined.js";
import { itemNoun } from "../settings/model/field.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import { type FieldText, fieldTexts, openFindings } from "../verdict/field-texts.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import type { RenderContext } from "./render-context.js";

/**
 * The message of each declared field, the worst field first, as Terraform prints them in this order. What matches has
 * one, too: its condition can fail once somebody edits the file.
 */
export function fieldMessages(
  fields: readonly FieldVerdict[],
  loaded: LoadedDocument,
  context: RenderContext,
): readonly FieldText[] {
  const matching = fields.filter((verdict) => openFindings(verdict).length === 0);
  const write = (verdict: FieldVerdict, budget: Budget) => driftText(verdict, { loaded, context, budget });
  return [
    ...fieldTexts(fields, write),
    ...matching.map((verdict) => ({ verdict, text: editedText(verdict) })),
  ];
}

/** A field that matched: its condition can only fail once somebody edits the file. */
function editedText({ comparison }: FieldVerdict): string {
  return [
    "fullstory: drift, this file was changed after it was synthesized",
    "",
    `  Field     ${comparison.field}`,
    "  It matched when it was synthesized, so what stands here now was written by something else.",
    "  What to do: synthesize again, then plan.",
  ].join("\n");
}

function driftText(
  verdict: FieldVerdict,
  {
    loaded,
    context,
    budget,
  }: { readonly loaded: LoadedDocument; readonly context: RenderContext; readonly budget: Budget },
): string {
  const { comparison, expectation } = verdict;
  const { source } = loaded;
  return driftMessage({
    document: documentName(context.schema.name, context.platform),
    field: comparison.field,
    findings: openFindings(verdict),
    noun: nounOf(context.schema, comparison.field),
    readAt: loaded.fetchedAt,
    blame: context.blame,
    remedy: remedyOf(context.schema.where, context.schema.remedy),
    ...(source.kind === "live"
      ? {}
      : { source: source.kind === "snapshot" ? source.path : "documents in code" }),
    ...omitUndefined({
      items: comparison.items,
      org: context.orgId,
      because: expectation.options.because,
      location: expectation.location && placeOf(expectation.location),
      evidence: context.evidence,
    }),
    waiverUntil: suggestedExpiry(context.now),
    outdatedWaivers: verdict.outdated,
    isList: context.schema.document.fields[comparison.field]?.kind === "list",
    budget,
  });
}

/** What a history states of itself, such as `changedOnlyBy`, is no field of a document: it is about versions. */
function nounOf({ document }: RenderContext["schema"], field: string): string {
  return document.fields[field] === undefined ? "version" : itemNoun(document, field);
}
