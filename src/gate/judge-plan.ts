import type { Evidence, EvidenceDocument } from "../../lib/evidence/index.js";
import type { Platform } from "../../lib/settings/index.js";
import { mustFail } from "../../lib/verdict/index.js";
import type { ExtractedGate } from "./extract.js";
import {
  type Judged,
  type JudgedPlan,
  judgeProblems,
  type Problem,
  pickWorst,
  type Verdict,
} from "./gate-report.js";
import { isLeftOut } from "./narrow.js";
import {
  FAILED_IN_SILENCE,
  type FailedDocument,
  findAddress,
  findLead,
  isInEvidence,
  judgeStatus,
  listErrors,
  listErrorsAt,
  type PlanOutcome,
  parseHeadline,
  planFailed,
  type Status,
  toNoticeProblem,
} from "./plan-diagnostics.js";

/** A plan beside what its stack declares. */
export interface PlannedStack {
  readonly evidence: Evidence;
  /** What cdk.tf.json holds. */
  readonly gate: ExtractedGate;
  readonly plan: PlanOutcome;
  /** The one platform that counts. */
  readonly platform: Platform | undefined;
}

/**
 * Compares evidence and plan. A pass is only what the plan's own `checks` call one, for every data source of the
 * evidence and of the file. The words of a message choose how a failure is told, never whether it is one.
 */
export function judgePlan(stack: PlannedStack): JudgedPlan {
  const { evidence, gate, plan, platform } = stack;
  const all = new Set([...evidence.documents.map(({ address }) => address), ...gate.addresses]);
  const leftOut = new Set(
    evidence.documents.filter((each) => isLeftOut(each, platform)).map(({ address }) => address),
  );
  const addresses = [...all].filter((address) => !leftOut.has(address));
  const status = new Map(addresses.map((address) => [address, judgeStatus(address, plan)]));
  const judged = addresses.map((address) => judgeOne(address, status, { ...stack, leftOut }));
  const problems: Problem[] = [
    ...findForeignErrors(plan, new Set([...all, ...gate.gates])),
    ...evidence.documents
      .filter(({ address }) => leftOut.has(address))
      .flatMap((each) => findMisplaced(each, gate)),
    ...judged.flatMap((each) => each.problems),
    ...(plan.exitCode === 1 ? [] : findUnevaluatedChecks(gate, plan)),
  ];
  const told = pickWorst([...judged.map(({ verdict }) => verdict), judgeProblems(problems)]);
  const open = addresses.filter((address) => status.get(address) !== "pass");
  // Terraform decides: only a pass of each data source is a pass, whatever was found above.
  const isDoubtful = told === "match" && open.length > 0;
  if (isDoubtful) problems.push(...open.map((address) => reportNotEvaluated(address, status.get(address))));
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
        .filter(({ severity, detail }) => severity === "warning" && findLead(detail) !== undefined)
        .map(({ detail }) => detail),
    },
  };
}

interface Surroundings extends PlannedStack {
  /** Data sources that do not count. */
  readonly leftOut: ReadonlySet<string>;
}

/** What the evidence leaves out must be of another platform by cdk.tf.json too. */
function findMisplaced(
  { address, platform }: EvidenceDocument,
  { platforms }: ExtractedGate,
): readonly Problem[] {
  const said = platforms.get(address);
  if (said === platform) return [];
  const what = `is of ${platform ?? "no platform"} by the evidence, and of ${said ?? "none"} by cdk.tf.json`;
  return reportDisagreement(address, what).problems;
}

function judgeOne(address: string, status: ReadonlyMap<string, Status>, around: Surroundings): Judged {
  const { evidence, gate, plan } = around;
  const document = evidence.documents.find((each) => each.address === address);
  if (document === undefined) return reportDisagreement(address, UNKNOWN);
  const fault = findFileFault(address, gate.addresses, gate);
  if (fault !== undefined) return reportDisagreement(address, fault);
  const now = status.get(address) ?? "missing";
  if (now === "pass") {
    if (!mustFail(document)) return { verdict: "match", problems: [] };
    return reportDisagreement(address, "passes the plan, and the evidence says that it fails");
  }
  if (now !== "fail" && listErrorsAt(address, plan).length === 0) {
    if (plan.exitCode === 1 && isExcused(address, status, around)) return { verdict: "match", problems: [] };
    return { verdict: "undecided", problems: [reportNotEvaluated(address, now)] };
  }
  return judgeFailure(document, plan);
}

