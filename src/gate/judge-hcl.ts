import type { Diagnostic } from "../terraform/index.js";
import type { Evaluation, Problem, ProblemKind, Verdict } from "./gate-report.js";
import { type HclGates, hclGatesOf, type PlannedGate } from "./hcl-gates.js";
import { headlineOf, leadOf } from "./plan-diagnostics.js";
import { asTree } from "./terraform-json.js";
import { verdictOfProblems, worst } from "./verdict.js";

/** What a plan of a folder of HCL left behind. */
export interface HclPlan {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The plan as JSON; `undefined` where there is none. */
  readonly json: unknown;
  /** Names of the provider that was attached; what another one says of a gate proves nothing. */
  readonly providers: readonly string[];
  /** Ephemeral gates that were opened without an error. */
  readonly ephemerals: readonly string[];
}

export interface HclJudgement {
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
  /** What the attached provider answered. */
  readonly gates: readonly PlannedGate[];
  readonly counts: Pick<Evaluation, "pass" | "fail" | "unknown" | "warnings">;
}

/**
 * Judges a plan by its JSON: a pass is `passed` and `checked` of every gate that the configuration has, each read in
 * this very plan by the attached provider. The words of diagnostics choose how a failure is told, never a pass.
 */
export function judgeHcl(plan: HclPlan): HclJudgement {
  const gates = hclGatesOf(plan.json);
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error").map(errorProblem);
  const failed = plan.exitCode !== 0 && plan.exitCode !== 2;
  const judged = gates.instances.map((gate) => ({ gate, problems: problemsOf(gate, gates, plan) }));
  // What a failed plan did not read is told by the errors that kept it from being read.
  const unread = failed || errors.length > 0 ? [] : unreadProblems(gates, plan);
  const told = failed || errors.length > 0 ? judged.filter(({ gate }) => gate.passed === false) : judged;
  const problems = [...errors, ...told.flatMap((each) => withoutTold(each.problems, errors)), ...unread];
  if (failed && errors.length === 0)
    problems.push({
      kind: "plan failed",
      headline: "the plan failed, and Terraform does not say why",
      details: [],
    });
  const passing = judged.filter((each) => each.problems.length === 0);
  const isPass = !failed && judged.length > 0 && passing.length === judged.length && problems.length === 0;
  const verdict = worst([verdictOfProblems(problems), isPass || problems.length > 0 ? "match" : "undecided"]);
  const failing = new Set([
    ...judged.flatMap(({ gate }) => (gate.passed === false ? [gate.address] : [])),
    ...errors.flatMap(({ address }) => (GATE_ADDRESS.test(address ?? "") ? [address] : [])),
  ]);
  return {
    verdict,
    problems,
    gates: gates.instances.filter(({ provider }) => plan.providers.includes(provider)),
    counts: {
      pass: passing.length,
      fail: failing.size,
      unknown: judged.filter(({ gate, problems: found }) => found.length > 0 && !failing.has(gate.address))
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
    ...(address === undefined ? {} : { address }),
  };
}

/** What keeps one gate from passing; empty for a pass. */
function problemsOf(gate: PlannedGate, { blocks, pending }: HclGates, plan: HclPlan): readonly Problem[] {
  const { address, passed, checked } = gate;
  const problem = (kind: Problem["kind"], headline: string, ...details: string[]): readonly Problem[] => [
    { kind, headline, details, address },
  ];
  const reason = pending.get(address);
  if (reason !== undefined)
    return problem("not evaluated", `${address} was not read`, ...pendingWords(reason));
  if (!plan.providers.includes(gate.provider))
    return problem(
      "not evaluated",
      `${address} was answered by another provider`,
      `provider ${gate.provider}`,
      "hint: its source must be cdktf-fullstory/fullstory",
    );
  if (!blocks.includes(gate.block))
    return problem("not evaluated", `${address} is in the plan, and not in the configuration`);
  if (passed === undefined) return problem("not evaluated", `${address} does not say whether it passed`);
  if (!passed) return failureOf(gate);
  if (checked === undefined || !(checked > 0))
    return problem("nothing checked", `${address} passed, and checked nothing`);
  return [];
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

/** A gate that did not pass and stopped nothing: it reports, or only warns. */
function failureOf({ address, findings }: PlannedGate): readonly Problem[] {
  const open = findings.filter(({ result }) => result !== "waived" && result !== "matches");
  if (open.length === 0)
    return [
      {
        kind: "not evaluated",
        headline: `${address} did not pass, and does not say why`,
        details: [],
        address,
      },
    ];
  return open.map((finding): Problem => {
    const { document, platform, path, direction, result, kind, declared, live, note } = finding;
    const name = platform === undefined ? document : `${document} (${platform})`;
    const isUnread = kind === "unreadable";
    const rest = [
      `with ${address}`,
      ...(declared === undefined ? [] : [`declared ${declared}`]),
      ...(live === undefined ? [] : [`live ${live}`]),
      ...(note === undefined ? [] : [note]),
    ];
    return {
      kind: isUnread ? "unreadable" : "drift",
      headline: isUnread ? `${name} could not be read` : `${name} ${path} ${wordOf({ result, direction })}`,
      details: rest,
      address,
    };
  });
}

function wordOf({
  result,
  direction,
}: {
  readonly result: string;
  readonly direction: string | undefined;
}): string {
  if (result === "not-checked") return "was not checked";
  return direction === undefined ? "differs" : `differs [${direction.toUpperCase()}]`;
}

/** An error of a gate has told its findings already. */
function withoutTold(problems: readonly Problem[], errors: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ address, kind }) => !errors.some((error) => error.address === address && error.kind === kind),
  );
}

/** Gates that the plan has no answer of, and a configuration without any. */
function unreadProblems(
  { blocks, instances, pending }: HclGates,
  { json, ephemerals }: HclPlan,
): readonly Problem[] {
  if (json === undefined)
    return [{ kind: "not evaluated", headline: "Terraform left no plan that could be judged", details: [] }];
  const shown = new Set(instances.map(({ block }) => block));
  const absent = blocks
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
  const partial: readonly Problem[] =
    asTree(json)["complete"] === false
      ? [{ kind: "not evaluated", headline: "Terraform calls the plan incomplete", details: [] }]
      : [];
  const none = blocks.length + instances.length + pending.size === 0 ? [noGate(ephemerals)] : [];
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

function warningsOf({ diagnostics }: HclPlan): readonly string[] {
  return diagnostics
    .filter(({ severity, summary }) => severity === "warning" && leadOf(summary) !== undefined)
    .map(({ summary, detail }) => `${summary}\n${detail}`);
}
