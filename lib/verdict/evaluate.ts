import type { Expectation } from "../expectations/expectation.js";
import { isAbout, isOldForm, type Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { type Compared, type CompareOptions, compareDocument } from "../settings/compare/compare.js";
import type { FieldComparison } from "../settings/compare/finding.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import type { ObjectField } from "../settings/model/field.js";
import type { JsonObject } from "../settings/model/json.js";
import { compareHistory } from "./compare-history.js";
import { bindFindings, digestWholeField, type FindingSubject } from "./finding-digest.js";
import { type Judgement, judgeField, type Policy, resolvePolicy } from "./judge.js";
import type { LoadedDocument } from "./loaded.js";
import { toStoredDeclaration, withNotesLeftOut } from "./stored-declaration.js";

/** One declared field, compared and judged. */
export interface FieldVerdict extends Judgement {
  readonly expectation: Expectation;
  /** Its findings carry the digests that waivers quote. */
  readonly comparison: FieldComparison;
  /** The digest for a waiver of the whole field, where it is a list that differs. */
  readonly whole?: string;
}

/** A waiver that lets nothing through. */
export interface UnusedWaiver {
  readonly waiver: Waiver;
  readonly expectation: Expectation;
  /** Its path differs, but declared or live has changed since it was written: it lets nothing through. */
  readonly outdated: boolean;
}

/** A data source's document beside everything that was expected of it. */
export interface Evaluation {
  readonly fields: readonly FieldVerdict[];
  readonly unusedWaivers: readonly UnusedWaiver[];
  readonly vendorRules: readonly string[];
  readonly reservedInUse: readonly string[];
  /** Declared selectors that are no selectors, and were compared letter by letter. */
  readonly comparedAsText: readonly string[];
  readonly problems: readonly {
    readonly expectation: Expectation;
    readonly path: string;
    readonly message: string;
  }[];
  /** Declared fields and list items, and how many match. */
  readonly declared: number;
  readonly matching: number;
}

/** How a document is compared and judged. */
export interface Rules extends Policy, CompareOptions {}

/** A document, what it should hold, and what was declared about it. */
export interface EvaluationInput {
  readonly schema: {
    readonly document: ObjectField;
    /** Of a history: what each version holds. */
    readonly version?: ObjectField;
  };
  /** Whose settings these are: part of what a waiver is for. */
  readonly subject: FindingSubject;
  readonly loaded: LoadedDocument;
  readonly expectations: readonly Expectation[];
  readonly rules: Rules;
}

/** Compares a document with everything that was declared about it, and judges each field. Pure. */
export function evaluate(input: EvaluationInput): Evaluation {
  const fields: FieldVerdict[] = [];
  const unusedWaivers: UnusedWaiver[] = [];
  const problems: { expectation: Expectation; path: string; message: string }[] = [];
  const compared: Compared[] = [];
  for (const expectation of input.expectations) {
    if (expectation.node === undefined && expectation.over === undefined) continue;
    const comparison = compare(input, expectation);
    compared.push(comparison);
    problems.push(...comparison.problems.map((problem) => ({ expectation, ...problem })));
    const verdicts = comparison.fields.map((field) => evaluateField(field, expectation, input));
    fields.push(...verdicts);
    problems.push(...listOldWaivers(expectation, verdicts).map((problem) => ({ expectation, ...problem })));
    const used = new Set(verdicts.flatMap(({ waived }) => waived.map(({ waiver }) => waiver)));
    unusedWaivers.push(
      ...(expectation.options.waivers ?? [])
        .filter((waiver) => !used.has(waiver))
        .map((waiver) => ({ waiver, expectation, outdated: isOutdated(waiver, verdicts) })),
    );
  }
  const reserved = compared.map((comparison) => new Set(comparison.reservedInUse));
  return {
    fields,
    unusedWaivers,
    vendorRules: [...new Set(compared.flatMap((comparison) => comparison.vendorRules))],
    comparedAsText: [...new Set(compared.flatMap((comparison) => comparison.comparedAsText))],
    // In use and declared by no expectation.
    reservedInUse: [...(reserved[0] ?? [])].filter((path) => reserved.every((paths) => paths.has(path))),
    problems,
    declared: fields.length,
    matching: fields.filter(({ comparison }) => comparison.result === "matches").length,
  };
}

/**
 * Whether a finding remains at the waiver's path that the waiver does not fit. A finding that another waiver fits does
 * not count.
 */
function isOutdated(waiver: Waiver, verdicts: readonly FieldVerdict[]): boolean {
  return verdicts.some(({ remaining, tolerated }) =>
    [...remaining, ...tolerated].some((finding) => isAbout(waiver, finding)),
  );
}

/** Waivers of eight digits, which fit too many findings, each with the digest that takes their place. */
function listOldWaivers(
  { options }: Expectation,
  verdicts: readonly FieldVerdict[],
): readonly { path: string; message: string }[] {
  return (options.waivers ?? []).filter(isOldForm).flatMap((waiver) => {
    const { path, observed } = waiver;
    const digests = verdicts.flatMap(({ remaining, tolerated, whole }) =>
      [...remaining, ...tolerated]
        .filter((finding) => isAbout(waiver, finding))
        .map((finding) => (waiver.whole === true ? (whole ?? "") : finding.observed)),
    );
    return [...new Set(digests)].map((digest) => ({
      path,
      message: `the waiver observed: "${observed}" has the old form of eight digits, which fits too many findings; write observed: "${digest}"`,
    }));
  });
}

function compare({ schema, loaded, rules }: EvaluationInput, expectation: Expectation): Compared {
  const { node, over } = expectation;
  const { document, complete, source } = loaded;
  if (over !== undefined && schema.version !== undefined) {
    const { versions } = document as { versions: readonly SettingsDocument[] };
    const history = { versions, complete: complete === true };
    return compareHistory({ version: schema.version, history, expectation, over, options: rules });
  }
  if (node === undefined)
    return { fields: [], vendorRules: [], reservedInUse: [], comparedAsText: [], problems: [] };
  if (source.kind !== "snapshot") return compareDocument({ ...rules, ...schema }, document, node);
  const leavesOutNotes = source.includesNotes !== true;
  const stored = toStoredDeclaration(schema.document, node, { document, leavesOutNotes });
  const asStored = leavesOutNotes ? { ...schema, document: withNotesLeftOut(schema.document) } : schema;
  const compared = compareDocument({ ...rules, ...asStored }, document, stored.node);
  return { ...compared, problems: [...stored.problems, ...compared.problems] };
}

function evaluateField(
  comparison: FieldComparison,
  expectation: Expectation,
  { schema, subject, loaded, rules }: EvaluationInput,
): FieldVerdict {
  const { options } = expectation;
  const spec = schema.document.fields[comparison.field];
  const live = (loaded.document as JsonObject)[comparison.field];
  const field = { comparison, spec, live };
  const bound = comparison.findings.length === 0 ? comparison : bindFindings(subject, field);
  const given = options.waivers ?? [];
  const whole =
    spec?.kind === "list" && comparison.findings.length > 0
      ? digestWholeField(subject, { ...field, spec })
      : undefined;
  const judgement = judgeField(bound, resolvePolicy(options, rules), { given, whole });
  return { expectation, comparison: bound, ...omitUndefined({ whole }), ...judgement };
}

/** Waivers that let something through, or would if live had not changed. */
export function listNeededWaivers(evaluations: readonly (Evaluation | undefined)[]): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const { fields, unusedWaivers } of evaluations.filter((each) => each !== undefined)) {
    for (const { waived, expectation } of fields)
      for (const { waiver } of waived) needed.add(toWaiverKey(waiver, expectation));
    for (const { waiver, expectation, outdated } of unusedWaivers)
      if (outdated) needed.add(toWaiverKey(waiver, expectation));
  }
  return needed;
}

/** A gate hands one waiver to all its parts. It is unused only where no part needs it. */
export function withoutNeededElsewhere(evaluation: Evaluation, needed: ReadonlySet<string>): Evaluation {
  if (evaluation.unusedWaivers.length === 0) return evaluation;
  const unusedWaivers = evaluation.unusedWaivers.filter(
    ({ waiver, expectation, outdated }) => outdated || !needed.has(toWaiverKey(waiver, expectation)),
  );
  return { ...evaluation, unusedWaivers };
}

function toWaiverKey({ path, observed }: Waiver, { constructPath }: Expectation): string {
  return JSON.stringify([constructPath, path, observed]);
}

/** Whether anything is left that fails or warns. */
export function hasDrift(evaluation: Evaluation): boolean {
  return evaluation.fields.some((field) => field.remaining.length + field.tolerated.length > 0);
}
