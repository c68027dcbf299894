import type { Evidence, EvidenceDocument } from "../../lib/evidence/index.js";
import type { Platform } from "../../lib/settings/index.js";
import type { CheckResult, Diagnostic } from "../terraform/index.js";
import type { ExtractedGate } from "./extract.js";
import type { Evaluation, Problem, Verdict } from "./gate-report.js";
import { isLeftOut, mustFail } from "./narrow.js";
import { verdictOfProblems, worst } from "./verdict.js";

/** What a plan of the gate said. */
export interface PlanOutcome {
  readonly exitCode: number;
  /** Empty where the plan failed and Terraform left no file behind, as 1.5 does. */
  readonly checks: readonly CheckResult[];
  readonly diagnostics: readonly Diagnostic[];
}

type Status = CheckResult["status"] | "missing";
export type PlanCounts = Pick<Evaluation, "pass" | "fail" | "unknown" | "warnings">;

/** Holds evidence and plan beside each other. A pass is only what the plan's own `checks` call one. */
export function judgePlan(
  evidence: Evidence,
  gate: ExtractedGate,
  plan: PlanOutcome,
  only?: Platform,
): { readonly verdict: Verdict; readonly problems: readonly Problem[]; readonly counts: PlanCounts } {
  const all = new Set([...evidence.documents.map(({ address }) => address), ...gate.addresses]);
  const leftOut = new Set(
    evidence.documents.filter((each) => isLeftOut(each, only)).map(({ address }) => address),
  );
  const addresses = [...all].filter((address) => !leftOut.has(address));
  const status = new Map(addresses.map((address) => [address, statusOf(address, plan)]));
  const problems: Problem[] = [
    ...foreignErrors(plan, all),
    ...evidence.documents
      .filter(({ address }) => leftOut.has(address))
      .flatMap((each) => misplaced(each, gate)),
  ];
  const verdicts: Verdict[] = [];
  for (const address of addresses) {
    const judged = judgeOne(address, status, { evidence, gate, plan, leftOut });
    problems.push(...judged.problems);
    verdicts.push(judged.verdict);
  }
  if (plan.exitCode !== 1) problems.push(...unevaluatedChecks(gate, plan));
  const count = (...wanted: Status[]) =>
    addresses.filter((each) => wanted.includes(status.get(each) ?? "missing")).length;
  return {
    verdict: worst([...verdicts, verdictOfProblems(problems)]),
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

/** What the evidence leaves out must be of another platform by cdk.tf.json too. */
function misplaced({ address, platform }: EvidenceDocument, { platforms }: ExtractedGate): Problem[] {
  const said = platforms.get(address);
  if (said === platform) return [];
  const headline = `${address} is of ${platform ?? "no platform"} by the evidence, and of ${said ?? "none"} by cdk.tf.json`;
  return [{ kind: "disagreement", headline, details: [], address }];
}

function judgeOne(
  address: string,
  status: ReadonlyMap<string, Status>,
  around: Surroundings,
): { verdict: Verdict; problems: Problem[] } {
  const { evidence, gate, plan } = around;
  const document = evidence.documents.find((each) => each.address === address);
  const problem = (kind: Problem["kind"], headline: string, details: readonly string[] = []): Problem => ({
    kind,
    headline,
    details,
    address,
  });
  const undecided = (...problems: Problem[]) => ({ verdict: "undecided" as const, problems });
  if (document === undefined)
    return undecided(
      problem("disagreement", `${address} is in cdk.tf.json, and the evidence does not know it`),
    );
  if (!gate.addresses.includes(address))
    return undecided(
      problem("disagreement", `${address} is in the evidence, and cdk.tf.json does not have it`),
    );
  if (gate.multiplied.includes(address))
    return undecided(problem("disagreement", `${address} has count or for_each, which may make none of it`));
  const now = status.get(address) ?? "missing";
  if (now === "pass") {
    if (!mustFail(document)) return { verdict: "match", problems: [] };
    return undecided(
      problem("disagreement", `${address} passes the plan, and the evidence says that it fails`),
    );
  }
  const errors = errorsOf(address, plan);
  if (now !== "fail" && errors.length === 0) {
    if (plan.exitCode === 1 && isExcused(address, status, around)) return { verdict: "match", problems: [] };
    return undecided(problem("not evaluated", `Terraform says ${now} of ${address}, which is no pass`));
  }
  const problems: Problem[] = [];
  let isDrift = false;
  for (const { detail } of errors) {
    const lines = detail.split("\n");
    const lead = leadOf(detail);
    // Unreadable and wrong org are in the evidence already, with the same words.
    if (lead === "drift") isDrift = true;
    else if (lead === "stale" || lead === "waiver expired")
      problems.push(problem(lead, headlineOf(lines[0] ?? ""), lines.slice(1)));
    else if (lead === undefined)
      problems.push(problem("plan failed", `a condition of ${address} failed`, lines));
  }
  if (isDrift && !mustFail(document))
    problems.push(
      problem("disagreement", `${address} fails the plan, and the evidence says that it matches`),
    );
  if (errors.length === 0 && !mustFail(document))
    problems.push(problem("not evaluated", `Terraform says ${now} of ${address}, and not why`));
  return { verdict: worst([isDrift ? "drift" : "match", verdictOfProblems(problems)]), problems };
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

function statusOf(address: string, { checks, diagnostics }: PlanOutcome): Status {
  const found = checks.filter((check) => check.address === address).map(({ status }) => status);
  const [first] = found;
  if (first === undefined) {
    return diagnostics.some((each) => each.severity === "error" && addressOf(each) === address)
      ? "fail"
      : "missing";
  }
  // Two entries with one address would be one too many.
  return found.length === 1 ? first : "unknown";
}

function errorsOf(address: string, { diagnostics }: PlanOutcome): readonly Diagnostic[] {
  return diagnostics.filter((each) => each.severity === "error" && addressOf(each) === address);
}

/** Terraform names the address of most errors; of a failed condition it names the place in the file. */
function addressOf({ address, range, snippet }: Diagnostic): string | undefined {
  if (address !== undefined || range?.filename !== "cdk.tf.json") return address;
  return /^(data\.null_data_source\.[\w-]+)\.lifecycle\./.exec(snippet?.context ?? "")?.[1];
}

/** The fixed words that a message of the gate begins with. */
export function leadOf(detail: string): string | undefined {
  return /^fullstory: (drift|stale|unreadable|wrong org|not live|waiver expired|notice),/.exec(detail)?.[1];
}

function headlineOf(line: string): string {
  return line.replace(/^fullstory: [a-z ]+, /, "");
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
      ...(address === undefined ? {} : { address }),
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
