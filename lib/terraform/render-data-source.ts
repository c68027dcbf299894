import type { FullstoryError } from "../errors.js";
import { type MaxAge, writeMaxAge } from "../expectations/max-age.js";
import { placeOf, type SourceLocation } from "../expectations/source-location.js";
import {
  type Blame,
  documentName,
  staleMessage,
  staleSnapshotMessage,
  unreadableMessage,
  waiverExpiredMessage,
  wrongOrgMessage,
} from "../messages/index.js";
import { carried } from "../settings/model/canonical.js";
import type { Platform } from "../settings/model/endpoint.js";
import { snakeCase } from "../settings/model/keys.js";
import type { Readable } from "../synthesis/data-source-schema.js";
import type { OrgSettings } from "../synthesis/org-settings.js";
import type { Evaluation, FieldVerdict } from "../verdict/evaluate.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import { fieldMessages } from "./field-messages.js";
import { renderNotices } from "./notices.js";
import { type Rendered, RenderedDraft } from "./rendered.js";
import {
  equalsOneOf,
  errorMessage,
  freshFor,
  notAfter,
  PLAN_TIME,
  plainText,
  type Subject,
} from "./syntax.js";

/** What is common to everything that one data source renders. */
export interface RenderContext {
  readonly readable: Readable;
  readonly platform?: Platform;
  readonly org: OrgSettings;
  readonly orgId?: string;
  readonly role?: string;
  /** `data.null_data_source.NAME`. */
  readonly address: string;
  /** NAME, for names of check blocks. */
  readonly name: string;
  readonly maxAge: MaxAge;
  readonly evidence?: string;
  readonly now: Date;
  readonly location?: SourceLocation;
  readonly blame: ReadonlyMap<string, Blame>;
  /**
   * Declared fields of all data sources of the stack that read from the same place. Only the first of them has it,
   * and says what is to be said once.
   */
  readonly together?: { readonly declared: number; readonly matching: number };
}

/** A document that was read and compared. */
export function renderEvaluation(
  loaded: LoadedDocument,
  evaluation: Evaluation,
  attributes: Readonly<Record<string, string>>,
  context: RenderContext,
): Rendered {
  const draft = new RenderedDraft();
  common(draft, loaded, context);
  for (const [key, text] of Object.entries(attributes)) draft.input(key, text);
  freshness(draft, loaded, evaluation, context);
  for (const { verdict, text } of fieldMessages(evaluation.fields, loaded, context))
    renderField(draft, verdict, context, text);
  renderNotices(draft, loaded, evaluation, context);
  return draft;
}

/** A document that could not be read: a condition that always fails, in its own stack only. */
export function renderUnreadable(error: FullstoryError, context: RenderContext): Rendered {
  const draft = new RenderedDraft();
  requested(draft, context);
  const key = draft.input("status", "unreadable");
  const { org, orgId, role, readable } = context;
  const message =
    error.code === "wrong_org" && orgId !== undefined
      ? wrongOrgMessage({
          expected: org.expectOrg ?? "",
          found: orgId,
          why: error.message,
        })
      : unreadableMessage({
          error,
          ...(orgId === undefined ? declaredOrg(org) : { org: orgId }),
          ...(role === undefined ? {} : { role }),
          endpointName: documentName(readable.name, context.platform),
          ...(context.location === undefined ? {} : { location: placeOf(context.location) }),
        });
  draft.postconditions.push({
    condition: equalsOneOf("self", key, ["read"]),
    error_message: errorMessage(message),
  });
  return draft;
}

/** Which org it is where its host did not say: the construct, so that one of many can be found. */
function declaredOrg({ name, source }: OrgSettings): { readonly org?: string } {
  return source.kind === "live" ? { org: `not known; declared as ${name}` } : {};
}

/** What was asked for, whether or not it was answered. */
function requested(draft: RenderedDraft, { readable, platform }: RenderContext): void {
  draft.input("endpoint", readable.path);
  if (platform !== undefined) draft.input("platform", platform);
}

