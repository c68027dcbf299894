import { formatLocation } from "../expectations/source-location.js";
import { type Budget, describeRemedy, nameDocument, renderDrift, suggestExpiry } from "../messages/index.js";
import { omitUndefined } from "../omit-undefined.js";
import { nameItem } from "../settings/model/field.js";
import type { FieldVerdict } from "../verdict/evaluate.js";
import { type FieldText, listOpen, renderFieldTexts } from "../verdict/field-texts.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import type { RenderContext } from "./render-context.js";

/**
 * The message of each declared field, the worst field first, as Terraform prints them in this order. What matches has
 * one, too: its condition can fail once somebody edits the file.
 */
export function renderFieldMessages(
  fields: readonly FieldVerdict[],
  loaded: LoadedDocument,
  context: RenderContext,
): readonly FieldText[] {
  const matching = fields.filter((verdict) => listOpen(verdict).length === 0);
  const write = (verdict: FieldVerdict, budget: Budget) =>
    renderDiffering(verdict, { loaded, context, budget });
  return [
    ...renderFieldTexts(fields, write),
    ...matching.map((verdict) => ({ verdict, text: renderEdited(verdict) })),
  ];
}

/** A field that matched: its condition can only fail once somebody edits the file. */
function renderEdited({ comparison }: FieldVerdict): string {
  return [
    "fullstory: drift, this file was changed after it was synthesized",
    "",
    `  Field     ${comparison.field}`,
    "  It matched when it was synthesized, so what stands here now was written by something else.",
    "  What to do: synthesize again, then plan.",
  ].join("\n");
}

function renderDiffering(
  verdict: FieldVerdict,
  {
    loaded,
    context,
    budget,
  }: { readonly loaded: LoadedDocument; readonly context: RenderContext; readonly budget: Budget },
): string {
  const { comparison, expectation } = verdict;
  const { source } = loaded;
  return renderDrift({
    document: nameDocument(context.schema.name, context.platform),
    field: comparison.field,
    findings: listOpen(verdict),
    noun: nameFieldItem(context.schema, comparison.field),
    readAt: loaded.fetchedAt,
    blame: context.blame,
    remedy: describeRemedy(context.schema.where, context.schema.remedy),
    ...(source.kind === "live"
      ? {}
      : { source: source.kind === "snapshot" ? source.path : "documents in code" }),
    ...omitUndefined({
      items: comparison.items,
      org: context.orgId,
      because: expectation.options.because,
      location: expectation.location && formatLocation(expectation.location),
      evidence: context.evidence,
    }),
    waiverUntil: suggestExpiry(context.now),
    outdatedWaivers: verdict.outdated,
    isList: context.schema.document.fields[comparison.field]?.kind === "list",
    budget,
  });
}

/** What a history states of itself, such as `changedOnlyBy`, is no field of a document: it is about versions. */
function nameFieldItem({ document }: RenderContext["schema"], field: string): string {
  return document.fields[field] === undefined ? "version" : nameItem(document, field);
}
