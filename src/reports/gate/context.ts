import type { Evidence, EvidenceGap, EvidenceWaiver } from "../../../lib/evidence/index.js";
import { readInstant } from "../../../lib/expectations/index.js";
import { formatMinute, pluralize, sanitize } from "../../../lib/messages/index.js";
import type { GateReport, StackReport } from "../../gate/gate-report.js";
import { formatSpan, joinCounts } from "../shared/shown.js";
import { countFields } from "./words.js";

/** One line for each org: which, from where, read when. What is from outside is printable. */
export function renderOrgLines({ stacks, at }: GateReport, withAge = true): readonly string[] {
  const now = withAge ? at : undefined;
  const lines = stacks.flatMap(({ evidence }) => (evidence === undefined ? [] : describeOrgs(evidence, now)));
  return [...new Set(lines)];
}

/** Beside a time stands how long ago it is, where the text is read at once and not kept. */
function describeOrgs({ orgs, documents }: Evidence, at: string | undefined): readonly string[] {
  return orgs.map((org) => {
    const of = documents.filter((document) => document.org === org.construct);
    const read = of.flatMap(({ fetchedAt }) => fetchedAt ?? []).sort()[0];
    const { snapshot, verifiedAt } = of.find((document) => document.snapshot !== undefined) ?? {};
    const verb = org.readAt === "plan" ? "read at plan" : "read";
    const ago = at === undefined ? "" : `, ${formatSpan(Date.parse(at) - Date.parse(read ?? ""))} ago`;
    return [
      sanitize(org.id ?? (org.orgPinned ? "no org" : "org not pinned")),
      sanitize(snapshot ?? (org.source === "documents" ? "documents in code" : org.source)),
      ...(verifiedAt === undefined ? [] : [`verified ${sanitize(verifiedAt)}`]),
      ...(read === undefined ? [] : [`${verb} ${formatMinute(read)}${ago}`]),
      ...(org.host === undefined ? [] : [sanitize(org.host)]),
    ].join(" · ");
  });
}

/** `web ✔ 63`, `mobile ✘ 7 of 8`. */
export function describeStack({ stack, verdict, evidence }: StackReport): string {
  const documents = evidence?.documents ?? [];
  const { declared, matching } = countFields(documents);
  const mark = { match: declared > 0 && matching === 0 ? "!" : "✔", drift: "✘", undecided: "?" }[verdict];
  const unread = documents.filter(({ status }) => status === "unreadable").length;
  const read = unread === 0 ? "" : `, ${pluralize(unread, "document")} not read`;
  // What was not decided was not counted either.
  const uncounted = declared === 0 && verdict !== "match";
  const counts = uncounted ? "" : ` ${matching === declared ? declared : `${matching} of ${declared}`}`;
  return `${sanitize(stack)} ${mark}${counts}${read}`;
}

/** What Terraform evaluated, in sum; `undefined` where only evidence was read. */
export function describeEvaluation({ stacks }: GateReport): string | undefined {
  const all = stacks.flatMap(({ evaluation }) => evaluation ?? []);
  const [first] = all;
  if (first === undefined) return undefined;
  const sum = (key: "pass" | "fail" | "unknown") => all.reduce((total, each) => total + each[key], 0);
  const failed = sum("fail") === 0 ? "" : `, ${sum("fail")} fail`;
  return `evaluated by ${first.program}: ${sum("pass")} pass${failed}, ${sum("unknown")} unknown`;
}

/** How the plan was made: of what, and with which providers. */
export function describePlan({ stacks }: GateReport): string | undefined {
  const evaluations = stacks.flatMap(({ evaluation }) => evaluation ?? []);
  const [first] = evaluations;
  if (first === undefined) return undefined;
  const isHcl = stacks.some(({ evidence }) => evidence?.language === "hcl");
  const whole = first.mode === "extracted" ? "the gate alone, taken out of cdk.tf.json" : "the whole stack";
  const ofNull = evaluations.find(({ provider }) => provider !== "attached")?.provider;
  const from = ofNull === "embedded" ? "is embedded" : "comes from the registry";
  const isAttached = stacks.some((stack) => countReadings(stack).plan > 0);
  return [
    isHcl ? "the whole folder" : whole,
    ...(ofNull === undefined ? [] : [`the null provider ${from}`]),
    ...(isAttached ? ["the provider fullstory is attached, with the key in its environment alone"] : []),
  ].join("; ");
}

