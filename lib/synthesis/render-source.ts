import { TerraformStack } from "cdktf";
import { omitUndefined } from "../omit-undefined.js";
import { attributesOf } from "../terraform/attributes.js";
import type { RenderContext, RenderedOrg } from "../terraform/render-context.js";
import { renderEvaluation, renderUnreadable } from "../terraform/render-data-source.js";
import type { Rendered } from "../terraform/rendered.js";
import type { OrgSettings } from "./org-settings.js";
import { sourceNotices } from "./source-notices.js";
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
  readonly evidencePath: (stack: TerraformStack) => string | undefined;
}

/** What a data source renders. */
export function renderSource(
  { name, source, exposed, peers }: RenderInput,
  options: RenderOptions,
): Rendered {
  const { record, org, expectations, identity, platform, load, evaluation, maxAge, blame } = source;
  const { schema } = record;
  const [first] = expectations;
  const evidence = options.evidencePath(TerraformStack.of(record.construct));
  const context: RenderContext = {
    name,
    schema,
    ...omitUndefined({ platform }),
    org: renderedOrg(org),
    ...identity,
    maxAge,
    ...omitUndefined({ evidence }),
    now: options.now,
    ...omitUndefined({ location: first?.location }),
    blame,
  };
  const provider = {
    ...(org.nullProvider === undefined ? {} : { provider: org.nullProvider.fqn }),
    ...(org.exposeIdentifiers ? { namesPeople: true as const } : {}),
  };
  if (evaluation === undefined) return { ...bare(renderUnreadable(load.error, context)), ...provider };
  const attributes = attributesOf({
    schema,
    document: load.document,
    exposed,
    // The events of a session are opt-in as a whole, by calling their getter.
    inClear: org.exposeIdentifiers || schema.kind === "session-events",
    maskAddresses: org.maskAddresses,
    declarations: expectations.flatMap(({ node }) => (node === undefined ? [] : [node])),
  });
  return {
    ...bare(
      renderEvaluation(
        { loaded: load, evaluation, notices: sourceNotices(source, peers), attributes },
        context,
      ),
    ),
    ...provider,
  };
}

function renderedOrg(org: OrgSettings): RenderedOrg {
  return { ...org, isLive: org.source.kind === "live" };
}

function bare({ inputs, postconditions, checks }: Rendered): Rendered {
  return { inputs, postconditions, checks };
}
