import type { DataSource } from "../plugin/index.js";
import { randomNumberText } from "./random-number.js";

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
      .set("random", randomNumberText())
      .set("has_computed_default", config.get("has_computed_default") ?? "default")
      .set("id", "static");
    return { state };
  },
};
