import { type Resource, Unknown } from "../plugin/index.js";
import { randomNumberText } from "./random-number.js";

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
    return { state: planned !== null && isNew ? new Map(planned).set("id", randomNumberText()) : planned };
  },
};
