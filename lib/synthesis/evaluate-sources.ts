import { evaluate, listNeededWaivers, withoutNeededElsewhere } from "../verdict/evaluate.js";
import type { DocumentStore } from "./document-store.js";
import { loadSource } from "./load-source.js";
import type { EvaluatedSource, LoadedSource, ResolvedSource } from "./stages.js";

/** Loads, compares and judges. A gate hands one waiver to several sources, so they are judged together. */
export function evaluateSources(
  sources: readonly ResolvedSource[],
  store: DocumentStore,
): readonly EvaluatedSource[] {
  const judged = sources.map((source) => judgeSource(loadSource(source, store)));
  const needed = listNeededWaivers(judged.map(({ evaluation }) => evaluation));
  return judged.map((source) =>
    source.evaluation === undefined
      ? source
      : { ...source, evaluation: withoutNeededElsewhere(source.evaluation, needed) },
  );
}

function judgeSource(source: LoadedSource): EvaluatedSource {
  const { load, record, expectations, org, platform, identity } = source;
  const blame = new Map();
  if (!load.ok) return { ...source, load, blame };
  const subject = { document: record.schema.name, platform, org: identity.orgId };
  const evaluation = evaluate({ schema: record.schema, subject, loaded: load, expectations, rules: org });
  return { ...source, load, evaluation, blame };
}
