import type { Evidence, EvidenceDocument } from "../../lib/evidence/index.js";
import type { Platform } from "../../lib/settings/index.js";
import { mustFail } from "../../lib/verdict/index.js";
import { gatesOf, isPlanned, isSame } from "./complete-evidence.js";
import type { ExtractedGate } from "./extract.js";
import type { HclGates } from "./hcl-gates.js";
import { judgeGate } from "./judge-hcl.js";
import { type Judged, judgeFailure, notEvaluated, type PlanCounts } from "./judge-plan.js";
import { isLeftOut } from "./narrow.js";
import { type PlanOutcome, statusOf } from "./plan-diagnostics.js";
import { verdictOfProblems, worst } from "./verdict.js";

/** What a plan says of the gates that it read. */
export interface PlannedReading extends PlanOutcome {
  readonly gates: HclGates;
  /** Evidence of each gate alone, by its address. */
  readonly linked: ReadonlyMap<string, Evidence>;
  /** Names of the provider that was attached. */
  readonly providers: readonly string[];
}

/**
 * Judges the gates of a stack whose settings Terraform reads as it plans. A pass is both: the plan's `checks` say `pass`
 * of the postcondition, and the values of the gate say that it passed, for what the evidence says is declared.
 */
export function judgePlanned(
  evidence: Evidence,
  extracted: ExtractedGate,
  plan: PlannedReading,
  only?: Platform,
): Judged & { readonly counts: Pick<PlanCounts, "pass" | "fail" | "unknown"> } {
  const documents = evidence.documents.filter(isPlanned);
  const owner = new Map(
    documents.flatMap((each) => gatesOf(each).map((address) => [address, each] as const)),
  );
  const judged = [...new Set([...owner.keys(), ...extracted.gates])].map((address) => {
    const document = owner.get(address);
    const found = judgeOne(address, document, { extracted, plan });
    // What does not count must be of the other platform all the same.
    const counts = document === undefined || !isLeftOut(document, only) || !plan.linked.has(address);
    return { ...found, counts: counts || found.isOther === true };
  });
  const counted = judged.filter(({ counts }) => counts);
  const count = (wanted: Judged["verdict"]): number =>
    counted.filter(({ verdict }) => verdict === wanted).length;
  return {
    verdict: worst(counted.map(({ verdict }) => verdict)),
    problems: counted.flatMap(({ problems }) => problems),
    counts: { pass: count("match"), fail: count("drift"), unknown: count("undecided") },
  };
}

interface JudgedOne extends Judged {
  /** Whether it is not what the evidence says it is. */
  readonly isOther?: boolean;
}

function judgeOne(
  address: string,
  document: EvidenceDocument | undefined,
  { extracted, plan }: { readonly extracted: ExtractedGate; readonly plan: PlannedReading },
): JudgedOne {
  const other = (headline: string): JudgedOne => ({
    verdict: "undecided",
    problems: [{ kind: "disagreement", headline, details: [], address }],
    isOther: true,
  });
  const expectation = document?.expectations.find((each) => each.address === address);
  if (document === undefined || expectation === undefined)
    return other(`${address} is in cdk.tf.json, and the evidence does not know it`);
  if (!extracted.gates.includes(address))
    return other(`${address} is in the evidence, and cdk.tf.json does not have it`);
  if (extracted.multiplied.includes(address))
    return other(`${address} has count or for_each, which may make none of it`);
  const [read, more] = plan.linked.get(address)?.documents ?? [];
  if (read !== undefined && (more !== undefined || !isSame(document, expectation, read)))
    return other(`${address} was asked for something else than the evidence says`);
  const status = statusOf(address, plan);
  if (status === "fail" && read !== undefined) return judgeFailure({ ...read, address }, plan);
  if (status === "fail") return judgeFailure({ address, status: "planned", fields: [] }, plan);
  const instance = plan.gates.instances.find((each) => each.address === address);
  if (status !== "pass" || instance === undefined || read === undefined)
    return {
      verdict: "undecided",
      problems: [notEvaluated(address, status === "pass" ? "missing" : status)],
    };
  const { outcome, problems } = judgeGate(instance, plan.gates, {
    providers: plan.providers,
    read: plan.linked,
  });
  if (outcome === "fail" || mustFail(read))
    return other(`${address} passes the plan, and what it read says that it fails`);
  return {
    verdict: worst([outcome === "pass" ? "match" : "undecided", verdictOfProblems(problems)]),
    problems,
  };
}
