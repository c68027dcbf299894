import {
  type Evidence,
  type EvidenceDocument,
  type EvidenceField,
  type EvidenceFinding,
  isOfDocument,
  toDocumentKey,
} from "../../lib/evidence/index.js";
import { nameDocument } from "../../lib/messages/index.js";
import { isGateAddress } from "../../lib/terraform/index.js";
import { failsPlan, isOpen, judgeOutcome, listFailingNotices } from "../../lib/verdict/index.js";
import { type Judged, judgeProblems, type Problem, pickWorst, type Verdict } from "./gate-report.js";
import { narrowEvidence } from "./narrow.js";
import { toNoticeProblem } from "./plan-diagnostics.js";
import type { GateRequest } from "./request.js";

type JudgeOptions = Pick<Partial<GateRequest>, "requireLive" | "platform">;

/** Judges evidence by its content. An outcome that the content does not bear out is not believed. */
export function judgeEvidence(whole: Evidence, { requireLive, platform }: JudgeOptions = {}): Judged {
  const problems: Problem[] = [];
  if (whole.outcome === "error" || whole.error !== undefined) {
    const { message = "nothing says why", hint } = whole.error ?? {};
    const isPlan = whole.error?.code === "plan_failed";
    problems.push({
      kind: isPlan ? "plan failed" : "synthesis failed",
      headline: isPlan ? "the plan could not be judged" : "the stack was not written",
      details: [...message.split("\n"), ...(hint === undefined ? [] : [`hint: ${hint}`])],
    });
    return { verdict: "undecided", problems };
  }
  const evidence = narrowEvidence(whole, platform);
  problems.push(...findUnconfirmedOrgs(evidence));
  problems.push(...findUnread(evidence));
  problems.push(...evidence.documents.flatMap(listFailing));
  if (requireLive === true) problems.push(...findNotLive(evidence));
  problems.push(...findExpiredWaivers(evidence), ...findContradictions(whole));
  const drift: Verdict = evidence.documents.some((document) => document.fields.some(failsPlan))
    ? "drift"
    : "match";
  return { verdict: pickWorst([drift, judgeProblems(problems)]), problems };
}

/** Where nobody said whose key it is, the org is not known to be a wrong one. It is told once an org. */
function findUnconfirmedOrgs({ documents }: Evidence): Problem[] {
  const first = new Map<string, EvidenceDocument>();
  for (const document of documents)
    if (isUnconfirmed(document.error) && !first.has(document.org)) first.set(document.org, document);
  return [...first.values()].map(({ org, error, address }) => {
    const [headline = "", ...details] = (error?.message ?? "").split("\n");
    const count = documents.filter((each) => each.org === org && isUnconfirmed(each.error)).length;
    return {
      kind: "unreadable",
      headline,
      details: [
        ...details,
        `org ${org}: ${count === 1 ? "one document was" : `${count} documents were`} not compared`,
        ...(error?.hint === undefined ? [] : [`hint: ${error.hint}`]),
      ],
      address,
    };
  });
}

function isUnconfirmed(error: EvidenceDocument["error"]): boolean {
  return error?.code === "org_not_confirmed";
}

/** One cause is told once, however many documents it hides. */
function findUnread({ documents }: Evidence): Problem[] {
  const causes = new Map<string, EvidenceDocument[]>();
  for (const document of documents) {
    const { status, error, expectations } = document;
    if (status === "read" || isUnconfirmed(error)) continue;
    // Nothing was to be judged of it.
    if (status === "planned" && expectations.length === 0) continue;
    const cause = JSON.stringify([status, error?.code, error?.message, error?.hint]);
    causes.set(cause, [...(causes.get(cause) ?? []), document]);
  }
  return [...causes.values()].flatMap(describeUnread);
}

