import type { Attribute } from "../plugin/schema.js";
import { isNull, joinObject, NULL, type RawValue, splitObject, text } from "../plugin/value.js";
import { randomNumberText } from "./random-number.js";

/**
 * `null_data_source`: its outputs are its inputs.
 *
 * The real provider warns "Deprecated Resource" about every one of them, on each plan. This one does not: a verdict
 * should show nothing but what was declared and what was found, and a reader cannot act on that warning.
 */
export const nullDataSource = {
  typeName: "null_data_source",

  attributes: [
    { name: "inputs", type: ["map", "string"], optional: true },
    { name: "outputs", type: ["map", "string"], computed: true },
    { name: "random", type: "string", computed: true },
    { name: "has_computed_default", type: "string", optional: true, computed: true },
    { name: "id", type: "string", computed: true },
  ] satisfies readonly Attribute[],

  /**
   * The state for a configuration. `outputs` are the bytes of `inputs`: no inputs give null outputs, and an input
   * that is null stays a null output, as with the real provider since 3.2.
   */
  read(config: RawValue): RawValue {
    const state = splitObject(config);
    state.set("outputs", state.get("inputs") ?? NULL);
    state.set("random", text(randomNumberText()));
    if (isNull(state.get("has_computed_default") ?? NULL)) state.set("has_computed_default", text("default"));
    state.set("id", text("static"));
    return joinObject(state);
  },
};
