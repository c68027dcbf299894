import { TerraformStack } from "cdktf";
import { deserializeError, serializeError } from "../client/batch/wire-error.js";
import type { FullstoryError } from "../errors.js";
import type { RecordedSource } from "../evidence/input.js";
import { omitUndefined } from "../omit-undefined.js";
import { toAddress } from "../terraform/addresses.js";
import type { Rendered } from "../terraform/rendered.js";
import type { Load } from "../verdict/loaded.js";
import { diagnose } from "./diagnose.js";
import type { DocumentStore, Round } from "./document-store.js";
import { buildFault, type DeclarationFault, refuse, UnreadableError } from "./errors.js";
import { evaluateSources } from "./evaluate-sources.js";
import { loadSource } from "./load-source.js";
import type { OrgSettings } from "./org-settings.js";
import { recordOrg } from "./record-evidence.js";
import { listSourceNotices, type RenderInput, type RenderOptions, renderSource } from "./render-source.js";
import { SourcesByStack } from "./sources-by-stack.js";
import type { DeclaredSource, EvaluatedSource, ResolvedSource } from "./stages.js";

/** The data sources of one synthesis that are read and judged while it runs. */
export class ReadSources extends SourcesByStack<EvaluatedSource, RenderInput, Rendered> {
  constructor(
    private readonly store: DocumentStore,
    private readonly options: RenderOptions,
  ) {
    super((input) => renderSource(input, options));
  }

  /** Reads, compares and judges. What is to be fetched is handed out in rounds. */
  *prepare(resolved: readonly ResolvedSource[]): Generator<Round, void, void> {
    yield this.planRound(resolved);
    const judged = evaluateSources(resolved, this.store);
    refuse(judged.flatMap(listProblems));
    const evaluated = yield* diagnose(judged, this.store, this.options.now);
    this.add(evaluated);
    const unread = findUnreadError(evaluated);
    if (unread !== undefined) throw unread;
  }

  planRound(sources: readonly ResolvedSource[]): Round {
    return this.store.planRound(
      sources.map(({ need }) => need),
      listOrgsToAsk(sources),
    );
  }

  load(source: ResolvedSource): Load {
    return loadSource(source, this.store).load;
  }

  /** What a data source renders, unless something was expected of it since it was judged. */
  renderSource(declared: DeclaredSource): Rendered | undefined {
    const source = this.findCurrent(declared);
    if (source === undefined) return undefined;
    const { construct } = source.record;
    const peers = this.listIn(TerraformStack.of(construct));
    const { exposed } = declared;
    return this.render(construct, { name: construct.friendlyUniqueId, source, exposed, peers });
  }

  /** What the evidence tells of a stack's data sources. */
  recordStack(stack: TerraformStack): readonly RecordedSource[] {
    const peers = this.listIn(stack);
    return peers.map((source) => recordSource(source, peers));
  }
}

function recordSource(source: EvaluatedSource, peers: readonly EvaluatedSource[]): RecordedSource {
  const { record, org, platform, identity, load, evaluation, maxAge, expectations, blame } = source;
  const { schema, construct } = record;
  return {
    construct: construct.node.path,
    address: toAddress(construct.friendlyUniqueId),
    org: recordOrg(org),
    ...identity,
    schema,
    ...omitUndefined({ platform }),
    maxAge,
    expectations,
    load,
    ...omitUndefined({ evaluation }),
    blame,
    notices: listSourceNotices(source, peers),
  };
}

/** The orgs that must be known before anything is judged: a pinned org, and one that waivers are bound to. */
function listOrgsToAsk(sources: readonly ResolvedSource[]): readonly OrgSettings[] {
  return sources
    .filter(
      ({ org, expectations }) =>
        org.expectOrg !== undefined || expectations.some(({ options }) => (options.waivers ?? []).length > 0),
    )
    .map(({ org }) => org);
}

/** What a declaration turned out to lack beside what is live. */
function listProblems({ evaluation }: EvaluatedSource): readonly DeclarationFault[] {
  return (evaluation?.problems ?? []).map(({ expectation, path, message }) =>
    buildFault(expectation, { field: path, message }),
  );
}

/** What could not be read although `onReadError` is `synth`: one error for all, of the class that they share. */
function findUnreadError(sources: readonly EvaluatedSource[]): FullstoryError | undefined {
  const unread = sources.flatMap(({ record, org, load }) =>
    !load.ok && org.onReadError === "synth" ? [{ path: record.construct.node.path, error: load.error }] : [],
  );
  const [first, ...others] = unread;
  if (first === undefined || others.length === 0) return first?.error;
  const lines = unread.map(({ path, error }) => `[${path}] ${error.message}`);
  const message = `${unread.length} documents could not be read:\n  ${lines.join("\n  ")}`;
  const { hint } = first.error;
  if (others.some(({ error }) => error.code !== first.error.code))
    return new UnreadableError(message, { hint });
  const known = deserializeError({ ...serializeError(first.error), message });
  return known.code === first.error.code ? known : new UnreadableError(message, { hint });
}
