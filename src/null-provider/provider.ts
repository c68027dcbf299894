import { randomBytes } from "node:crypto";
import { type DataSource, type Provider, type Resource, Unknown } from "../plugin/index.js";

/** A stand-in for hashicorp/null. */
export function createNullProvider(): Provider {
  return {
    schema: { attributes: {} },
    dataSources: { null_data_source: nullDataSource },
    resources: { null_resource: nullResource },
    describeError: (error) => ({
      severity: "error",
      summary: "The stand-in for hashicorp/null failed",
      detail: error instanceof Error ? error.message : String(error),
    }),
  };
}

/**
 * `null_data_source`: its outputs are its inputs. No inputs give null outputs, and an input that is null stays a null
 * output, as with the real provider since 3.2.
 *
 * The real provider warns "Deprecated Resource" about every one of them, on each plan. This one does not: a verdict
 * should show nothing but what was declared and what was found, and a reader cannot act on that warning.
 */
export const nullDataSource: DataSource = {
  schema: {
    attributes: {
      inputs: { type: ["map", "string"], optional: true },
      outputs: { type: ["map", "string"], computed: true },
      random: { type: "string", computed: true },
      has_computed_default: { type: "string", optional: true, computed: true },
      id: { type: "string", computed: true },
    },
  },

  read({ config }) {
    const state = new Map(config)
      .set("outputs", config.get("inputs") ?? null)
      .set("random", createRandomNumber())
      .set("has_computed_default", config.get("has_computed_default") ?? "default")
      .set("id", "static");
    return { state };
  },
};

/** `null_resource`: an id that lives as long as the triggers stay the same. */
export const nullResource: Resource = {
  schema: {
    attributes: {
      triggers: { type: ["map", "string"], optional: true },
      id: { type: "string", computed: true },
    },
  },

  /**
   * A change of triggers replaces the resource. Terraform itself compares prior and planned values and ignores a path
   * whose value stays, so the list is always the same. (The real provider updates in place when the only change is
   * a new trigger that is null, for the sake of states written by its version 3.1; this one replaces.)
   */
  plan({ prior, proposed }) {
    const planned = prior === null ? new Map(proposed).set("id", new Unknown()) : proposed;
    return { planned, requiresReplace: [[{ attribute: "triggers" }]] };
  },

  apply({ planned }) {
    const isNew = planned?.get("id") instanceof Unknown;
    return { state: planned !== null && isNew ? new Map(planned).set("id", createRandomNumber()) : planned };
  },
};

/** A random number of 63 bits as decimal text, the form of the real provider's `id` and `random`. */
function createRandomNumber(): string {
  return (randomBytes(8).readBigUInt64BE() >> 1n).toString();
}