function common(draft: RenderedDraft, loaded: LoadedDocument, context: RenderContext): void {
  requested(draft, context);
  draft.input("status", "read");
  draft.input("source", loaded.source.kind);
  draft.input("fetched_at", loaded.fetchedAt);
  if (context.orgId !== undefined) draft.input("org", plainText(context.orgId));
  draft.postconditions.push({
    condition: equalsOneOf("self", "status", ["read"]),
    error_message: "fullstory: unreadable, nothing was checked (not drift)",
  });
}

function freshness(
  draft: RenderedDraft,
  loaded: LoadedDocument,
  evaluation: Evaluation,
  context: RenderContext,
): void {
  const { maxAge, org } = context;
  if (maxAge !== "off") {
    const message = staleMessage({
      ...(context.orgId === undefined ? {} : { org: context.orgId }),
      readAt: loaded.fetchedAt,
      limit: writeMaxAge(maxAge),
      declared: evaluation.declared,
      matching: evaluation.matching,
      planTime: PLAN_TIME,
    });
    draft.postconditions.push({
      condition: freshFor("self", "fetched_at", maxAge),
      error_message: errorMessage(message),
    });
  }
  if (loaded.source.kind !== "snapshot" || org.snapshotMaxAge === "off") return;
  const key = draft.input("verified_at", `${loaded.source.verifiedAt}T00:00:00Z`);
  const message = staleSnapshotMessage({
    file: loaded.source.path,
    verifiedAt: loaded.source.verifiedAt,
    limit: writeMaxAge(org.snapshotMaxAge),
    planTime: PLAN_TIME,
  });
  draft.postconditions.push({
    condition: freshFor("self", key, org.snapshotMaxAge),
    error_message: errorMessage(message),
  });
}

function renderField(
  draft: RenderedDraft,
  verdict: FieldVerdict,
  context: RenderContext,
  drift: string,
): void {
  const { comparison, waived, tolerated, remaining, expectation } = verdict;
  const secret = isSecret(comparison.dataClass, context.org);
  const expected = carried(comparison.expected, secret);
  const observed =
    comparison.observed === comparison.expected ? expected : carried(comparison.observed, secret);
  const name = snakeCase(comparison.field);
  draft.input(`expected_${name}`, expected);
  const key = draft.input(`observed_${name}`, observed);
  const message = errorMessage(drift);
  const warns = verdict.severity === "warning" || (remaining.length === 0 && tolerated.length > 0);
  // What every remaining difference is waived for is let through as it is, and as nothing else.
  const letThrough = waived.length > 0 && remaining.length + tolerated.length === 0 ? [observed] : [];
  const accepted = [...new Set([expected, ...letThrough])];
  const subject: Subject = warns ? { address: context.address } : "self";
  const condition = { condition: equalsOneOf(subject, key, accepted), error_message: message };
  if (warns && !context.org.warningsAsErrors) draft.check(`${context.name}_${name}`, condition);
  else draft.postconditions.push({ ...condition, condition: equalsOneOf("self", key, accepted) });
  for (const { waiver, until } of uniqueWaivers(waived)) {
    const untilKey = draft.input(`waiver_${name}_until`, until);
    const details = {
      path: waiver.path,
      reason: waiver.reason,
      ...(waiver.owner === undefined ? {} : { owner: waiver.owner }),
      expires: waiver.expires,
      ...(expectation.location === undefined ? {} : { location: placeOf(expectation.location) }),
      planTime: PLAN_TIME,
    };
    const expired = { error_message: errorMessage(waiverExpiredMessage(details)) };
    if (verdict.severity === "warning") {
      draft.check(`${context.name}_${name}_waiver`, {
        condition: notAfter({ address: context.address }, untilKey),
        ...expired,
      });
    } else draft.postconditions.push({ condition: notAfter("self", untilKey), ...expired });
  }
}

function uniqueWaivers<T extends { readonly waiver: unknown }>(waived: readonly T[]): readonly T[] {
  const seen = new Set<unknown>();
  return waived.filter(({ waiver }) => !seen.has(waiver) && seen.add(waiver) !== undefined);
}

export function isSecret(dataClass: string, org: OrgSettings): boolean {
  return (
    dataClass === "identifier" || dataClass === "person" || (dataClass === "address" && org.maskAddresses)
  );
}
