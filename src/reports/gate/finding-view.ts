import type { Evidence, EvidenceFinding } from "../../../lib/evidence/index.js";
import {
  createHclDialect,
  type Dialect,
  describeRemedy,
  formatMinute,
  nameDocument,
  showValue,
  suggestExpiry,
  typescriptDialect,
} from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { endpointNames, endpoints } from "../../../lib/settings/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { describePlainly, type PlainWords } from "../shared/plain-words.js";
import { formatSpan } from "../shared/shown.js";
import { findField, nameDirection, type OpenFinding } from "./words.js";

/** Who changed it, when, from what; a time is absolute, and beside it how long ago that is. */
export interface ChangeView {
  /** `2026-11-21 16:02 UTC`. */
  readonly at?: string;
  readonly by: string;
  readonly was: string;
  /** `4 days`. */
  readonly lasts?: string;
}

/** Everything that a format tells of one finding. Texts may be from outside: each format escapes them. */
export interface FindingView {
  readonly stack: string;
  readonly effect: OpenFinding["effect"];
  /** `loosened`, `unclear`, `tightened`, `not checked`. */
  readonly direction: string;
  /** `features (mobile)`. */
  readonly document: string;
  readonly path: string;
  readonly plain?: PlainWords;
  readonly declared: (length: number) => string;
  readonly live: (length: number) => string;
  readonly observed?: string;
  readonly implied: boolean;
  readonly note?: string;
  readonly changed?: ChangeView;
  /** Why nobody knows who changed it. */
  readonly unknownChange?: string;
  readonly because?: string;
  /** `file:line` of the declaration. */
  readonly location?: string;
  /** What to correct in the declaration before anything else. */
  readonly correction?: string;
  /** One sentence without its stop. */
  readonly remedy: string;
  /** In the language of the declaration, ready to be pasted into its list of waivers. */
  readonly waiver?: string;
}

export function toView({ stack, finding, effect }: OpenFinding, report: GateReport): FindingView {
  const { path, declared, live, observed, implied, note, because, location, correction } = finding;
  const evidence = report.stacks.find((each) => each.stack === stack)?.evidence;
  const dialect = pickDialect(finding, evidence);
  const changed = toChangeView(finding, report.at);
  const about = { ...finding, hasChanged: changed !== undefined };
  const plain = describePlainly(about, findField(finding, evidence)?.declared);
  const waiver = suggestWaiver(finding, report.at, dialect);
  return {
    stack,
    effect,
    direction: nameDirection(finding),
    document: nameDocument(finding.endpoint, finding.platform),
    path: dialect.spellPath(path),
    declared: (length) => showValue(declared, length),
    live: (length) => showValue(live, length),
    implied,
    remedy: pickRemedy(finding),
    ...(note === undefined || correction?.includes(note) === true ? {} : { note: dialect.spellWords(note) }),
    ...(correction === undefined ? {} : { correction: dialect.spellWords(correction) }),
    ...(changed === undefined ? omitUndefined({ unknownChange: finding.blame }) : { changed }),
    ...omitUndefined({ plain, observed, because, location, waiver }),
  };
}

/** Where nothing was compared, nothing is known to be wrong in Fullstory. */
function pickRemedy({ result, remedy, endpoint }: EvidenceFinding): string {
  if (result === "not-checked") return NOT_CHECKED;
  const known = endpointNames.find((each) => each === endpoint);
  return (
    remedy ??
    describeRemedy(known === undefined ? "Settings > Data Capture and Privacy" : endpoints[known].where)
  );
}

export const NOT_CHECKED =
  "Nothing could be compared: see the note, then synthesize again or correct the declaration";

/** How the declaration of a finding is written. */
function pickDialect({ endpoint }: EvidenceFinding, evidence: Evidence | undefined): Dialect {
  const name = endpointNames.find((each) => each === endpoint);
  if (evidence?.language !== "hcl" || name === undefined) return typescriptDialect;
  return createHclDialect(endpoints[name].document);
}

/** Who changed it: from the data of the evidence, or from the sentence that older evidence has. */
function toChangeView({ changed, blame }: EvidenceFinding, now: string): ChangeView | undefined {
  if (changed === undefined) {
    const parts = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) UTC by (.+), was (.*)$/s.exec(blame ?? "");
    if (parts === null) return undefined;
    const [, at = "", by = "", was = ""] = parts;
    return { by, was, ...toTimeView(`${at.replace(" ", "T")}:00Z`, now) };
  }
  const { at, by, was } = changed;
  return { by, was, ...(at === undefined ? {} : toTimeView(at, now)) };
}

function toTimeView(at: string, now: string): Pick<ChangeView, "at" | "lasts"> {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return {};
  const lasts = Date.parse(now) - ms;
  return { at: formatMinute(new Date(ms).toISOString()), ...(lasts < 0 ? {} : { lasts: formatSpan(lasts) }) };
}

/** The one waiver that lets this finding through, and nothing else. */
function suggestWaiver(finding: EvidenceFinding, at: string, dialect: Dialect): string | undefined {
  const { result, observed, path, field, endpoint, whole } = finding;
  if (result !== "differs" || observed === undefined) return undefined;
  return dialect.spellWaiver({
    path,
    observed,
    expires: suggestExpiry(new Date(at)),
    whole: whole ?? (path === field && isList(endpoint, field)),
  });
}

/** The finding in plain words, where it can be said in some. */
export function joinPlainWords({ plain }: FindingView): string | undefined {
  return plain === undefined ? undefined : `${plain.subject} ${plain.words}`.trim();
}

/** What is to be done about it first. */
export function tellTodo({ correction, remedy }: FindingView): string {
  return `to do: ${correction === undefined ? remedy : `correct the declaration: ${correction}`}`;
}

/** Whether a field is a list, so that a waiver for the whole of it must say so. */
function isList(endpoint: string, field: string): boolean {
  const found = Object.entries(endpoints).find(([name]) => name === endpoint)?.[1];
  return found?.document.fields[field]?.kind === "list";
}

/** `2026-11-21 16:02 UTC by d***@acme.example, was ALL_SESSIONS (for 4 days)`; or why nobody knows. */
export function describeChanged({ changed, unknownChange }: FindingView): string | undefined {
  if (changed === undefined) return unknownChange;
  const { at = "at an unknown time", by, was, lasts } = changed;
  return `${at} by ${by}, was ${was}${lasts === undefined ? "" : ` (for ${lasts})`}`;
}
