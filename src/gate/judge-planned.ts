import type { EvidenceDocument } from "../../lib/evidence/index.js";
import { mustFail } from "../../lib/verdict/index.js";
import { isSame, listGates } from "./complete-evidence.js";
import type { ExtractedGate } from "./extract.js";
import type { GateReading } from "./gate-records.js";
import { type Judged, type JudgedPlan, pickWorst } from "./gate-report.js";
import { judgeGate, listWarnings } from "./judge-hcl.js";
import {
  findFileFault,
  judgeFailure,
  type PlannedStack,
  reportDisagreement,
  reportNotEvaluated,
  UNKNOWN,
} from "./judge-plan.js";
import { isLeftOut } from "./narrow.js";
import { judgeStatus } from "./plan-diagnostics.js";
import { isPlanned } from "./stack-folder.js";

/**
 * Judges the gates of a stack whose settings Terraform reads as it plans. A pass is both: the plan's `checks` say `pass`
 * of the postcondition, and the values of the gate say that it passed, for what the evidence says is declared.
 */
export function judgePlanned(
  { evidence, gate, plan, platform }: PlannedStack,
  reading: GateReading,
): JudgedPlan {
  const documents = evidence.documents.filter(isPlanned);
  const owner = new Map(
    documents.flatMap((each) => listGates(each).map((address) => [address, each] as const)),
  );
  const judged = [...new Set([...owner.keys(), ...gate.gates])].map((address) => {
    const document = owner.get(address);
    const found = judgeOne(address, document, { gate, plan, reading });
    // What does not count must be of the other platform all the same.
    const counts = document === undefined || !isLeftOut(document, platform) || !reading.linked.has(address);
    return { ...found, counts: counts || found.isOther === true };
  });
  const counted = judged.filter(({ counts }) => counts);
  const count = (wanted: Judged["verdict"]): number =>
    counted.filter(({ verdict }) => verdict === wanted).length;
  return {
    verdict: pickWorst(counted.map(({ verdict }) => verdict)),
    problems: counted.flatMap(({ problems }) => problems),
    counts: {
      pass: count("match"),
      fail: count("drift"),
      unknown: count("undecided"),
      warnings: listWarnings(plan),
    },
  };
}

interface JudgedOne extends Judged {
  /** Whether it is not what the evidence says it is. */
  readonly isOther?: boolean;
}

function judgeOne(
  address: string,
  document: EvidenceDocument | undefined,
  {
    gate,
    plan,
    reading,
  }: {
    readonly gate: ExtractedGate;
    readonly plan: PlannedStack["plan"];
    readonly reading: GateReading;
  },
): JudgedOne {
  const toDisagreement = (what: string): JudgedOne => ({
    ...reportDisagreement(address, what),
    isOther: true,
  });
  const expectation = document?.expectations.find((each) => each.address === address);
  if (document === undefined || expectation === undefined) return toDisagreement(UNKNOWN);
  const fault = findFileFault(address, gate.gates, gate);
  if (fault !== undefined) return toDisagreement(fault);
  const [read, more] = reading.linked.get(address)?.documents ?? [];
  if (read !== undefined && (more !== undefined || !isSame(document, expectation, read)))
    return toDisagreement("was asked for something else than the evidence says");
  const status = judgeStatus(address, plan);
  if (status === "fail" && read !== undefined) return judgeFailure({ ...read, address }, plan);
  if (status === "fail") return judgeFailure({ address, status: "planned", fields: [] }, plan);
  const instance = reading.gates.instances.find((each) => each.address === address);
  if (status !== "pass" || instance === undefined || read === undefined)
    return {
      verdict: "undecided",
      problems: [reportNotEvaluated(address, status === "pass" ? "missing" : status)],
    };
  const judged = judgeGate(instance, reading);
  if (judged.verdict === "drift" || mustFail(read))
    return toDisagreement("passes the plan, and what it read says that it fails");
  return judged;
}
