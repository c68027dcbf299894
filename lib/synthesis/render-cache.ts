import { TerraformStack } from "cdktf";
import { attributesOf } from "../terraform/attributes.js";
import { type RenderContext, renderEvaluation, renderUnreadable } from "../terraform/render-data-source.js";
import type { Rendered } from "../terraform/rendered.js";
import { evaluate } from "../verdict/evaluate.js";
import type { Load } from "../verdict/loaded.js";
import type { OrgSettings } from "./org-settings.js";
import type { StackFiles } from "./stack-files.js";
import type { Unit } from "./unit.js";
import type { Units } from "./unit-registry.js";

/** What the data sources of one synthesis render, each once unless something changes. */
export class Renderings {
  private readonly known = new Map<Unit, { readonly version: string; readonly rendered: Rendered }>();

  constructor(
    private readonly units: Units,
    private readonly files: StackFiles | undefined,
    private readonly startedAt: Date,
  ) {}

  of(unit: Unit, load: Load): Rendered {
    const version = `${unit.source.friendlyUniqueId} ${this.units.version} ${[...unit.state.exposed].join(" ")}`;
    const known = this.known.get(unit);
    if (known?.version === version) return known.rendered;
    const rendered = this.render(unit, load);
    this.known.set(unit, { version, rendered });
    return rendered;
  }

  private render(unit: Unit, load: Load): Rendered {
    const { source, state, org } = unit;
    const name = source.friendlyUniqueId;
    const stack = TerraformStack.of(source);
    const [first] = state.expectations;
    const context = {
      readable: state.readable,
      ...(state.platform === undefined ? {} : { platform: state.platform }),
      org,
      ...(unit.orgId === undefined ? {} : { orgId: unit.orgId }),
      ...(unit.role === undefined ? {} : { role: unit.role }),
      address: `data.null_data_source.${name}`,
      name,
      maxAge: unit.maxAge,
      ...(this.files === undefined ? {} : { evidence: this.files.evidencePath(stack) }),
      now: this.startedAt,
      ...(first?.location === undefined ? {} : { location: first.location }),
      blame: unit.blame,
      ...this.together(unit, stack),
    };
    const provider = {
      ...(org.nullProvider === undefined ? {} : { provider: org.nullProvider.fqn }),
      ...(org.exposeIdentifiers ? { namesPeople: true as const } : {}),
    };
    if (!load.ok) return { ...bare(renderUnreadable(load.error, context)), ...provider };
    const attributes = attributesOf(state.readable, load.document, state.exposed, org, state.expectations);
    const evaluation = unit.evaluation ?? evaluate(state.readable, load, state.expectations, org);
    return { ...bare(renderEvaluation(load, evaluation, attributes, context)), ...provider };
  }

  /** What the first data source of a stack says for all that read from the same place. */
  private together(unit: Unit, stack: TerraformStack): Pick<RenderContext, "together"> {
    const place = placeOfSource(unit.org);
    const peers = this.units.in(stack).filter(({ org, load }) => load?.ok && placeOfSource(org) === place);
    const { path } = unit.source.node;
    const isFirst = peers.every(({ source }) => path <= source.node.path);
    if (!isFirst) return {};
    const count = (of: "declared" | "matching") =>
      peers.reduce((sum, { evaluation }) => sum + (evaluation?.[of] ?? 0), 0);
    return { together: { declared: count("declared"), matching: count("matching") } };
  }
}

function placeOfSource({ source, identity }: OrgSettings): string {
  return source.kind === "live" ? identity : source.kind === "snapshot" ? source.path : source.kind;
}

function bare({ inputs, postconditions, checks }: Rendered): Rendered {
  return { inputs, postconditions, checks };
}
