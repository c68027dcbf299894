import type { FetchJob, FetchResult } from "../client/fetch-job.js";
import { deserializeError } from "../client/wire-error.js";
import type { Blame } from "../messages/drift.js";
import { minute, shownValue } from "../messages/lines.js";
import { type Compared, compareDocument } from "../settings/compare.js";
import type { SettingsDocument } from "../settings/endpoints.js";
import type { Finding } from "../settings/finding.js";
import { decodeHistoryPage } from "../settings/history.js";
import { maskPerson } from "../settings/mask.js";
import type { Documents, Round } from "./documents.js";
import type { Unit } from "./unit.js";

const PAGES = 5;
const PAGE_SIZE = 100;

/**
 * On trouble, and only then: who the key belongs to, and for drift who changed what, when. Nothing of it can turn
 * the verdict; what cannot be learned is said.
 */
export function* diagnosis(units: readonly Unit[], documents: Documents): Generator<Round, void, void> {
  const walks = units.filter(
    (unit) => unit.load?.ok && unit.org.source.kind === "live" && unit.state.readable.kind === "document",
  );
  const identities = documents.plan(
    [],
    units.map(({ org }) => org),
  );
  const jobs: FetchJob[] = [...identities.jobs];
  for (const { org, state } of walks) {
    if (org.source.kind !== "live") continue;
    const { readable, platform } = state;
    const { endpoint } = readable;
    if (endpoint === undefined) continue;
    const request = {
      kind: "history-walk" as const,
      endpoint: endpoint.name,
      limit: PAGE_SIZE,
      maxPages: PAGES,
      ...(platform === undefined ? {} : { platform }),
    };
    jobs.push({ options: org.source.client, request });
  }
  yield {
    jobs,
    keep: (results) => {
      identities.keep(results);
      walks.forEach((unit, index) => {
        const result = results[identities.jobs.length + index];
        if (result !== undefined) unit.blame = blameOf(unit, result);
      });
    },
  };
  for (const unit of units) {
    const me = documents.me(unit.org);
    if (!me?.ok) continue;
    unit.orgId = me.me.orgId;
    unit.role = me.me.role;
  }
}

/** For each difference the version that brought it, or why nobody knows. */
function blameOf(unit: Unit, result: FetchResult): ReadonlyMap<string, Blame> {
  const findings = (unit.evaluation?.fields ?? []).flatMap((field) =>
    [...field.remaining, ...field.tolerated].map((finding) => ({ finding, node: field.expectation.node })),
  );
  const versions = versionsOf(unit, result);
  if (typeof versions === "string")
    return new Map(findings.map(({ finding }) => [finding.path, { text: versions, evidence: versions }]));
  const compared = new Map<object, Compared[]>();
  const blame = new Map<string, Blame>();
  for (const { finding, node } of findings) {
    if (node === undefined) continue;
    const known =
      compared.get(node) ??
      versions.map((version) => compareDocument(unit.state.readable, version, node, unit.org));
    compared.set(node, known);
    blame.set(finding.path, introduced(finding, versions, known, unit.org.showActors));
  }
  return blame;
}

function versionsOf(unit: Unit, result: FetchResult): readonly SettingsDocument[] | string {
  const failed = (why: string) => `not known: the history could not be read (${why})`;
  if (!result.ok) return failed(deserializeError(result.error).message);
  const versions: SettingsDocument[] = [];
  for (const text of result.pages ?? [result.bodyText]) {
    const page = decodeHistoryPage(unit.state.readable.endpoint?.name ?? "geo", JSON.parse(text));
    if (!page.ok) return failed(page.faults[0] ?? "another format");
    versions.push(...page.value.versions);
  }
  return versions.length === 0 ? failed("it is empty") : versions;
}

/** The newest version before which the declaration held for this path. Versions come newest first. */
function introduced(
  finding: Finding,
  versions: readonly SettingsDocument[],
  compared: readonly Compared[],
  showActors: boolean,
): Blame {
  const at = compared.findIndex((comparison) => findingFor(finding, comparison) === undefined);
  if (at === 0) return both("not known: the newest version of the history does not have this difference");
  if (at === -1) {
    const oldest = versions[versions.length - 1]?.metadata?.lastUpdated;
    const since = oldest ? ` since ${minute(oldest)}` : "";
    return both(`not once as declared${since}: the declaration is new or was changed`);
  }
  const metadata = versions[at - 1]?.metadata;
  const when = metadata?.lastUpdated ? minute(metadata.lastUpdated) : "at an unknown time";
  const who = metadata?.lastUpdatedBy ?? "somebody unknown";
  const was = `, was ${finding.kind === "extra" ? "not there" : shownValue(finding.declared, 60)}`;
  const masked = `${when} by ${maskPerson(who)}${was}`;
  return { text: showActors ? `${when} by ${who}${was}` : masked, evidence: masked };
}

function findingFor(finding: Finding, comparison: Compared): Finding | undefined {
  return comparison.fields.flatMap((field) => field.findings).find((other) => other.path === finding.path);
}

function both(text: string): Blame {
  return { text, evidence: text };
}