/** What is said of an address that only the file has. */
export const UNKNOWN = "is in cdk.tf.json, and the evidence does not know it";

/** What is wrong with the file's part of an address that the evidence knows. */
export function findFileFault(
  address: string,
  found: readonly string[],
  { multiplied }: ExtractedGate,
): string | undefined {
  if (!found.includes(address)) return "is in the evidence, and cdk.tf.json does not have it";
  if (multiplied.includes(address)) return "has count or for_each, which may make none of it";
  return undefined;
}

export function reportDisagreement(address: string, what: string): Judged {
  const headline = `${address} ${what}`;
  return { verdict: "undecided", problems: [{ kind: "disagreement", headline, details: [], address }] };
}

/** A condition failed. What the evidence itself says is not told again; whatever else failed is told and decides. */
export function judgeFailure(
  document: FailedDocument & Pick<EvidenceDocument, "address">,
  plan: PlanOutcome,
): Judged {
  const { address } = document;
  const problems = listErrorsAt(address, plan).flatMap(({ detail }): Problem[] => {
    const lead = findLead(detail);
    if (isInEvidence(lead, [document])) return [];
    const [, ...details] = detail.split("\n");
    switch (lead) {
      case "drift": {
        const headline = `${address} fails the plan, and the evidence says that it matches`;
        return [{ kind: "disagreement", headline, details, address }];
      }
      case "not live":
      case "notice":
        return [toNoticeProblem(detail, address)];
      case undefined: {
        const headline = `a condition of ${address} failed`;
        return [{ kind: "plan failed", headline, details: detail.split("\n"), address }];
      }
      default:
        return [{ kind: lead, headline: parseHeadline(detail), details, address }];
    }
  });
  if (problems.length === 0 && !mustFail(document)) {
    const headline = `Terraform says fail of ${address}, and not why`;
    problems.push({ kind: "not evaluated", headline, details: [], address });
  }
  const isDoubtful = isInEvidence("unreadable", [document]) || isInEvidence("notice", [document]);
  const known: Verdict = isDoubtful ? "undecided" : isInEvidence("drift", [document]) ? "drift" : "match";
  return { verdict: pickWorst([known, judgeProblems(problems)]), problems };
}

export function reportNotEvaluated(address: string, status: Status = "missing"): Problem {
  const headline = `Terraform says ${status} of ${address}, which is no pass`;
  return { kind: "not evaluated", headline, details: [], address };
}

/** Terraform does not read what waits for a data source that failed; before 1.6 it tells of nothing else at all. */
function isExcused(address: string, status: ReadonlyMap<string, Status>, around: Surroundings): boolean {
  const { gate, plan, leftOut } = around;
  // A failure that does not count excuses nothing.
  if (plan.checks.length === 0) return listErrors(plan).some((each) => !leftOut.has(findAddress(each) ?? ""));
  const waitsFor = new Set(gate.dependencies.get(address));
  // A set that grows as it is walked, so that a circle ends.
  for (const other of waitsFor) for (const each of gate.dependencies.get(other) ?? []) waitsFor.add(each);
  return [...waitsFor].some((other) => status.get(other) === "fail");
}

/** Errors that are not of the gate: the plan failed for another reason. */
function findForeignErrors(plan: PlanOutcome, ours: ReadonlySet<string>): readonly Problem[] {
  const errors = listErrors(plan);
  if (plan.exitCode === 1 && errors.length === 0) return [FAILED_IN_SILENCE];
  return errors.filter((each) => !ours.has(findAddress(each) ?? "")).map(planFailed);
}

/** Check blocks warn; in a plan without errors each of them has been looked at. */
function findUnevaluatedChecks({ checks }: ExtractedGate, plan: PlanOutcome): readonly Problem[] {
  return checks.flatMap((address): readonly Problem[] => {
    const status = judgeStatus(address, plan);
    if (status === "pass" || status === "fail") return [];
    const headline = `Terraform says ${status} of ${address}`;
    return [{ kind: "not evaluated", headline, details: [], address }];
  });
}
