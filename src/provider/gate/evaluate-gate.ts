import { FullstoryError } from "../../../lib/client/index.js";
import type { Expectation, Waiver } from "../../../lib/expectations/index.js";
import { createHclDialect, type Dialect, typescriptDialect } from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import {
  type BlameByPath,
  type BlameInput,
  type Evaluation,
  evaluate,
  type FieldVerdict,
  findBlame,
  hasDrift,
  judgeAgainAt,
  listNeededWaivers,
  type WaivedFinding,
  withoutNeededElsewhere,
} from "../../../lib/verdict/index.js";
import type { Configured } from "../configured.js";
import type { LoadedSettings } from "../reading/loaded.js";
import type { CheckedPart, Gate } from "./read-gate.js";

/** A document that was read and compared. */
export interface ReadPart {
  readonly part: CheckedPart;
  readonly loaded: LoadedSettings;
  /** As of now: what an expired waiver let through remains. */
  readonly evaluation: Evaluation;
  /** What waivers let through until they expired. */
  readonly expired: readonly WaivedFinding[];
  readonly blame: BlameByPath;
  /** The language of the declaration: HCL, unless the gate was generated from code. */
  readonly dialect: Dialect;
}

/** A document that could not be read. */
export interface UnreadPart {
  readonly part: CheckedPart;
  readonly error: FullstoryError;
}

export interface GateEvaluation {
  readonly read: readonly ReadPart[];
  readonly unread: readonly UnreadPart[];
}

interface EvaluateRequest {
  readonly gate: Gate;
  readonly waivers: ReadonlyMap<CheckedPart, readonly Waiver[]>;
  /** Those that other gates were given too, and how many were in all. */
  readonly shared: ReadonlyMap<Waiver, number>;
  readonly configured: Configured;
  /** The org's id, where it is known: findings are bound to it. */
  readonly org: Promise<string | undefined>;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Reads every document of a gate and compares it with what is declared. */
export async function evaluateGate(request: EvaluateRequest): Promise<GateEvaluation> {
  const [org, ...loads] = await Promise.all([
    request.org,
    ...request.gate.parts.map((part) => load(part, request)),
  ]);
  const unread = loads.filter((each) => "error" in each);
  const evaluated = loads
    .filter((each) => "loaded" in each)
    .map(({ part, loaded }) => {
      const { endpoint, platform } = part;
      const evaluation = evaluate({
        schema: endpoint,
        subject: { document: endpoint.name, platform, org },
        loaded,
        expectations: [toExpectation(part, request)],
        rules: request.configured.configuration,
      });
      return { part, loaded, evaluation };
    });
  const isGenerated = request.gate.options.declaredAt !== undefined;
  const needed = listNeededWaivers(evaluated.map(({ evaluation }) => evaluation));
  const read = await Promise.all(
    evaluated.map(async ({ part, loaded, evaluation }): Promise<ReadPart> => {
      const { expired, fields } = asOf(evaluation.fields, request.now);
      const { unusedWaivers, ...rest } = withoutNeededElsewhere(evaluation, needed);
      const unused = [
        ...unusedWaivers.filter(({ waiver, outdated }) => outdated || !request.shared.has(waiver)),
        ...listNeededByNone({ part, unusedWaivers }, request),
      ];
      const current = { ...rest, fields, unusedWaivers: unused };
      const blame = await explain({ part, loaded, evaluation: current }, request);
      const dialect = isGenerated ? typescriptDialect : createHclDialect(part.endpoint.document);
      return { part, loaded, evaluation: current, expired, blame, dialect };
    }),
  );
  return { read, unread };
}

/** Waivers of several gates, where this is the last of them and none needed it. */
function listNeededByNone(
  { part, unusedWaivers }: Pick<Evaluation, "unusedWaivers"> & { readonly part: CheckedPart },
  { waivers, shared, configured, gate }: EvaluateRequest,
): Evaluation["unusedWaivers"] {
  const unneeded = new Map(
    unusedWaivers.filter(({ outdated }) => !outdated).map((unused) => [unused.waiver, unused]),
  );
  return (waivers.get(part) ?? []).flatMap((waiver) => {
    const { path, observed } = waiver;
    const takers = shared.get(waiver);
    if (takers === undefined) return [];
    const isLast = configured.sharedWaivers.note({
      waiver: JSON.stringify([gate.options.declaredAt, path, observed]),
      gate: part.steps.join("."),
      isNeeded: !unneeded.has(waiver),
      takers,
    });
    const unused = unneeded.get(waiver);
    return isLast && unused !== undefined ? [unused] : [];
  });
}

type Loaded = { readonly part: CheckedPart; readonly loaded: LoadedSettings };

async function load(
  part: CheckedPart,
  { configured, signal }: EvaluateRequest,
): Promise<Loaded | UnreadPart> {
  try {
    const { endpoint, platform } = part;
    return { part, loaded: await configured.reader.readDocument({ endpoint, platform }, signal) };
  } catch (error) {
    if (error instanceof FullstoryError) return { part, error };
    throw error;
  }
}

/** What one part of a gate declares. */
export function toExpectation(
  part: CheckedPart,
  { gate, waivers }: Pick<EvaluateRequest, "gate" | "waivers">,
): Expectation {
  const { severity, because, onTightened } = gate.options;
  const options = { ...omitUndefined({ severity, because, onTightened }), waivers: waivers.get(part) ?? [] };
  return { node: part.node, problems: [], constructPath: "", options };
}

/** Fields as of an instant, and what waivers let through until they expired before it. */
function asOf(
  fields: readonly FieldVerdict[],
  now: Date,
): { readonly fields: readonly FieldVerdict[]; readonly expired: readonly WaivedFinding[] } {
  const expired: WaivedFinding[] = [];
  const current = fields.map((field) => {
    const judged = judgeAgainAt(field, now);
    const waived = new Set(judged.waived);
    expired.push(...field.waived.filter((each) => !waived.has(each)));
    return judged;
  });
  return { fields: current, expired };
}

const PAGE_SIZE = 100;
const PAGES = 5;

/** Who changed what differs, when, and from what. Nothing of it can turn the verdict. */
async function explain(
  { part, loaded, evaluation }: Loaded & { readonly evaluation: Evaluation },
  { configured, signal }: EvaluateRequest,
): Promise<BlameByPath> {
  if (loaded.source.kind !== "live" || !hasDrift(evaluation)) return new Map();
  const { endpoint, platform } = part;
  const { configuration: options, reader } = configured;
  const { fields } = evaluation;
  let known: BlameInput["known"];
  try {
    const range = { limit: PAGE_SIZE, maxPages: PAGES };
    const history = await reader.readHistory({ endpoint, platform, ...range }, signal);
    const versions = history.versions.map(({ document }) => document);
    known = versions.length === 0 ? { ok: false, why: "it is empty" } : { ok: true, versions };
  } catch (error) {
    if (!(error instanceof FullstoryError)) throw error;
    known = { ok: false, why: error.message };
  }
  return findBlame({ fields, schema: endpoint, known, options });
}
