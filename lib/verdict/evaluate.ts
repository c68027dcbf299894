import type { Expectation } from "../expectations/expectation.js";
import { expiryOf, isAbout, type Waiver } from "../expectations/waiver.js";
import { type Compared, compareDocument } from "../settings/compare/compare.js";
import type { FieldComparison, Finding } from "../settings/compare/finding.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import { shortDigest } from "../settings/model/canonical.js";
import type { JsonObject } from "../settings/model/json.js";
import { canonicalLive } from "../settings/model/live-value.js";
import type { Readable } from "../synthesis/data-source-schema.js";
import type { OrgSettings } from "../synthesis/org-settings.js";
import { compareHistory } from "./compare-history.js";
import type { LoadedDocument } from "./loaded.js";
import { storedDeclaration } from "./stored-declaration.js";

/** A finding that a waiver lets through, while it is in force. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: Waiver;
  /** Instant at which the waiver ends. */
  readonly until: string;
}

/** One declared field after waivers and tolerance for what is only stricter. */
export interface FieldVerdict {
  readonly expectation: Expectation;
  readonly comparison: FieldComparison;
  readonly waived: readonly WaivedFinding[];
  /** Only stricter, and `onTightened` says that this warns. */
  readonly tolerated: readonly Finding[];
  /** What fails, or warns where the expectation's severity is `warning`. */
  readonly remaining: readonly Finding[];
  /** Whether differences of this field fail the plan. */
  readonly severity: "error" | "warning";
  /** Paths that a waiver names with a digest of another live value. */
  readonly outdated: ReadonlySet<string>;
}

/** A waiver that lets nothing through. */
export interface UnusedWaiver {
  readonly waiver: Waiver;
  readonly expectation: Expectation;
  /** Its path differs, but live has changed since it was written. */
  readonly outdated: boolean;
}

/** A data source's document beside everything that was expected of it. */
export interface Evaluation {
  readonly fields: readonly FieldVerdict[];
  readonly unusedWaivers: readonly UnusedWaiver[];
  readonly vendorRules: readonly string[];
  readonly reservedInUse: readonly string[];
  readonly problems: readonly {
    readonly expectation: Expectation;
    readonly path: string;
    readonly message: string;
  }[];
  /** Declared fields and list items, and how many match. */
  readonly declared: number;
  readonly matching: number;
}

export function evaluate(
  readable: Readable,
  load: LoadedDocument,
  expectations: readonly Expectation[],
  org: OrgSettings,
): Evaluation {
  const fields: FieldVerdict[] = [];
  const unusedWaivers: UnusedWaiver[] = [];
  const problems: { expectation: Expectation; path: string; message: string }[] = [];
  const compared: Compared[] = [];
  for (const expectation of expectations) {
    if (expectation.node === undefined && expectation.over === undefined) continue;
    const comparison = compare(readable, load, expectation, org);
    compared.push(comparison);
    problems.push(...comparison.problems.map((problem) => ({ expectation, ...problem })));
    const waivers = expectation.options.waivers ?? [];
    const used = new Set<Waiver>();
    for (const field of comparison.fields)
      fields.push(judge(readable, load.document, field, expectation, org, used));
    unusedWaivers.push(
      ...waivers
        .filter((waiver) => !used.has(waiver))
        .map((waiver) => ({ waiver, expectation, outdated: isOutdated(waiver, comparison) })),
    );
  }
  const reserved = compared.map((comparison) => new Set(comparison.reservedInUse));
  return {
    fields,
    unusedWaivers,
    vendorRules: [...new Set(compared.flatMap((comparison) => comparison.vendorRules))],
    // In use and declared by no expectation.
    reservedInUse: [...(reserved[0] ?? [])].filter((path) => reserved.every((paths) => paths.has(path))),
    problems,
    ...counts(compared),
  };
}

function isOutdated(waiver: Waiver, { fields }: Compared): boolean {
  return fields.some(({ findings }) => findings.some((finding) => isAbout(waiver, finding)));
}

