import { TerraformStack } from "cdktf";
import { omitUndefined } from "../omit-undefined.js";
import { renderAttributes } from "../terraform/attributes.js";
import type { RenderContext } from "../terraform/render-context.js";
import { renderEvaluation, renderUnreadable } from "../terraform/render-data-source.js";
import type { Rendered } from "../terraform/rendered.js";
import type { Notice } from "../verdict/judge.js";
import { listNotices, type Together } from "../verdict/notices.js";
import type { OrgSettings } from "./org-settings.js";
import type { EvaluatedSource } from "./stages.js";

/** Everything that one data source renders from. The same values render the same. */
export interface RenderInput {
  /** Its name in the Terraform JSON. */
  readonly name: string;
  readonly source: EvaluatedSource;
  /** The fields that a getter was called for. */
  readonly exposed: ReadonlySet<string>;
  /** All sources of its stack, itself included. */
  readonly peers: readonly EvaluatedSource[];
}

export interface RenderOptions {
  readonly now: Date;
  /** Where a stack's evidence goes, if it goes anywhere. */
  readonly getEvidencePath: (stack: TerraformStack) => string | undefined;
}

/** What a data source renders. */
export function renderSource(
  { name, source, exposed, peers }: RenderInput,
  options: RenderOptions,
): Rendered {
  const { record, org, expectations, identity, platform, load, evaluation, maxAge, blame } = source;
  const { schema } = record;
  const [first] = expectations;
  const evidence = options.getEvidencePath(TerraformStack.of(record.construct));
  const context: RenderContext = {
    name,
    schema,
    org: { ...org, isLive: org.source.kind === "live" },
    ...identity,
    maxAge,
    now: options.now,
    blame,
    ...omitUndefined({ platform, evidence, location: first?.location }),
  };
  const provider = {
    ...omitUndefined({ provider: org.nullProvider?.fqn }),
    ...(org.exposeIdentifiers ? { namesPeople: true as const } : {}),
  };
  if (evaluation === undefined) return { ...renderUnreadable(load.error, context), ...provider };
  const attributes = renderAttributes({
    schema,
    document: load.document,
    exposed,
    // The events of a session are opt-in as a whole, by calling their getter.
    inClear: org.exposeIdentifiers || schema.kind === "session-events",
    maskAddresses: org.maskAddresses,
    declarations: expectations.flatMap(({ node }) => (node === undefined ? [] : [node])),
  });
  const notices = listSourceNotices(source, peers);
  return { ...renderEvaluation({ loaded: load, evaluation, notices, attributes }, context), ...provider };
}

/** What is told of a data source beside its verdict; its peers are all data sources of its stack. */
export function listSourceNotices(
  source: EvaluatedSource,
  peers: readonly EvaluatedSource[],
): readonly Notice[] {
  const { load, evaluation, org } = source;
  if (evaluation === undefined) return [];
  const together = describeTogether(source, peers);
  return listNotices({ loaded: load, evaluation, warnings: org.warnings, ...omitUndefined({ together }) });
}

/** What the first data source of a stack says for all that read from the same place. */
function describeTogether(
  { org, record }: EvaluatedSource,
  peers: readonly EvaluatedSource[],
): Together | undefined {
  const place = identifyPlace(org);
  const same = peers.filter((peer) => peer.load.ok && identifyPlace(peer.org) === place);
  const { path } = record.construct.node;
  if (!same.every((peer) => path <= peer.record.construct.node.path)) return undefined;
  const count = (of: "declared" | "matching") =>
    same.reduce((sum, { evaluation }) => sum + (evaluation?.[of] ?? 0), 0);
  return { declared: count("declared"), matching: count("matching") };
}

function identifyPlace({ source, identity }: OrgSettings): string {
  return source.kind === "live" ? identity : source.kind === "snapshot" ? source.path : source.kind;
}
