import type { FetchJob, FetchResult } from "../client/batch/fetch-job.js";
import { deserializeError } from "../client/batch/wire-error.js";
import { type Blame, minute, shownValue } from "../messages/index.js";
import { compareDocument } from "../settings/compare/compare.js";
import type { Finding } from "../settings/compare/finding.js";
import type { ObjectNode } from "../settings/declare/declared-node.js";
import { decodeHistoryPage } from "../settings/decode/history-page.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import { maskPerson } from "../settings/model/mask.js";
import type { Documents, Round } from "../synthesis/document-store.js";
import type { Unit } from "../synthesis/unit.js";

const PAGES = 5;
const PAGE_SIZE = 100;

/**
 * On trouble, and only then: who the key belongs to, and for drift who changed what, when. Nothing of it can turn
 * the verdict; what cannot be learned is said.
 */
export function* diagnosis(
  units: readonly Unit[],
  documents: Documents,
  startedAt: Date,
): Generator<Round, void, void> {
  const elapsedMs = Date.now() - startedAt.getTime();
  const walks = units.filter(
    (unit) => unit.load?.ok && unit.org.source.kind === "live" && unit.state.readable.kind === "document",
  );
  // A host that could not be reached is not asked once more.
  const reached = units.filter(({ load }) => load?.ok || load?.error.status !== undefined);
  const identities = documents.plan(
    [],
    reached.map(({ org }) => org),
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
    // The deadline is that of the whole synthesis.
    jobs: jobs.map(({ options, request }) => ({
      options: { ...options, deadlineMs: Math.max(1, options.deadlineMs - elapsedMs) },
      request,
    })),
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
  const histories = new Map<object, LazyHistory>();
  const blame = new Map<string, Blame>();
  for (const { finding, node } of findings) {
    if (node === undefined) continue;
    const history = histories.get(node) ?? new LazyHistory(unit, versions, node);
    histories.set(node, history);
    blame.set(finding.path, introduced(finding, history, unit.org.showActors));
  }
  return blame;
}

/** Versions are compared from the newest on, and only as far as somebody looks. */
class LazyHistory {
  private readonly paths: ReadonlySet<string>[] = [];

  constructor(
    private readonly unit: Unit,
    readonly versions: readonly SettingsDocument[],
    private readonly node: ObjectNode,
  ) {}

  /** The newest version that does not have the finding, or -1. */
  firstWithout(path: string): number {
    for (const [index, version] of this.versions.entries()) {
      this.paths[index] ??= this.compare(version);
      if (!this.paths[index]?.has(path)) return index;
    }
    return -1;
  }

  private compare(version: SettingsDocument): ReadonlySet<string> {
    const { fields } = compareDocument(this.unit.state.readable, version, this.node, this.unit.org);
    return new Set(fields.flatMap((field) => field.findings.map(({ path }) => path)));
  }
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
function introduced(finding: Finding, history: LazyHistory, showActors: boolean): Blame {
  const { versions } = history;
  const at = history.firstWithout(finding.path);
  if (at === 0) return both("not known: the newest version of the history does not have this difference");
  if (at === -1) {
    const oldest = versions[versions.length - 1]?.metadata?.lastUpdated;
    const since = oldest ? ` since ${minute(oldest)}` : "";
    return both(`not once as declared${since}: the declaration is new or was changed`);
  }
  const metadata = versions[at - 1]?.metadata;
  const when = metadata?.lastUpdated ? minute(metadata.lastUpdated) : "at an unknown time";
  const who = metadata?.lastUpdatedBy ?? "somebody unknown";
  const was = finding.kind === "extra" ? "not there" : shownValue(finding.declared, 60);
  const masked = `${when} by ${maskPerson(who)}, was ${was}`;
  return {
    text: showActors ? `${when} by ${who}, was ${was}` : masked,
    evidence: masked,
    ...(metadata?.lastUpdated ? { at: metadata.lastUpdated } : {}),
    by: maskPerson(who),
    was,
  };
}

function both(text: string): Blame {
  return { text, evidence: text };
}