/** Which reading was judged, where Terraform read something; in the order of stacks. */
export function describeReading({ stacks }: GateReport): string | undefined {
  const listStacksRead = (at: "plan" | "synth") =>
    stacks.filter((stack) => countReadings(stack)[at] > 0).map(({ stack }) => sanitize(stack));
  const [plan, synth] = [listStacksRead("plan"), listStacksRead("synth")];
  if (plan.length === 0) return undefined;
  if (synth.length === 0) return "settings as Terraform read them at plan";
  return `settings as Terraform read them at plan: ${plan.join(", ")}; as the app read them at synthesis: ${synth.join(", ")}`;
}

function countReadings({ evidence }: StackReport): { readonly plan: number; readonly synth: number } {
  const documents = evidence?.documents ?? [];
  const plan = documents.filter(({ readAt }) => readAt === "plan").length;
  return { plan, synth: documents.length - plan };
}

export function listWaivers({
  stacks,
}: GateReport): readonly (EvidenceWaiver & { readonly stack: string })[] {
  return stacks.flatMap(({ stack, evidence }) =>
    (evidence?.waivers ?? []).map((waiver) => ({ ...waiver, stack })),
  );
}

/** `1 in force, next expires in 9 days (features.consoleWatcher)`. */
export function describeWaivers(report: GateReport): string {
  const waivers = listWaivers(report);
  const count = (state: EvidenceWaiver["state"]) => waivers.filter((each) => each.state === state).length;
  const words = joinCounts([
    [count("in-force"), "in force"],
    [count("expired"), "expired"],
    [count("changed"), "written for another value"],
    [count("unused"), "not needed: delete"],
  ]);
  const [next] = waivers
    .filter(({ state }) => state === "in-force")
    .sort((a, b) => (a.expires < b.expires ? -1 : 1));
  if (next === undefined) return words;
  const end = readInstant(next.expires, "end");
  const left = end === undefined ? "at an unknown time" : `in ${formatSpan(end - Date.parse(report.at))}`;
  return `${words}, next expires ${left} (${sanitize(`${next.endpoint}.${next.path}`)})`;
}

/** What nobody checks; with several stacks one line each. */
export function renderGapLines({ stacks }: GateReport): readonly string[] {
  return stacks.flatMap(({ stack, evidence }) => {
    const words = evidence === undefined ? "" : describeGaps(evidence.gaps);
    if (words === "") return [];
    return [sanitize(stacks.length === 1 ? words : `${stack}: ${words}`)];
  });
}

/** What nobody checks, in few words. */
function describeGaps(gaps: readonly EvidenceGap[]): string {
  const pickGaps = (kind: EvidenceGap["kind"]) => gaps.filter((gap) => gap.kind === kind);
  const whole = [
    ...pickGaps("document").map(({ endpoint }) => endpoint),
    ...pickGaps("platform").map(({ endpoint, platform }) => `${platform ?? ""} ${endpoint}`),
  ];
  const [fields, unknown] = [pickGaps("field").length, pickGaps("unknown-key").length];
  return [
    ...(whole.length === 0 ? [] : [`${joinWords(whole)} ${whole.length === 1 ? "is" : "are"} not declared`]),
    ...(fields === 0 ? [] : [`${pluralize(fields, "more field")} of declared documents`]),
    ...(unknown === 0 ? [] : [`${pluralize(unknown, "key")} that nobody documents`]),
  ].join("; ");
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** Things that a person should know, which do not change the verdict. */
export function renderWarningLines({ stacks }: GateReport): readonly string[] {
  const notLive = stacks.flatMap(({ evidence }) => (evidence === undefined ? [] : describeNotLive(evidence)));
  const recorded = stacks.flatMap(({ evidence }) => evidence?.warnings ?? []);
  const planned = stacks.flatMap(({ evaluation }) => evaluation?.warnings ?? []).flatMap(parseHeadline);
  return [...new Set([...notLive, ...planned, ...recorded].map(sanitize))];
}

/** What was compared where that was not live settings. */
function describeNotLive({ documents }: Evidence): readonly string[] {
  return documents
    .filter(({ source, status }) => source !== "live" && status === "read")
    .map(({ snapshot, verifiedAt, source }) => {
      const what = snapshot ?? (source === "documents" ? "documents in code" : "a snapshot");
      const when = verifiedAt === undefined ? "" : `, verified against live on ${verifiedAt}`;
      return `not live: compared with ${what}${when}. Live may differ; a deploy should read live settings`;
    });
}

/** The first line of a check block's message; differences that only warn are among the findings already. */
function parseHeadline(message: string): readonly string[] {
  const [line = ""] = message.split("\n");
  return /^fullstory: (drift|waiver expired|not live),/.test(line)
    ? []
    : [line.replace(/^fullstory: (notice, )?/, "")];
}
