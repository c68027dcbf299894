import type { Evidence, EvidenceDocument } from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { Platform } from "../../lib/settings/index.js";
import { failingNotices, failsPlan, mustFail } from "../../lib/verdict/index.js";
import type { ExtractedGate } from "./extract.js";
import type { Evaluation, Problem, Verdict } from "./gate-report.js";
import { isLeftOut } from "./narrow.js";
import {
  addressOf,
  errorsOf,
  headlineOf,
  leadOf,
  noticeProblem,
  type PlanOutcome,
  type Status,
  statusOf,
} from "./plan-diagnostics.js";
import { verdictOfProblems, worst } from "./verdict.js";

export type PlanCounts = Pick<Evaluation, "pass" | "fail" | "unknown" | "warnings">;

export interface Judged {
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
}

/**
 * Compares evidence and plan. A pass is only what the plan's own `checks` call one, for every data source of the
 * evidence and of the file. The words of a message choose how a failure is told, never whether it is one.
 */
export function judgePlan(
  evidence: Evidence,
  gate: ExtractedGate,
  plan: PlanOutcome,
  only?: Platform,
): Judged & { readonly counts: PlanCounts } {
  const all = new Set([...evidence.documents.map(({ address }) => address), ...gate.addresses]);
  const leftOut = new Set(
    evidence.documents.filter((each) => isLeftOut(each, only)).map(({ address }) => address),
  );
  const addresses = [...all].filter((address) => !leftOut.has(address));
  const status = new Map(addresses.map((address) => [address, statusOf(address, plan)]));
  const judged = addresses.map((address) => judgeOne(address, status, { evidence, gate, plan, leftOut }));
  const problems: Problem[] = [
    ...foreignErrors(plan, new Set([...all, ...gate.gates])),
    ...evidence.documents
      .filter(({ address }) => leftOut.has(address))
      .flatMap((each) => misplaced(each, gate)),
    ...judged.flatMap((each) => each.problems),
    ...(plan.exitCode === 1 ? [] : unevaluatedChecks(gate, plan)),
  ];
  const told = worst([...judged.map(({ verdict }) => verdict), verdictOfProblems(problems)]);
  const open = addresses.filter((address) => status.get(address) !== "pass");
  // Terraform decides: only a pass of each data source is a pass, whatever was found above.
  const isDoubtful = told === "match" && open.length > 0;
  if (isDoubtful) problems.push(...open.map((address) => notEvaluated(address, status.get(address))));
  const count = (...wanted: Status[]) =>
    addresses.filter((each) => wanted.includes(status.get(each) ?? "missing")).length;
  return {
    verdict: isDoubtful ? "undecided" : told,
    problems,
    counts: {
      pass: count("pass"),
      fail: count("fail", "error"),
      unknown: count("unknown", "missing"),
      warnings: plan.diagnostics
        .filter(({ severity, detail }) => severity === "warning" && leadOf(detail) !== undefined)
        .map(({ detail }) => detail),
    },
  };
}

interface Surroundings {
  readonly evidence: Evidence;
  readonly gate: ExtractedGate;
  readonly plan: PlanOutcome;
  /** Data sources that do not count. */
  readonly leftOut: ReadonlySet<string>;
}

/** What is known of a data source whose condition failed. */
export type FailedDocument = Pick<EvidenceDocument, "address" | "status" | "fields" | "notices">;

/** What the evidence leaves out must be of another platform by cdk.tf.json too. */
function misplaced({ address, platform }: EvidenceDocument, { platforms }: ExtractedGate): Problem[] {
  const said = platforms.get(address);
  if (said === platform) return [];
  const headline = `${address} is of ${platform ?? "no platform"} by the evidence, and of ${said ?? "none"} by cdk.tf.json`;
  return [{ kind: "disagreement", headline, details: [], address }];
}

function judgeOne(address: string, status: ReadonlyMap<string, Status>, around: Surroundings): Judged {
  const { evidence, gate, plan } = around;
  const document = evidence.documents.find((each) => each.address === address);
  const disagreement = (headline: string): Judged => ({
    verdict: "undecided",
    problems: [{ kind: "disagreement", headline, details: [], address }],
  });
  if (document === undefined)
    return disagreement(`${address} is in cdk.tf.json, and the evidence does not know it`);
  if (!gate.addresses.includes(address))
    return disagreement(`${address} is in the evidence, and cdk.tf.json does not have it`);
  if (gate.multiplied.includes(address))
    return disagreement(`${address} has count or for_each, which may make none of it`);
  const now = status.get(address) ?? "missing";
  if (now === "pass") {
    if (!mustFail(document)) return { verdict: "match", problems: [] };
    return disagreement(`${address} passes the plan, and the evidence says that it fails`);
  }
  if (now !== "fail" && errorsOf(address, plan).length === 0) {
    if (plan.exitCode === 1 && isExcused(address, status, around)) return { verdict: "match", problems: [] };
    return { verdict: "undecided", problems: [notEvaluated(address, now)] };
  }
  return judgeFailure(document, plan);
}

