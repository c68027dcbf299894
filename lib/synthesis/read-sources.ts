import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import type { TerraformStack } from "cdktf";
import type { RecordedSource } from "../evidence/input.js";
import { omitUndefined } from "../omit-undefined.js";
import { dataSourceAddress } from "../terraform/addresses.js";
import type { Rendered } from "../terraform/rendered.js";
import type { Load } from "../verdict/loaded.js";
import { diagnose } from "./diagnose.js";
import type { DocumentStore, Round } from "./document-store.js";
import { evaluateSources } from "./evaluate-sources.js";
import { loadSource } from "./load-source.js";
import { recordOrg } from "./record-org.js";
import { RenderCache } from "./render-cache.js";
import { type RenderInput, type RenderOptions, renderSource } from "./render-source.js";
import { orgsToAsk, problemsOf, refuse } from "./run-faults.js";
import { sourceNotices } from "./source-notices.js";
import { SourcesByStack } from "./sources-by-stack.js";
import type { EvaluatedSource, ResolvedSource } from "./stages.js";
import { unreadError } from "./unread-error.js";

/** The data sources of one synthesis that are read and judged while it runs. */
export class ReadSources extends SourcesByStack<EvaluatedSource> {
  private readonly cache: RenderCache<RenderInput, Rendered>;

  constructor(
    private readonly store: DocumentStore,
    private readonly options: RenderOptions,
  ) {
    super();
    this.cache = new RenderCache((input) => renderSource(input, options));
  }

  /** Reads, compares and judges. What is to be fetched is handed out in rounds. */
  *prepare(resolved: readonly ResolvedSource[]): Generator<Round, void, void> {
    yield this.plan(resolved);
    const judged = evaluateSources(resolved.map((source) => loadSource(source, this.store)));
    refuse(judged.flatMap(problemsOf));
    const evaluated = yield* diagnose(judged, this.store, this.options.now);
    this.add(evaluated);
    const unread = unreadError(evaluated);
    if (unread !== undefined) throw unread;
  }

  plan(sources: readonly ResolvedSource[]): Round {
    return this.store.plan(
      sources.map(({ need }) => need),
      orgsToAsk(sources),
    );
  }

  load(source: ResolvedSource): Load {
    return loadSource(source, this.store).load;
  }

  rendered(source: EvaluatedSource, exposed: ReadonlySet<string>, stack: TerraformStack): Rendered {
    const { construct } = source.record;
    const { friendlyUniqueId: name } = construct;
    return this.cache.get(construct, { name, source, exposed, peers: this.in(stack) });
  }

  /** What the evidence tells of a stack's data sources. */
  recordedIn(stack: TerraformStack): readonly RecordedSource[] {
    const peers = this.in(stack);
    return peers.map((source) => recordSource(source, peers));
  }
}

function recordSource(source: EvaluatedSource, peers: readonly EvaluatedSource[]): RecordedSource {
  const { record, org, platform, identity, load, evaluation, maxAge, expectations, blame } = source;
  const { schema } = record;
  const construct: DataNullDataSource = record.construct;
  return {
    construct: construct.node.path,
    address: dataSourceAddress(construct.friendlyUniqueId),
    org: recordOrg(org),
    ...identity,
    schema,
    ...omitUndefined({ platform }),
    maxAge,
    expectations,
    load,
    ...omitUndefined({ evaluation }),
    blame,
    notices: sourceNotices(source, peers),
  };
}
