import { omitUndefined } from "../../lib/omit-undefined.js";
import { isGateAddress } from "../../lib/terraform/index.js";
import { mustFail } from "../../lib/verdict/index.js";
import { asTree, type Diagnostic, type ReadPlan } from "../terraform/index.js";
import type { GateReading } from "./gate-records.js";
import { type Judged, type JudgedPlan, judgeProblems, type Problem, pickWorst } from "./gate-report.js";
import {
  FAILED_IN_SILENCE,
  findLead,
  isInEvidence,
  listErrors,
  parseHeadline,
  planFailed,
} from "./plan-diagnostics.js";
import { isAttached, type PlannedGate } from "./planned-gates.js";

/**
 * Judges a plan by its JSON: a pass is `passed` and `checked` of every gate that the configuration has, each read in
 * this very plan by the attached provider. The words of diagnostics choose how a failure is told, never a pass.
 */
export function judgeHcl(plan: ReadPlan, reading: GateReading): JudgedPlan {
  const { exitCode } = plan;
  const { gates, linked } = reading;
  const all = listErrors(plan).map(toErrorProblem);
  const errors = all.filter(
    ({ kind, address = "" }) => !isInEvidence(kind, linked.get(address)?.documents ?? []),
  );
  const failed = (exitCode !== 0 && exitCode !== 2) || all.length > 0;
  const judged = gates.instances.map((gate) => ({ gate, ...judgeGate(gate, reading) }));
  // What a failed plan did not read is told by the errors that kept it from being read.
  const problems = failed
    ? [...errors]
    : [...judged.flatMap((each) => each.problems), ...findUnread(plan, reading)];
  if (failed && all.length === 0) problems.push(FAILED_IN_SILENCE);
  const passing = judged.filter(({ verdict }) => verdict === "match");
  const failing = new Set([
    ...judged.flatMap(({ gate, verdict }) => (verdict === "drift" ? [gate.address] : [])),
    ...all.flatMap(({ address }) => (address !== undefined && isGateAddress(address) ? [address] : [])),
  ]);
  const isPass = !failed && judged.length > 0 && passing.length === judged.length && problems.length === 0;
  // Less than a pass is told by a problem, or by the evidence of a gate that failed.
  const isTold = problems.length > 0 || failing.size > 0;
  const told = pickWorst([judgeProblems(problems), failing.size > 0 ? "drift" : "match"]);
  return {
    verdict: isPass ? "match" : isTold ? told : "undecided",
    problems,
    counts: {
      pass: passing.length,
      fail: failing.size,
      unknown: judged.filter(({ gate, verdict }) => verdict === "undecided" && !failing.has(gate.address))
        .length,
      warnings: listWarnings(plan),
    },
  };
}

/** An error of a gate keeps its own words; anything else is a plan that failed. */
function toErrorProblem(error: Diagnostic): Problem {
  const lead = findLead(error.summary);
  if (lead === undefined) return planFailed(error);
  const isDrift = lead === "drift" || lead === "waiver expired";
  // Drift is what a gate says; from anything else it is a plan that failed.
  const kind = isDrift && !isGateAddress(error.address ?? "") ? "plan failed" : lead;
  return { ...planFailed(error), kind, headline: parseHeadline(error.summary) };
}

/**
 * A pass is `passed` and `checked` of a gate that was read for this plan by the attached provider. Its problems are what
 * keeps it from passing, where its evidence does not say so.
 */
