import type { CtyObject, DataSource, Diagnostic } from "../../plugin/index.js";
import { gateSchema } from "../schema/gate-schema.js";
import type { Session } from "../session.js";
import { toProblemDiagnostic } from "./gate-problem.js";
import { assignWaivers } from "./gate-waivers.js";
import { readGate } from "./read-gate.js";
import type { GateRecord } from "./record-read.js";

/** How far ahead a waiver may expire is the provider's to say, which is not configured while Terraform validates. */
const ANY_DAYS = 36_500;

/**
 * `data "fullstory_gate"`, which Terraform reads when it plans, or `ephemeral "fullstory_gate"`, which it opens when it
 * plans and again when it applies, and keeps nowhere.
 */
export function createGateSource(session: Session, mode: GateRecord["mode"]): DataSource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    read: async ({ config }, { signal }) => {
      // What reads and judges is loaded here. Most processes of a plan only validate, or answer the schema.
      const { runGate }: typeof import("./run-gate.js") = require("./run-gate.js");
      const { outcome, diagnostics } = await runGate(config, session, signal);
      if (outcome === undefined) return { diagnostics };
      const { values, facts } = outcome;
      let record: string | null = null;
      if (session.recordsFolder !== undefined) {
        const { recordRead }: typeof import("./record-read.js") = require("./record-read.js");
        record = recordRead({ folder: session.recordsFolder, mode }, facts, diagnostics);
      }
      return { state: new Map([...config, ...Object.entries(values), ["record", record]]), diagnostics };
    },
  };
}

/** What is wrong with the configuration of a gate, as far as it is known yet. */
function validateGate(config: CtyObject, { terraformVersion }: Session): readonly Diagnostic[] {
  const { gate, problems, unknown } = readGate(config);
  const isReadable = unknown.length === 0 && problems.length === 0;
  const found = isReadable ? assignWaivers(gate, { maxDays: ANY_DAYS, now: new Date() }).problems : problems;
  return found.map((problem) => toProblemDiagnostic(problem, terraformVersion));
}
