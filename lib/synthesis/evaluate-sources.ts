import { evaluate, neededWaivers, withoutNeededElsewhere } from "../verdict/evaluate.js";
import type { EvaluatedSource, LoadedSource } from "./stages.js";

/** Compares and judges what was loaded. A gate hands one waiver to several sources, so they are judged together. */
export function evaluateSources(sources: readonly LoadedSource[]): readonly EvaluatedSource[] {
  const judged = sources.map(judgeSource);
  const needed = neededWaivers(judged.map(({ evaluation }) => evaluation));
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
