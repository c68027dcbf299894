import type { FullstoryError } from "../errors.js";
import { formatMaxAge } from "../expectations/max-age.js";
import { formatLocation } from "../expectations/source-location.js";
import {
  nameDocument,
  renderExpiredWaiver,
  renderStale,
  renderStaleSnapshot,
  renderUnread,
  renderWrongOrg,
} from "../messages/index.js";
import { omitUndefined } from "../omit-undefined.js";
import { toCarried } from "../settings/model/canonical.js";
import { toSnake } from "../settings/model/keys.js";
import { isSecretClass } from "../settings/model/mask.js";
import type { Evaluation } from "../verdict/evaluate.js";
import type { FieldText } from "../verdict/field-texts.js";
import { getNoticeSeverity, isBinding, type Notice } from "../verdict/judge.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import { renderFieldMessages } from "./field-messages.js";
import type { RenderContext, RenderedOrg } from "./render-context.js";
import { type Rendered, RenderedDraft } from "./rendered.js";
import { escapeText, PLAN_TIME, renderFreshFor, renderNotAfter, renderOneOf } from "./syntax.js";

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
  addCommon(draft, loaded, context);
  for (const [key, text] of Object.entries(attributes)) draft.addInput(key, text);
  addFreshness(draft, { loaded, evaluation }, context);
  for (const field of renderFieldMessages(evaluation.fields, loaded, context))
    renderField(draft, field, context);
  renderNotices(draft, notices, context);
  return draft;
}

/** A document that could not be read: a condition that always fails, in its own stack only. */
export function renderUnreadable(error: FullstoryError, context: RenderContext): Rendered {
  const draft = new RenderedDraft(context.name);
  addRequest(draft, context);
  const key = draft.addInput("status", "unreadable");
  const { org, orgId, role, schema } = context;
  const message =
    error.code === "wrong_org" && orgId !== undefined
      ? renderWrongOrg({ expected: org.expectOrg ?? "", found: orgId, why: error.message })
      : renderUnread({
          error,
          ...(orgId === undefined ? describeDeclaredOrg(org) : { org: orgId }),
          ...omitUndefined({ role, location: context.location && formatLocation(context.location) }),
          endpointName: nameDocument(schema.name, context.platform),
        });
  draft.addCondition(renderOneOf("self", key, ["read"]), message);
  return draft;
}

/** Which org it is where its host did not say: the construct, so that one of many can be found. */
function describeDeclaredOrg({ name, isLive }: RenderedOrg): { readonly org?: string } {
  return isLive ? { org: `not known; declared as ${name}` } : {};
}

/** What was asked for, whether or not it was answered. */
function addRequest(draft: RenderedDraft, { schema, platform }: RenderContext): void {
  draft.addInput("endpoint", schema.path);
  if (platform !== undefined) draft.addInput("platform", platform);
}

function addCommon(draft: RenderedDraft, loaded: LoadedDocument, context: RenderContext): void {
  addRequest(draft, context);
  draft.addInput("status", "read");
  draft.addInput("source", loaded.source.kind);
  draft.addInput("fetched_at", loaded.fetchedAt);
  if (context.orgId !== undefined) draft.addInput("org", escapeText(context.orgId));
  draft.addCondition(
    renderOneOf("self", "status", ["read"]),
    "fullstory: unreadable, nothing was checked (not drift)",
  );
}

function addFreshness(
  draft: RenderedDraft,
  { loaded, evaluation }: { readonly loaded: LoadedDocument; readonly evaluation: Evaluation },
  context: RenderContext,
): void {
  const { maxAge, org } = context;
  if (maxAge !== "off") {
    const message = renderStale({
      ...omitUndefined({ org: context.orgId }),
      readAt: loaded.fetchedAt,
      limit: formatMaxAge(maxAge),
      declared: evaluation.declared,
      matching: evaluation.matching,
      planTime: PLAN_TIME,
    });
    draft.addCondition(renderFreshFor("self", "fetched_at", maxAge), message);
  }
  if (loaded.source.kind !== "snapshot" || org.snapshotMaxAge === "off") return;
  const key = draft.addInput("verified_at", `${loaded.source.verifiedAt}T00:00:00Z`);
  const message = renderStaleSnapshot({
    file: loaded.source.path,
    verifiedAt: loaded.source.verifiedAt,
    limit: formatMaxAge(org.snapshotMaxAge),
    planTime: PLAN_TIME,
  });
  draft.addCondition(renderFreshFor("self", key, org.snapshotMaxAge), message);
}

function renderField(
  draft: RenderedDraft,
  { verdict, text: drift }: FieldText,
  context: RenderContext,
): void {
  const { comparison, waived, tolerated, remaining, expectation } = verdict;
  const secret = isSecretClass(comparison.dataClass, context.org);
  const expected = toCarried(comparison.expected, secret);
  const observed =
    comparison.observed === comparison.expected ? expected : toCarried(comparison.observed, secret);
  const name = toSnake(comparison.field);
  draft.addInput(`expected_${name}`, expected);
  const key = draft.addInput(`observed_${name}`, observed);
  // Where waivers cover all differences, the condition accepts the live text and no other.
  const letThrough = waived.length > 0 && remaining.length + tolerated.length === 0 ? [observed] : [];
  const accepted = [...new Set([expected, ...letThrough])];
  draft.judge({ binds: isBinding(verdict), name }, (subject) => renderOneOf(subject, key, accepted), drift);
  for (const { waiver, until } of new Map(waived.map((each) => [each.waiver, each])).values()) {
    const untilKey = draft.addInput(`waiver_${name}_until`, until);
    const { path, reason, owner, expires } = waiver;
    const location = expectation.location && formatLocation(expectation.location);
    draft.judge(
      { binds: verdict.severity !== "warning", name: `${name}_waiver` },
      (subject) => renderNotAfter(subject, untilKey),
      renderExpiredWaiver({
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
  const binds = getNoticeSeverity(org) === "error";
  for (const { kind, message } of notices) {
    const key = draft.addInput(`notice_${kind}`, "given");
    draft.judge({ binds, name: kind }, (subject) => renderOneOf(subject, key, ["none"]), message);
  }
}
