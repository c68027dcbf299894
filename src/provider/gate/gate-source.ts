import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Call, CtyObject, DataSource, Diagnostic, EphemeralResource } from "../../plugin/index.js";
import { gateSchema } from "../schema/gate-schema.js";
import type { Session } from "../session.js";
import { problemDiagnostic } from "./gate-problem.js";
import { gateWaivers } from "./gate-waivers.js";
import { readGate } from "./read-gate.js";

/** How far ahead a waiver may expire is the provider's to say, which is not configured while Terraform validates. */
const ANY_DAYS = 36_500;

/** `data "fullstory_gate"`: Terraform reads it when it plans. */
export function gateDataSource(session: Session): DataSource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    read: async ({ config }, call) => {
      const { values, diagnostics } = await readValues(config, { session, call, mode: "data" });
      return { ...omitUndefined({ state: values }), diagnostics };
    },
  };
}

/** `ephemeral "fullstory_gate"`: Terraform opens it when it plans and again when it applies, and keeps it nowhere. */
export function gateEphemeralResource(session: Session): EphemeralResource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    open: async ({ config }, call) => {
      const { values, diagnostics } = await readValues(config, { session, call, mode: "ephemeral" });
      return { ...omitUndefined({ result: values }), diagnostics };
    },
  };
}

/** What is wrong with the configuration of a gate, as far as it is known yet. */
function validateGate(config: CtyObject, { terraformVersion }: Session): readonly Diagnostic[] {
  const { gate, problems, unknown } = readGate(config);
  const isReadable = unknown.length === 0 && problems.length === 0;
  const found = isReadable ? gateWaivers(gate, { maxDays: ANY_DAYS, now: new Date() }).problems : problems;
  return found.map((problem) => problemDiagnostic(problem, terraformVersion));
}

interface GateRead {
  readonly session: Session;
  readonly call: Call;
  readonly mode: "data" | "ephemeral";
}

/** The configuration as it came, with what is computed; none where the declaration itself cannot be used. */
async function readValues(
  config: CtyObject,
  { session, call, mode }: GateRead,
): Promise<{ readonly values?: CtyObject; readonly diagnostics: readonly Diagnostic[] }> {
  // What reads and judges is loaded here. Most processes of a plan only validate, or answer the schema.
  const { runGate }: typeof import("./run-gate.js") = require("./run-gate.js");
  const { outcome, diagnostics } = await runGate(config, session, call.signal);
  if (outcome === undefined) return { diagnostics };
  const { values, facts } = outcome;
  let record: string | null = null;
  if (session.recordsFolder !== undefined) {
    const { recordRead }: typeof import("./record-read.js") = require("./record-read.js");
    record = recordRead({ folder: session.recordsFolder, mode }, facts, diagnostics);
  }
  return { values: new Map([...config, ...Object.entries(values), ["record", record]]), diagnostics };
}
