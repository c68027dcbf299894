import type { IConstruct } from "constructs";
import type { FetchJob, FetchResult } from "../client/batch/fetch-job.js";
import { deserializeError } from "../client/batch/wire-error.js";
import { omitUndefined } from "../omit-undefined.js";
import type { EndpointName } from "../settings/model/endpoint.js";
import { findBlame, type KnownVersions } from "../verdict/blame.js";
import { hasDrift } from "../verdict/evaluate.js";
import { type DocumentStore, decodePages, type Round } from "./document-store.js";
import { evaluateSources } from "./evaluate-sources.js";
import type { EvaluatedSource } from "./stages.js";

const PAGES = 5;
const PAGE_SIZE = 100;

/** A job that reads the history of a document that differs, and for which source. */
interface Walk {
  readonly source: EvaluatedSource;
  readonly endpoint: EndpointName;
  readonly job: FetchJob;
}

/**
 * Runs only when something differs or could not be read: asks whose key it is, and for drift who changed what and when.
 * It never changes the verdict. What cannot be found out is reported.
 */
export function* diagnose(
  sources: readonly EvaluatedSource[],
  store: DocumentStore,
  startedAt: Date,
): Generator<Round, readonly EvaluatedSource[], void> {
  const troubled = sources.filter(isTroubled);
  if (troubled.length === 0) return sources;
  const elapsedMs = Date.now() - startedAt.getTime();
  const walks = troubled.flatMap(buildWalk);
  // A host that could not be reached is not asked once more.
  const reached = troubled.filter(({ load }) => load.ok || load.error.status !== undefined);
  const identities = store.planRound(
    [],
    reached.map(({ org }) => org),
  );
  const known = new Map<IConstruct, KnownVersions>();
  yield {
    // The deadline is that of the whole synthesis.
    jobs: [...identities.jobs, ...walks.map(({ job }) => job)].map(({ options, request }) => ({
      options: { ...options, deadlineMs: Math.max(1, options.deadlineMs - elapsedMs) },
      request,
    })),
    keep: (results) => {
      identities.keep(results);
      for (const [index, { source, endpoint }] of walks.entries()) {
        const result = results[identities.jobs.length + index];
        if (result !== undefined) known.set(source.record.construct, decodeVersions(result, endpoint));
      }
    },
  };
  // The digests of findings are bound to the org, so where it is known by now all are evaluated once more.
  const identified = identities.jobs.length === 0 ? sources : evaluateSources(sources, store);
  return identified.map((source) => explainSource(source, known.get(source.record.construct)));
}

function isTroubled({ load, evaluation }: EvaluatedSource): boolean {
  return !load.ok || (evaluation !== undefined && hasDrift(evaluation));
}

function buildWalk(source: EvaluatedSource): readonly Walk[] {
  const { record, org, load, platform } = source;
  const { schema } = record;
  if (!load.ok || org.source.kind !== "live" || schema.kind !== "document") return [];
  const endpoint = schema.endpoint.name;
  const request = {
    kind: "history-walk" as const,
    endpoint,
    limit: PAGE_SIZE,
    maxPages: PAGES,
    ...omitUndefined({ platform }),
  };
  return [{ source, endpoint, job: { options: org.source.client, request } }];
}

/** With who changed what, where its history was asked for. */
function explainSource(source: EvaluatedSource, known: KnownVersions | undefined): EvaluatedSource {
  if (source.evaluation === undefined || known === undefined) return source;
  const { fields } = source.evaluation;
  const blame = findBlame({ fields, schema: source.record.schema, known, options: source.org });
  return { ...source, blame };
}

function decodeVersions(result: FetchResult, endpoint: EndpointName): KnownVersions {
  if (!result.ok) return { ok: false, why: deserializeError(result.error).message };
  const history = decodePages(endpoint, result.pages ?? [result.body]);
  if (!history.ok) return { ok: false, why: history.faults[0] ?? "another format" };
  const { versions } = history.value;
  return versions.length === 0 ? { ok: false, why: "it is empty" } : { ok: true, versions };
}
