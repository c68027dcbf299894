import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { CtyObject, CtyValue, DataSource, Diagnostic, EphemeralResource } from "../../plugin/index.js";
import { gateSchema } from "../schema/gate-schema.js";
import type { Session } from "../session.js";
import type { GateAnswer, GateFacts } from "./run-gate.js";
import { validateGate } from "./validate-gate.js";

/** `data "fullstory_gate"`: Terraform reads it when it plans. */
export function gateDataSource(session: Session): DataSource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    read: async ({ config }, { signal }) => {
      const answer = await loadRunGate().runGate(config, session, signal);
      const state = valuesOf(answer, config, recorder(session, "data"));
      return { ...omitUndefined({ state }), diagnostics: answer.diagnostics };
    },
  };
}

/** `ephemeral "fullstory_gate"`: Terraform opens it when it plans and again when it applies, and keeps it nowhere. */
export function gateEphemeralResource(session: Session): EphemeralResource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    open: async ({ config }, { signal }) => {
      const answer = await loadRunGate().runGate(config, session, signal);
      const result = valuesOf(answer, config, recorder(session, "ephemeral"));
      return { ...omitUndefined({ result }), diagnostics: answer.diagnostics };
    },
  };
}

/** Loads the code that reads and judges. Most processes of a plan only validate, or answer the schema. */
function loadRunGate(): typeof import("./run-gate.js") {
  return require("./run-gate.js");
}

/** The configuration as it came, with what is computed. */
function valuesOf(
  { values, facts, diagnostics }: GateAnswer,
  config: CtyObject,
  record: Recorder,
): CtyObject | undefined {
  if (values === undefined) return undefined;
  const digest = facts === undefined ? null : record(facts, diagnostics);
  return new Map<string, CtyValue>([...config, ...Object.entries(values), ["record", digest]]);
}

type Recorder = (facts: GateFacts, diagnostics: readonly Diagnostic[]) => string | null;

/** Writes down what was read, where `gate` asked for it. Loaded only then. */
function recorder({ recordsFolder }: Session, mode: "data" | "ephemeral"): Recorder {
  if (recordsFolder === undefined) return () => null;
  const { recordRead }: typeof import("./record-read.js") = require("./record-read.js");
  return (facts, diagnostics) => recordRead({ folder: recordsFolder, mode }, facts, diagnostics);
}
