import type { CtyObject, Diagnostic } from "../../plugin/index.js";
import type { Session } from "../session.js";
import { type GateProblem, problemDiagnostic } from "./gate-problem.js";
import { gateWaivers } from "./gate-waivers.js";
import { type Gate, readGate } from "./read-gate.js";

/** What is wrong with the configuration of a gate, as far as it is known yet. */
export function validateGate(config: CtyObject, session: Session): readonly Diagnostic[] {
  const { gate, problems, unknown } = readGate(config);
  const waivers = unknown.length === 0 && problems.length === 0 ? waiverProblems(gate) : [];
  return [...problems, ...waivers].map((problem) => problemDiagnostic(problem, session.terraformVersion));
}

const ANY_DAYS = 36_500;

/** How far ahead a waiver may expire is the provider's to say, which is not configured yet. */
function waiverProblems(gate: Gate): readonly GateProblem[] {
  return gateWaivers(gate, { maxDays: ANY_DAYS, now: new Date() }).problems;
}
