import type { CtyObject, CtyValue, DataSource, EphemeralResource } from "../../plugin/index.js";
import { gateSchema } from "../schema/gate-schema.js";
import type { Session } from "../session.js";
import { runGate, validateGate } from "./run-gate.js";

/** `data "fullstory_gate"`: Terraform reads it when it plans. */
export function gateDataSource(session: Session): DataSource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    read: async ({ config }, { signal }) => {
      const { values, diagnostics } = await runGate(config, session, signal);
      return values === undefined ? { diagnostics } : { state: withValues(config, values), diagnostics };
    },
  };
}

/** `ephemeral "fullstory_gate"`: Terraform opens it when it plans and again when it applies, and keeps it nowhere. */
export function gateEphemeralResource(session: Session): EphemeralResource {
  return {
    schema: gateSchema,
    validate: ({ config }) => validateGate(config, session),
    open: async ({ config }, { signal }) => {
      const { values, diagnostics } = await runGate(config, session, signal);
      return values === undefined ? { diagnostics } : { result: withValues(config, values), diagnostics };
    },
  };
}

/** The configuration as it came, with what is computed. */
function withValues(config: CtyObject, values: Readonly<Record<string, CtyValue>>): CtyObject {
  return new Map([...config, ...Object.entries(values)]);
}
