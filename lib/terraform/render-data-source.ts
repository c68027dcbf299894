import type { FullstoryError } from "../errors.js";
import { writeMaxAge } from "../expectations/max-age.js";
import { placeOf } from "../expectations/source-location.js";
import {
  documentName,
  staleMessage,
  staleSnapshotMessage,
  unreadableMessage,
  waiverExpiredMessage,
  wrongOrgMessage,
} from "../messages/index.js";
import { omitUndefined } from "../omit-undefined.js";
import { carried } from "../settings/model/canonical.js";
import { snakeCase } from "../settings/model/keys.js";
import { isSecretClass } from "../settings/model/mask.js";
import type { Evaluation } from "../verdict/evaluate.js";
import type { FieldText } from "../verdict/field-texts.js";
import { isBinding, type Notice, noticeSeverity } from "../verdict/judge.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import { fieldMessages } from "./field-messages.js";
import type { RenderContext, RenderedOrg } from "./render-context.js";
import { type Rendered, RenderedDraft } from "./rendered.js";
import { equalsOneOf, freshFor, notAfter, PLAN_TIME, plainText } from "./syntax.js";

/** A document that was read and compared, and the inputs that references read. */
export interface RenderedDocument {
  readonly loaded: LoadedDocument;
  readonly evaluation: Evaluation;
  /** What is told beside the verdict. */
  readonly notices: readonly Notice[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** A document that was read and compared. */
export function renderEvaluation(
  { loaded, evaluation, notices, attributes }: RenderedDocument,
  context: RenderContext,
): Rendered {
  const draft = new RenderedDraft(context.name);
  common(draft, loaded, context);
  for (const [key, text] of Object.entries(attributes)) draft.input(key, text);
  freshness(draft, { loaded, evaluation }, context);
  for (const field of fieldMessages(evaluation.fields, loaded, context)) renderField(draft, field, context);
  renderNotices(draft, notices, context);
  return draft;
}

/** A document that could not be read: a condition that always fails, in its own stack only. */
export function renderUnreadable(error: FullstoryError, context: RenderContext): Rendered {
  const draft = new RenderedDraft(context.name);
  requested(draft, context);
  const key = draft.input("status", "unreadable");
  const { org, orgId, role, schema } = context;
  const message =
    error.code === "wrong_org" && orgId !== undefined
      ? wrongOrgMessage({ expected: org.expectOrg ?? "", found: orgId, why: error.message })
      : unreadableMessage({
          error,
          ...(orgId === undefined ? declaredOrg(org) : { org: orgId }),
          ...omitUndefined({ role, location: context.location && placeOf(context.location) }),
          endpointName: documentName(schema.name, context.platform),
        });
  draft.require(equalsOneOf("self", key, ["read"]), message);
  return draft;
}

/** Which org it is where its host did not say: the construct, so that one of many can be found. */
function declaredOrg({ name, isLive }: RenderedOrg): { readonly org?: string } {
  return isLive ? { org: `not known; declared as ${name}` } : {};
}

/** What was asked for, whether or not it was answered. */
function requested(draft: RenderedDraft, { schema, platform }: RenderContext): void {
  draft.input("endpoint", schema.path);
  if (platform !== undefined) draft.input("platform", platform);
}

function common(draft: RenderedDraft, loaded: LoadedDocument, context: RenderContext): void {
  requested(draft, context);
  draft.input("status", "read");
  draft.input("source", loaded.source.kind);
  draft.input("fetched_at", loaded.fetchedAt);
  if (context.orgId !== undefined) draft.input("org", plainText(context.orgId));
  draft.require(
    equalsOneOf("self", "status", ["read"]),
    "fullstory: unreadable, nothing was checked (not drift)",
  );
}

function freshness(
  draft: RenderedDraft,
  { loaded, evaluation }: { readonly loaded: LoadedDocument; readonly evaluation: Evaluation },
  context: RenderContext,
): void {
  const { maxAge, org } = context;
  if (maxAge !== "off") {
    const message = staleMessage({
      ...omitUndefined({ org: context.orgId }),
      readAt: loaded.fetchedAt,
      limit: writeMaxAge(maxAge),
      declared: evaluation.declared,
      matching: evaluation.matching,
      planTime: PLAN_TIME,
    });
    draft.require(freshFor("self", "fetched_at", maxAge), message);
  }
  if (loaded.source.kind !== "snapshot" || org.snapshotMaxAge === "off") return;
  const key = draft.input("verified_at", `${loaded.source.verifiedAt}T00:00:00Z`);
  const message = staleSnapshotMessage({
    file: loaded.source.path,
    verifiedAt: loaded.source.verifiedAt,
    limit: writeMaxAge(org.snapshotMaxAge),
    planTime: PLAN_TIME,
  });
  draft.require(freshFor("self", key, org.snapshotMaxAge), message);
}

function renderField(
  draft: RenderedDraft,
  { verdict, text: drift }: FieldText,
  context: RenderContext,
): void {
  const { comparison, waived, tolerated, remaining, expectation } = verdict;
  const secret = isSecretClass(comparison.dataClass, context.org);
  const expected = carried(comparison.expected, secret);
  const observed =
    comparison.observed === comparison.expected ? expected : carried(comparison.observed, secret);
  const name = snakeCase(comparison.field);
  draft.input(`expected_${name}`, expected);
  const key = draft.input(`observed_${name}`, observed);
  // Where waivers cover all differences, the condition accepts the live text and no other.
  const letThrough = waived.length > 0 && remaining.length + tolerated.length === 0 ? [observed] : [];
  const accepted = [...new Set([expected, ...letThrough])];
  draft.judge({ binds: isBinding(verdict), name }, (subject) => equalsOneOf(subject, key, accepted), drift);
  for (const { waiver, until } of new Map(waived.map((each) => [each.waiver, each])).values()) {
    const untilKey = draft.input(`waiver_${name}_until`, until);
    const { path, reason, owner, expires } = waiver;
    const location = expectation.location && placeOf(expectation.location);
    draft.judge(
      { binds: verdict.severity !== "warning", name: `${name}_waiver` },
      (subject) => notAfter(subject, untilKey),
      waiverExpiredMessage({
        path,
        reason,
        expires,
        planTime: PLAN_TIME,
        ...omitUndefined({ owner, location }),
      }),
    );
  }
}

/** What is told beside the verdict: a warning, or what fails the plan. */
function renderNotices(draft: RenderedDraft, notices: readonly Notice[], { org }: RenderContext): void {
  const binds = noticeSeverity(org) === "error";
  for (const { kind, message } of notices) {
    const key = draft.input(`notice_${kind}`, "given");
    draft.judge({ binds, name: kind }, (subject) => equalsOneOf(subject, key, ["none"]), message);
  }
}
