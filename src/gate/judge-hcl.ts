import type { Evidence } from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { failingNotices, failsPlan, mustFail } from "../../lib/verdict/index.js";
import type { Diagnostic } from "../terraform/index.js";
import type { Evaluation, Problem, ProblemKind, Verdict } from "./gate-report.js";
import type { HclGates, PlannedGate } from "./hcl-gates.js";
import { headlineOf, leadOf } from "./plan-diagnostics.js";
import { verdictOfProblems, worst } from "./verdict.js";

/** What a plan of a folder of HCL left behind. */
export interface HclPlan {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The gates of its JSON; `undefined` where there is none. */
  readonly gates: HclGates | undefined;
  /** Whether Terraform calls the plan complete. */
  readonly isComplete: boolean;
  /** Names of the provider that was attached; what another one says of a gate proves nothing. */
  readonly providers: readonly string[];
  /** Ephemeral gates that were opened without an error. */
  readonly ephemerals: readonly string[];
  /** What the attached provider wrote down of this plan, by the address of the gate. */
  readonly read: ReadonlyMap<string, Pick<Evidence, "documents">>;
}

export interface HclJudgement {
  /** Of the plan; what was read may be drift all the same, which its evidence says. */
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
  readonly counts: Pick<Evaluation, "pass" | "fail" | "unknown" | "warnings">;
}

const NO_GATES: HclGates = { blocks: new Map(), instances: [], pending: new Map() };

/**
 * Judges a plan by its JSON: a pass is `passed` and `checked` of every gate that the configuration has, each read in
 * this very plan by the attached provider. The words of diagnostics choose how a failure is told, never a pass.
 */
export function judgeHcl(plan: HclPlan): HclJudgement {
  const { exitCode, diagnostics, gates = NO_GATES, read } = plan;
  const all = diagnostics.filter(({ severity }) => severity === "error").map(errorProblem);
  const errors = all.filter((error) => !isInEvidence(error, read));
  const failed = (exitCode !== 0 && exitCode !== 2) || all.length > 0;
  const judged = gates.instances.map((gate) => ({ gate, ...judgeGate(gate, gates, plan) }));
  // What a failed plan did not read is told by the errors that kept it from being read.
  const problems = failed
    ? [...errors]
    : [...judged.flatMap((each) => each.problems), ...unreadProblems(gates, plan)];
  if (failed && all.length === 0)
    problems.push({
      kind: "plan failed",
      headline: "the plan failed, and Terraform does not say why",
      details: [],
    });
  const passing = judged.filter(({ outcome }) => outcome === "pass");
  const failing = new Set([
    ...judged.flatMap(({ gate, outcome }) => (outcome === "fail" ? [gate.address] : [])),
    ...all.flatMap(({ address }) => (GATE_ADDRESS.test(address ?? "") ? [address] : [])),
  ]);
  const isPass = !failed && judged.length > 0 && passing.length === judged.length && problems.length === 0;
  // Less than a pass is told by a problem, or by the evidence of a gate that failed.
  const isTold = problems.length > 0 || failing.size > 0;
  const told = worst([verdictOfProblems(problems), failing.size > 0 ? "drift" : "match"]);
  return {
    verdict: isPass ? "match" : isTold ? told : "undecided",
    problems,
    counts: {
      pass: passing.length,
      fail: failing.size,
      unknown: judged.filter(({ gate, outcome }) => outcome === "unknown" && !failing.has(gate.address))
        .length,
      warnings: warningsOf(plan),
    },
  };
}

const LEADS: readonly ProblemKind[] = [
  "drift",
  "waiver expired",
  "unreadable",
  "wrong org",
  "stale",
  "not live",
  "notice",
];
const GATE_ADDRESS = /(?:^|\.)(?:data|ephemeral)\.fullstory_gate\./;

/** An error of a gate keeps its own words; anything else is a plan that failed. */
function errorProblem({ summary, detail, address, range }: Diagnostic): Problem {
  const lead = LEADS.find((kind) => kind === leadOf(summary));
  const isDrift = lead === "drift" || lead === "waiver expired";
  return {
    // Drift is what a gate says; from anything else it is a plan that failed.
    kind: lead === undefined || (isDrift && !GATE_ADDRESS.test(address ?? "")) ? "plan failed" : lead,
    headline: lead === undefined ? summary : headlineOf(summary),
    details: [
      ...(address === undefined ? [] : [`with ${address}`]),
      ...(range === undefined ? [] : [`on ${range.filename} line ${range.start.line}`]),
      ...detail.split("\n"),
    ],
    ...omitUndefined({ address }),
  };
}

