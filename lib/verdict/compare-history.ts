import type { Expectation, Over } from "../expectations/expectation.js";
import { readInstant } from "../expectations/instant.js";
import {
  type Compared,
  type CompareOptions,
  compareDocument,
  OTHER_FIELDS,
} from "../settings/compare/compare.js";
import type { FieldComparison, Finding } from "../settings/compare/finding.js";
import { conclude } from "../settings/compare/outcome.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import {
  canonicalize,
  canonicalizeList,
  canonicalizeSet,
  canonicalizeString,
  toLongDigest,
} from "../settings/model/canonical.js";
import type { ObjectField } from "../settings/model/field.js";
import { maskPerson } from "../settings/model/mask.js";
import { toItemStep } from "../settings/model/path.js";

/** The versions of a history, and whether it was read to its end. */
export interface History {
  readonly versions: readonly SettingsDocument[];
  readonly complete: boolean;
}

/** The versions that a statement is about: those made since, and where it says so the one in force at that date. */
interface Relevant {
  readonly versions: readonly { readonly version: SettingsDocument; readonly at: string }[];
  readonly fault?: string;
}

/** A statement about versions, and the history that it is held against. */
export interface HistoryInput {
  /** What each version holds. */
  readonly version: ObjectField;
  readonly history: History;
  readonly expectation: Expectation;
  readonly over: Over;
  readonly options: CompareOptions;
}

/** Holds a statement about versions against a history. A walk that does not reach the date decides nothing. */
export function compareHistory(input: HistoryInput): Compared {
  const { version: document, history, expectation, over, options } = input;
  const nothing = { vendorRules: [], reservedInUse: [], comparedAsText: [] };
  if (over.kind === "changed-only-by")
    return { ...nothing, fields: [compareChangedOnlyBy(history, over)], problems: [] };
  const { node } = expectation;
  if (node === undefined) return { ...nothing, fields: [], problems: [] };
  const { versions, fault } = pickVersions(history, over.since, true);
  const compared = versions.map(({ version, at }) => ({
    at,
    comparison: compareDocument({ ...options, document }, version, node),
  }));
  const names = [...node.entries.keys(), ...(node.whole ? [OTHER_FIELDS] : [])];
  const fields = names.map((name) => compareAlways(name, compared, fault));
  return {
    ...nothing,
    fields,
    problems: compared.flatMap(({ comparison }) => comparison.problems).slice(0, 1),
  };
}

function compareAlways(
  name: string,
  compared: readonly { readonly at: string; readonly comparison: Compared }[],
  fault: string | undefined,
): FieldComparison {
  const fields = compared.flatMap(({ at, comparison }) => {
    const field = comparison.fields.find((each) => each.field === name);
    return field === undefined ? [] : [{ at, field }];
  });
  const findings: Finding[] = fields.flatMap(({ at, field }) =>
    field.findings.map((finding) => ({ ...finding, path: `versions${toItemStep(at)}.${finding.path}` })),
  );
  const dataClass = fields[0]?.field.dataClass ?? "setting";
  if (fault !== undefined || fields.length === 0)
    findings.push(buildUndecided(fault ?? "the history has no version", dataClass));
  const expected = `always(${fields[0]?.field.expected ?? name})`;
  const outcome = conclude(
    expected,
    findings,
    () => `not always(${canonicalizeSet(fields.map(({ field }) => field.observed))})`,
  );
  const matching = fields.filter(({ field }) => field.result === "matches").length;
  const items = { declared: fields.length, matching };
  return { field: `always_${name}`, expected, dataClass, ...outcome, items };
}

function compareChangedOnlyBy(
  history: History,
  over: Extract<Over, { kind: "changed-only-by" }>,
): FieldComparison {
  const { versions, fault } = pickVersions(history, over.since, false);
  const findings: Finding[] = [];
  for (const { version, at } of versions) {
    const who = version.metadata?.lastUpdatedBy;
    if (typeof who === "string" && over.actors.has(parsePersonAddress(who))) continue;
    const live = canonicalize(who === undefined || who === null ? null : maskPerson(who));
    findings.push({
      path: `versions${toItemStep(at)}.metadata.lastUpdatedBy`,
      result: typeof who === "string" ? "differs" : "not-checked",
      kind: typeof who === "string" ? "value" : "unknown",
      ...(typeof who === "string" ? { direction: "unclear" as const } : {}),
      live,
      observed: toLongDigest(canonicalize(who ?? null)),
      implied: false,
      dataClass: "person",
      note:
        typeof who === "string"
          ? "changed by somebody who is not named"
          : "the version does not say who made it",
    });
  }
  if (fault !== undefined) findings.push(buildUndecided(fault, "person"));
  else if (versions.length === 0 && !over.allowEmpty) {
    findings.push(
      buildUndecided(
        "nothing was changed since, and a statement about every change of nothing says nothing",
        "person",
      ),
    );
  }
  const expected = `changedOnlyBy(${canonicalizeSet([...over.actors].map(canonicalizeString))})`;
  const outcome = conclude(
    expected,
    findings,
    () => `changedBy(${canonicalizeList(findings.map((finding) => canonicalizeString(finding.path)))})`,
  );
  const matching = versions.length - findings.filter((f) => f.path !== "versions").length;
  const items = { declared: versions.length, matching };
  return { field: "changed_only_by", expected, dataClass: "person", ...outcome, items };
}

function pickVersions({ versions, complete }: History, since: string, inForce: boolean): Relevant {
  const start = Date.parse(since);
  const dated = versions.map((version) => {
    const at = version.metadata?.lastUpdated ?? "";
    return { version, at, ms: readInstant(at, "start") ?? Number.NaN };
  });
  if (dated.some(({ ms }) => Number.isNaN(ms)))
    return { versions: dated, fault: "a version does not say when it was made" };
  const disordered = dated.find(({ ms }, index) => ms > (dated[index - 1]?.ms ?? ms));
  if (disordered !== undefined)
    return {
      versions: dated,
      fault: `the history is not newest first: ${disordered.at} stands too late in it`,
    };
  const later = dated.filter(({ ms }) => ms >= start);
  const before = dated[later.length];
  const oldest = dated.at(-1);
  const isExact = later.some(({ ms }) => ms === start);
  const relevant = inForce && !isExact && before !== undefined ? [...later, before] : later;
  const isWhole = complete && oldest !== undefined && isFirst(oldest.version);
  if (isExact || before !== undefined || isWhole) return { versions: relevant };
  return {
    versions: relevant,
    fault: `the history was read back to ${oldest?.at ?? "nothing"} only, which does not reach ${since}`,
  };
}

/** Whether a version is the document's first: it was made when the document was. */
function isFirst({ metadata }: SettingsDocument): boolean {
  const made = readInstant(metadata?.lastUpdated, "start");
  return made !== undefined && made === readInstant(metadata?.created, "start");
}

/** The whole address in the last parentheses, else the whole text; never the display name. */
export function parsePersonAddress(person: string): string {
  return /\(([^()]*)\)\s*$/.exec(person)?.[1] ?? person;
}

function buildUndecided(note: string, dataClass: Finding["dataClass"]): Finding {
  return {
    path: "versions",
    result: "not-checked",
    kind: "unknown",
    observed: toLongDigest("versions"),
    implied: false,
    dataClass,
    note,
  };
}
