import type { EvidenceDocument } from "../../lib/evidence/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { DATA_SOURCE_ADDRESS, isGateAddress } from "../../lib/terraform/index.js";
import { failsPlan, listFailingNotices } from "../../lib/verdict/index.js";
import type { CheckResult, Diagnostic } from "../terraform/index.js";
import type { Problem, ProblemKind } from "./gate-report.js";

/** What a plan of the gate said. */
export interface PlanOutcome {
  readonly exitCode: number;
  /** Empty where the plan failed and Terraform left no file behind, as 1.5 does. */
  readonly checks: readonly CheckResult[];
  readonly diagnostics: readonly Diagnostic[];
}

export type Status = CheckResult["status"] | "missing";

/** What the plan's own `checks` say of an address. An error that names the address counts as `fail`. */
export function judgeStatus(address: string, plan: PlanOutcome): Status {
  const found = plan.checks.filter((check) => check.address === address).map(({ status }) => status);
  const [first] = found;
  if (first === undefined) return listErrorsAt(address, plan).length > 0 ? "fail" : "missing";
  // Two entries with one address are not believed.
  return found.length === 1 ? first : "unknown";
}

export function listErrors({ diagnostics }: Pick<PlanOutcome, "diagnostics">): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

export function listErrorsAt(address: string, plan: PlanOutcome): readonly Diagnostic[] {
  return listErrors(plan).filter((each) => findAddress(each) === address);
}

/** Terraform names the address of most errors; of a failed condition it names the place in the file. */
export function findAddress({ address, range, snippet }: Diagnostic): string | undefined {
  if (address !== undefined || range?.filename !== "cdk.tf.json") return address;
  const place = /^([\w.-]+)\.lifecycle\./.exec(snippet?.context ?? "")?.[1];
  if (place === undefined) return undefined;
  return DATA_SOURCE_ADDRESS.test(place) || isGateAddress(place) ? place : undefined;
}

const LEADS = [
  "drift",
  "stale",
  "unreadable",
  "wrong org",
  "not live",
  "waiver expired",
  "notice",
] as const satisfies readonly ProblemKind[];

/** The fixed words that a message of the gate begins with. */
export type Lead = (typeof LEADS)[number];

export function findLead(message: string): Lead | undefined {
  return LEADS.find((lead) => message.startsWith(`fullstory: ${lead},`));
}

/** The first line of a message without its fixed words. */
export function parseHeadline(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/^fullstory: [a-z ]+, /, "");
}

/** What a document says of itself, and an error of its gate may say again. */
export type FailedDocument = Pick<EvidenceDocument, "status" | "fields" | "notices">;

/** Whether evidence tells what an error with this lead tells. */
export function isInEvidence(lead: ProblemKind | undefined, documents: readonly FailedDocument[]): boolean {
  switch (lead) {
    case "drift":
      return documents.some(({ fields }) => fields.some(failsPlan));
    case "unreadable":
    case "wrong org":
    // Where Terraform reads, a snapshot that is too old was not read.
    case "stale":
      return documents.some(({ status }) => status === "unreadable");
    case "not live":
    case "notice":
      return documents.some((document) => listFailingNotices(document).length > 0);
    default:
      return false;
  }
}

const WARNINGS_AS_ERRORS = "hint: warningsAsErrors makes this warning fail; mend its cause";

/** A notice that fails, told from its message. */
export function toNoticeProblem(message: string, address: string): Problem {
  const [, ...details] = message.split("\n");
  const kind = findLead(message) === "not live" ? "not live" : "notice";
  return { kind, headline: parseHeadline(message), details: [...details, WARNINGS_AS_ERRORS], address };
}

/** An error as a plan that failed. */
export function planFailed({ summary, detail, address, range }: Diagnostic): Problem {
  return {
    kind: "plan failed",
    headline: summary,
    details: [
      ...(address === undefined ? [] : [`with ${address}`]),
      ...(range === undefined ? [] : [`on ${range.filename} line ${range.start.line}`]),
      ...detail.split("\n"),
    ],
    ...omitUndefined({ address }),
  };
}

/** A plan that failed without an error. */
export const FAILED_IN_SILENCE: Problem = {
  kind: "plan failed",
  headline: "the plan failed, and Terraform does not say why",
  details: [],
};