/** Whether the evidence of a gate tells the same as its error. */
function isInEvidence({ kind, address = "" }: Problem, read: HclPlan["read"]): boolean {
  const documents = read.get(address)?.documents ?? [];
  switch (kind) {
    case "drift":
      return documents.some(({ fields }) => fields.some(failsPlan));
    case "unreadable":
    case "wrong org":
    case "stale":
      return documents.some(({ status }) => status === "unreadable");
    case "not live":
    case "notice":
      return documents.some((document) => failingNotices(document).length > 0);
    default:
      return false;
  }
}

/** What became of one gate of a plan. */
export interface JudgedGate {
  readonly outcome: "pass" | "fail" | "unknown";
  /** What keeps it from passing, where its evidence does not say so. */
  readonly problems: readonly Problem[];
}

/** A pass is `passed` and `checked` of a gate that was read for this plan by the attached provider. */
export function judgeGate(
  gate: PlannedGate,
  { blocks, pending }: HclGates,
  plan: Pick<HclPlan, "providers" | "read">,
): JudgedGate {
  const { address, passed, checked, failures } = gate;
  const unknown = (kind: Problem["kind"], headline: string, ...details: string[]): JudgedGate => ({
    outcome: "unknown",
    problems: [{ kind, headline, details, address }],
  });
  const reason = pending.get(address);
  if (reason !== undefined)
    return unknown("not evaluated", `${address} was not read`, ...pendingWords(reason));
  if (!plan.providers.includes(gate.provider))
    return unknown(
      "not evaluated",
      `${address} was answered by another provider`,
      `provider ${gate.provider}`,
      "hint: its source must be cdktf-fullstory/fullstory",
    );
  if (!blocks.has(gate.block))
    return unknown("not evaluated", `${address} is in the plan, and not in the configuration`);
  if (passed === undefined) return unknown("not evaluated", `${address} does not say whether it passed`);
  const documents = plan.read.get(address)?.documents;
  if (documents === undefined)
    return unknown("not evaluated", `${address} has values that were not read for this plan`);
  const fails = documents.some(mustFail);
  if (passed && fails)
    return unknown("disagreement", `${address} passed, and what it read says that it fails`);
  if (fails) return { outcome: "fail", problems: [] };
  if (checked === undefined || !(checked > 0))
    return unknown("nothing checked", `${address} passed, and checked nothing`);
  // Where it did not pass, all that differs warns only.
  const warns = documents.some(({ fields }) =>
    fields.some(({ result }) => result !== "matches" && result !== "waived"),
  );
  return passed || (warns && failures === 0)
    ? { outcome: "pass", problems: [] }
    : unknown("not evaluated", `${address} did not pass, and does not say why`);
}

function pendingWords(reason: string): readonly string[] {
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
function unreadProblems(
  { blocks, instances, pending }: HclGates,
  { gates, isComplete, ephemerals }: HclPlan,
): readonly Problem[] {
  if (gates === undefined)
    return [{ kind: "not evaluated", headline: "Terraform left no plan that could be judged", details: [] }];
  const shown = new Set(instances.map(({ block }) => block));
  const absent = [...blocks.keys()]
    .filter((block) => !shown.has(block))
    .map(
      (block): Problem => ({
        kind: "not evaluated",
        headline: `${block} is declared, and the plan has none of it`,
        details: ["its count is 0, its for_each is empty, or its module has none"],
        address: block,
      }),
    );
  const known = new Set(instances.map(({ address }) => address));
  const deferred = [...pending]
    .filter(([address]) => !known.has(address))
    .map(
      ([address, reason]): Problem => ({
        kind: "not evaluated",
        headline: `${address} was not read`,
        details: pendingWords(reason),
        address,
      }),
    );
  const partial: readonly Problem[] = isComplete
    ? []
    : [{ kind: "not evaluated", headline: "Terraform calls the plan incomplete", details: [] }];
  const none = blocks.size + instances.length + pending.size === 0 ? [noGate(ephemerals)] : [];
  return [...absent, ...deferred, ...partial, ...none];
}

function noGate(ephemerals: readonly string[]): Problem {
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
export function warningsOf({ diagnostics }: Pick<HclPlan, "diagnostics">): readonly string[] {
  return diagnostics
    .filter(({ severity, summary }) => severity === "warning" && leadOf(summary) !== undefined)
    .map(({ summary, detail }) => `${summary}\n${detail}`);
}
