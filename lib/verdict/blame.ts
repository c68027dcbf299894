import { type Blame, formatMinute, showValue } from "../messages/index.js";
import { type CompareOptions, compareDocument } from "../settings/compare/compare.js";
import type { Finding } from "../settings/compare/finding.js";
import type { ObjectNode } from "../settings/declare/declared-node.js";
import type { SettingsDocument } from "../settings/endpoints/endpoints.js";
import type { ObjectField } from "../settings/model/field.js";
import { maskPerson } from "../settings/model/mask.js";
import type { FieldVerdict } from "./evaluate.js";

/** Blame by the path of the finding. */
export type BlameByPath = ReadonlyMap<string, Blame>;

/** The versions of a document, the newest first, or why nobody knows them. */
export type KnownVersions =
  | { readonly ok: true; readonly versions: readonly SettingsDocument[] }
  | { readonly ok: false; readonly why: string };

export interface BlameInput {
  readonly fields: readonly FieldVerdict[];
  readonly schema: { readonly document: ObjectField };
  readonly known: KnownVersions;
  /** `showActors`: whether messages name people; evidence masks them always. */
  readonly options: CompareOptions & { readonly showActors: boolean };
}

/** For each difference the version that brought it, or why nobody knows. Nothing of it can turn the verdict. */
export function findBlame({ fields, schema, known, options }: BlameInput): BlameByPath {
  const findings = fields.flatMap(({ remaining, tolerated, expectation }) =>
    [...remaining, ...tolerated].map((finding) => ({ finding, node: expectation.node })),
  );
  if (!known.ok) {
    const text = `not known: the history could not be read (${known.why})`;
    return new Map(findings.map(({ finding }) => [finding.path, toBlame(text)]));
  }
  const histories = new Map<ObjectNode, ComparedVersions>();
  const blame = new Map<string, Blame>();
  for (const { finding, node } of findings) {
    if (node === undefined) continue;
    const compare = (version: SettingsDocument) => listFindingPaths(version, node, { schema, options });
    const history = histories.get(node) ?? new ComparedVersions(known.versions, compare);
    histories.set(node, history);
    blame.set(finding.path, findIntroduction(finding, history, options.showActors));
  }
  return blame;
}

/** Versions are compared from the newest on, and only as far as somebody looks. */
class ComparedVersions {
  private readonly paths: ReadonlySet<string>[] = [];

  constructor(
    readonly versions: readonly SettingsDocument[],
    private readonly compare: (version: SettingsDocument) => ReadonlySet<string>,
  ) {}

  /** The newest version that does not have the finding, or -1. */
  findFirstWithout(path: string): number {
    for (const [index, version] of this.versions.entries()) {
      this.paths[index] ??= this.compare(version);
      if (!this.paths[index]?.has(path)) return index;
    }
    return -1;
  }
}

function listFindingPaths(
  version: SettingsDocument,
  node: ObjectNode,
  { schema, options }: Pick<BlameInput, "schema" | "options">,
): ReadonlySet<string> {
  const { fields } = compareDocument({ ...options, ...schema }, version, node);
  return new Set(fields.flatMap((field) => field.findings.map(({ path }) => path)));
}

/** The newest version before which the declaration held for this path. Versions come newest first. */
function findIntroduction(finding: Finding, history: ComparedVersions, showActors: boolean): Blame {
  const { versions } = history;
  const at = history.findFirstWithout(finding.path);
  if (at === 0) return toBlame("not known: the newest version of the history does not have this difference");
  if (at === -1) {
    const oldest = versions[versions.length - 1]?.metadata?.lastUpdated;
    const since = oldest ? ` since ${formatMinute(oldest)}` : "";
    return toBlame(`not once as declared${since}: the declaration is new or was changed`);
  }
  const metadata = versions[at - 1]?.metadata;
  const when = metadata?.lastUpdated ? formatMinute(metadata.lastUpdated) : "at an unknown time";
  const who = metadata?.lastUpdatedBy ?? "somebody unknown";
  const was = describeEarlier(finding);
  const masked = `${when} by ${maskPerson(who)}, was ${was}`;
  return {
    text: showActors ? `${when} by ${who}, was ${was}` : masked,
    evidence: masked,
    ...(metadata?.lastUpdated ? { at: metadata.lastUpdated } : {}),
    by: maskPerson(who),
    was,
  };
}

/** What a matcher says is no value that was there. */
function describeEarlier({ kind, declared }: Finding): string {
  if (kind === "matcher") return "as declared";
  return kind === "extra" ? "not there" : showValue(declared, 60);
}

function toBlame(text: string): Blame {
  return { text, evidence: text };
}