/** A condition failed. What the evidence itself says is not told again; whatever else failed is told and decides. */
export function judgeFailure(document: FailedDocument, plan: PlanOutcome): Judged {
  const { address, status, fields } = document;
  const isDrift = fields.some(failsPlan);
  const isUnreadable = status === "unreadable";
  const hasNotice = failingNotices(document).length > 0;
  const errors = errorsOf(address, plan);
  const problems = errors.flatMap(({ detail }): Problem[] => {
    const lead = leadOf(detail);
    const [, ...details] = detail.split("\n");
    switch (lead) {
      case "drift":
        if (isDrift) return [];
        return [
          {
            kind: "disagreement",
            headline: `${address} fails the plan, and the evidence says that it matches`,
            details,
            address,
          },
        ];
      case "unreadable":
      case "wrong org":
      // Where Terraform reads, a snapshot that is too old was not read.
      case "stale":
        return isUnreadable ? [] : [{ kind: lead, headline: headlineOf(detail), details, address }];
      case "waiver expired":
        return [{ kind: lead, headline: headlineOf(detail), details, address }];
      case "not live":
      case "notice":
        return hasNotice ? [] : [noticeProblem(detail, address)];
      case undefined:
        return [
          {
            kind: "plan failed",
            headline: `a condition of ${address} failed`,
            details: detail.split("\n"),
            address,
          },
        ];
      default:
        return [{ kind: "plan failed", headline: headlineOf(detail), details, address }];
    }
  });
  if (problems.length === 0 && !mustFail(document))
    problems.push({
      kind: "not evaluated",
      headline: `Terraform says fail of ${address}, and not why`,
      details: [],
      address,
    });
  const known: Verdict = isUnreadable || hasNotice ? "undecided" : isDrift ? "drift" : "match";
  return { verdict: worst([known, verdictOfProblems(problems)]), problems };
}

export function notEvaluated(address: string, status: Status = "missing"): Problem {
  const headline = `Terraform says ${status} of ${address}, which is no pass`;
  return { kind: "not evaluated", headline, details: [], address };
}

/** Terraform does not read what waits for a data source that failed; before 1.6 it tells of nothing else at all. */
function isExcused(
  address: string,
  status: ReadonlyMap<string, Status>,
  around: Surroundings,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const { gate, plan, leftOut } = around;
  // A failure that does not count excuses nothing.
  if (plan.checks.length === 0)
    return plan.diagnostics.some((each) => each.severity === "error" && !leftOut.has(addressOf(each) ?? ""));
  if (seen.has(address)) return false;
  return (gate.dependencies.get(address) ?? []).some(
    (other) => status.get(other) === "fail" || isExcused(other, status, around, new Set([...seen, address])),
  );
}

/** Errors that are not of the gate: the plan failed for another reason. */
function foreignErrors({ diagnostics, exitCode }: PlanOutcome, ours: ReadonlySet<string>): Problem[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const foreign = errors.filter((each) => !ours.has(addressOf(each) ?? ""));
  const problems = foreign.map(
    ({ summary, detail, address, range }): Problem => ({
      kind: "plan failed",
      headline: summary,
      details: [
        ...(address === undefined ? [] : [`with ${address}`]),
        ...(range === undefined ? [] : [`on ${range.filename} line ${range.start.line}`]),
        ...detail.split("\n"),
      ],
      ...omitUndefined({ address }),
    }),
  );
  if (exitCode === 1 && errors.length === 0)
    problems.push({
      kind: "plan failed",
      headline: "the plan failed, and Terraform does not say why",
      details: [],
    });
  return problems;
}

/** Check blocks warn; in a plan without errors each of them has been looked at. */
function unevaluatedChecks({ checks }: ExtractedGate, plan: PlanOutcome): Problem[] {
  return checks.flatMap((address) => {
    const status = statusOf(address, plan);
    if (status === "pass" || status === "fail") return [];
    return [
      {
        kind: "not evaluated" as const,
        headline: `Terraform says ${status} of ${address}`,
        details: [],
        address,
      },
    ];
  });
}