function compare(
  readable: Readable,
  { document, complete, source }: LoadedDocument,
  expectation: Expectation,
  org: OrgSettings,
): Compared {
  const { node, over } = expectation;
  if (over !== undefined && readable.endpoint !== undefined) {
    const history = {
      versions: (document as { versions: readonly SettingsDocument[] }).versions,
      complete: complete === true,
    };
    return compareHistory(readable.endpoint, history, expectation, over, org);
  }
  if (node === undefined) return { fields: [], vendorRules: [], reservedInUse: [], problems: [] };
  if (source.kind !== "snapshot") return compareDocument(readable, document, node, org);
  const stored = storedDeclaration(readable.document, node, document);
  const compared = compareDocument(readable, document, stored.node, org);
  return { ...compared, problems: [...stored.problems, ...compared.problems] };
}

function judge(
  readable: Readable,
  document: object,
  comparison: FieldComparison,
  expectation: Expectation,
  org: OrgSettings,
  used: Set<Waiver>,
): FieldVerdict {
  const { waivers = [], severity = "error", onTightened = org.onTightened } = expectation.options;
  const waived: WaivedFinding[] = [];
  const tolerated: Finding[] = [];
  const remaining: Finding[] = [];
  const outdated = new Set<string>();
  const whole = () => {
    const spec = readable.document.fields[comparison.field];
    const live = (document as JsonObject)[comparison.field];
    return spec === undefined ? "" : shortDigest(canonicalLive(spec, live));
  };
  for (const finding of comparison.findings) {
    const about = waivers.filter((waiver) => isAbout(waiver, finding));
    const fitting = about.find(
      (waiver) => waiver.observed === (waiver.whole === true ? whole() : finding.observed),
    );
    const until = fitting === undefined ? undefined : expiryOf(fitting.expires);
    if (fitting !== undefined && until !== undefined) {
      used.add(fitting);
      waived.push({ finding, waiver: fitting, until });
      continue;
    }
    if (about.length > 0) outdated.add(finding.path);
    if (onTightened === "warning" && finding.direction === "tightened") tolerated.push(finding);
    else remaining.push(finding);
  }
  return {
    expectation,
    comparison,
    waived,
    tolerated,
    remaining,
    outdated,
    severity: org.warningsAsErrors ? "error" : severity,
  };
}

function counts(compared: readonly Compared[]): { declared: number; matching: number } {
  let declared = 0;
  let matching = 0;
  for (const { fields } of compared) {
    for (const field of fields) {
      declared += 1;
      matching += field.result === "matches" ? 1 : 0;
    }
  }
  return { declared, matching };
}

/** Waivers that let something through, or would if live had not changed. */
export function neededWaivers(evaluations: readonly (Evaluation | undefined)[]): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const { fields, unusedWaivers } of evaluations.filter((each) => each !== undefined)) {
    for (const { waived, expectation } of fields)
      for (const { waiver } of waived) needed.add(waiverKey(waiver, expectation));
    for (const { waiver, expectation, outdated } of unusedWaivers)
      if (outdated) needed.add(waiverKey(waiver, expectation));
  }
  return needed;
}

/** A gate hands one waiver to all its parts: it is not needed only where none of them needs it. */
export function withoutNeededElsewhere(evaluation: Evaluation, needed: ReadonlySet<string>): Evaluation {
  if (evaluation.unusedWaivers.length === 0) return evaluation;
  const unusedWaivers = evaluation.unusedWaivers.filter(
    ({ waiver, expectation, outdated }) => outdated || !needed.has(waiverKey(waiver, expectation)),
  );
  return { ...evaluation, unusedWaivers };
}

function waiverKey({ path, observed }: Waiver, { constructPath }: Expectation): string {
  return JSON.stringify([constructPath, path, observed]);
}

/** Whether anything is left that fails or warns. */
export function hasDrift(evaluation: Evaluation): boolean {
  return evaluation.fields.some((field) => field.remaining.length + field.tolerated.length > 0);
}