function describeUnread(documents: readonly EvidenceDocument[]): Problem[] {
  const [first] = documents;
  if (first === undefined) return [];
  const { status, error, address } = first;
  const names = [...new Set(documents.map(({ endpoint, platform }) => nameDocument(endpoint, platform)))];
  const [name, isOne] = [names.join(", "), names.length === 1];
  if (status === "planned") {
    const details = ["hint: run `npx cdktf-fullstory gate`, which plans, and completes the evidence"];
    const headline = `${name} ${isOne ? "is" : "are"} read when Terraform plans`;
    return [{ kind: "not evaluated", headline, details, address }];
  }
  const isWrong = error?.code === "wrong_org";
  const hint = error?.hint === undefined ? [] : [`hint: ${error.hint}`];
  return [
    {
      kind: isWrong ? "wrong org" : error?.code === "stale_snapshot" ? "stale" : "unreadable",
      headline: isWrong
        ? `${name} ${isOne ? "belongs" : "belong"} to another org`
        : `${name} could not be read`,
      details: [...(error?.message ?? "nothing says why").split("\n"), ...hint],
      address,
    },
  ];
}

function listFailing(document: EvidenceDocument): readonly Problem[] {
  return listFailingNotices(document).map(({ message }) => toNoticeProblem(message, document.address));
}

function findNotLive({ documents }: Evidence): Problem[] {
  const others = documents.filter(({ source }) => source !== "live");
  if (others.length === 0) return [];
  const files = [...new Set(others.map(({ snapshot, source }) => snapshot ?? source))];
  return [
    {
      kind: "not live",
      headline: "live settings are required, and something else was compared",
      details: [
        `compared with ${files.join(", ")}`,
        "hint: unset FULLSTORY_SETTINGS_SOURCE, or drop --require-live",
      ],
    },
  ];
}

function findExpiredWaivers({ waivers, findings }: Evidence): Problem[] {
  return waivers
    .filter((waiver) => waiver.state === "expired")
    .filter((waiver) => findings.some((finding) => finding.severity === "error" && isUnder(finding, waiver)))
    .map(({ path, endpoint, reason, expires, owner }) => ({
      kind: "waiver expired" as const,
      headline: `${endpoint} ${path} differs again`,
      details: [`expired ${expires}${owner === undefined ? "" : `, owner ${owner}`}`, `reason: ${reason}`],
    }));
}

function isUnder(finding: EvidenceFinding, waiver: Evidence["waivers"][number]): boolean {
  return (
    finding.result === "waived" &&
    finding.construct === waiver.construct &&
    finding.endpoint === waiver.endpoint &&
    (finding.path === waiver.path || (waiver.whole && finding.field === waiver.path))
  );
}

/** What contradicts itself in evidence, which may come from anybody. */
function findContradictions(evidence: Evidence): Problem[] {
  const { documents, findings, outcome } = evidence;
  const details: string[] = [];
  const borneOut = judgeOutcome(documents);
  if (outcome !== borneOut) details.push(`its outcome is ${outcome}, and its documents say ${borneOut}`);
  const keys = new Set(
    documents.map((each) => (isGateAddress(each.address) ? toDocumentKey(each) : each.address)),
  );
  if (keys.size !== documents.length) details.push("it has two documents with one address");
  for (const finding of findings) {
    const { construct, field, result, severity, path } = finding;
    const fields = documents.find((document) => isOfDocument(document, finding))?.fields ?? [];
    const of = fields.filter((each) => each.field === field && each.construct === construct);
    if (of.length === 0) details.push(`it has a finding for ${path}, and no such field`);
    else if (isOpen(result) && severity === "error" && of.every((each) => !isOpenField(each)))
      details.push(`${path} ${result}, and its field says ${of[0]?.result ?? "nothing"}`);
  }
  if (details.length === 0) return [];
  return [
    { kind: "disagreement", headline: "the evidence contradicts itself", details: details.slice(0, 10) },
  ];
}

/** A finding that is tolerated keeps its own result, and only its field says so. */
function isOpenField({ result }: EvidenceField): boolean {
  return isOpen(result) || result === "tolerated";
}