export function judgeGate(gate: PlannedGate, { gates, linked }: GateReading): Judged {
  const { blocks, pending } = gates;
  const { address, passed, checked, failures } = gate;
  const reportUnknown = (kind: Problem["kind"], headline: string, ...details: string[]): Judged => ({
    verdict: "undecided",
    problems: [{ kind, headline, details, address }],
  });
  const reason = pending.get(address);
  if (reason !== undefined) return { verdict: "undecided", problems: [reportNotRead(address, reason)] };
  if (!isAttached(gate))
    return reportUnknown(
      "not evaluated",
      `${address} was answered by another provider`,
      `provider ${gate.provider}`,
      "hint: its source must be cdktf-fullstory/fullstory",
    );
  if (!blocks.has(gate.block))
    return reportUnknown("not evaluated", `${address} is in the plan, and not in the configuration`);
  if (passed === undefined)
    return reportUnknown("not evaluated", `${address} does not say whether it passed`);
  const documents = linked.get(address)?.documents;
  if (documents === undefined)
    return reportUnknown("not evaluated", `${address} has values that were not read for this plan`);
  const fails = documents.some(mustFail);
  if (passed && fails)
    return reportUnknown("disagreement", `${address} passed, and what it read says that it fails`);
  if (fails) return { verdict: "drift", problems: [] };
  if (checked === undefined || !(checked > 0))
    return reportUnknown("nothing checked", `${address} passed, and checked nothing`);
  // Where it did not pass, all that differs warns only.
  const warns = documents.some(({ fields }) =>
    fields.some(({ result }) => result !== "matches" && result !== "waived"),
  );
  return passed || (warns && failures === 0)
    ? { verdict: "match", problems: [] }
    : reportUnknown("not evaluated", `${address} did not pass, and does not say why`);
}

function reportNotEvaluated(headline: string, details: readonly string[] = [], address?: string): Problem {
  return { kind: "not evaluated", headline, details, ...omitUndefined({ address }) };
}

function reportNotRead(address: string, reason: string): Problem {
  return reportNotEvaluated(`${address} was not read`, describePending(reason), address);
}

function describePending(reason: string): readonly string[] {
  switch (reason) {
    case "read_because_check_nested":
      return ["it stands in a check block, which only warns", "hint: move it out of the check block"];
    case "read_because_dependency_pending":
      return ["it waits for something that has changes pending", "hint: take depends_on out"];
    case "read_because_config_unknown":
      return [
        "a declared value is not known before the apply",
        "hint: declare what is known when Terraform plans",
      ];
    default:
      return [`Terraform would read it when it applies: ${reason}`];
  }
}

/** Gates that the plan has no answer of, and a configuration without any. */
function findUnread({ json }: ReadPlan, { gates }: GateReading): readonly Problem[] {
  const { blocks, instances, pending, ephemerals } = gates;
  if (json === undefined) return [reportNotEvaluated("Terraform left no plan that could be judged")];
  const shown = new Set(instances.map(({ block }) => block));
  const known = new Set(instances.map(({ address }) => address));
  const why = ["its count is 0, its for_each is empty, or its module has none"];
  return [
    ...[...blocks.keys()]
      .filter((block) => !shown.has(block))
      .map((block) => reportNotEvaluated(`${block} is declared, and the plan has none of it`, why, block)),
    ...[...pending]
      .filter(([address]) => !known.has(address))
      .map(([address, reason]) => reportNotRead(address, reason)),
    ...(asTree(json)["complete"] === false
      ? [reportNotEvaluated("Terraform calls the plan incomplete")]
      : []),
    ...(blocks.size + instances.length + pending.size === 0 ? [reportNoGate(ephemerals)] : []),
  ];
}

function reportNoGate(ephemerals: readonly string[]): Problem {
  if (ephemerals.length === 0)
    return {
      kind: "nothing checked",
      headline: "the folder has no gate",
      details: ['hint: declare what must hold with data "fullstory_gate"'],
    };
  return {
    kind: "nothing checked",
    headline: "the folder has ephemeral gates only, which leave nothing in a plan",
    details: [
      ...ephemerals.map((address) => `${address} was opened without an error, which is no evidence`),
      'hint: declare the same as data "fullstory_gate" beside it',
    ],
  };
}

/** What the attached provider warns of. */
export function listWarnings({ diagnostics }: Pick<ReadPlan, "diagnostics">): readonly string[] {
  return diagnostics
    .filter(({ severity, summary }) => severity === "warning" && findLead(summary) !== undefined)
    .map(({ summary, detail }) => `${summary}\n${detail}`);
}
