import type { Attribute } from "../plugin/schema.js";
import {
  isNull,
  isUnknown,
  joinObject,
  NULL,
  type RawValue,
  splitObject,
  text,
  UNKNOWN,
} from "../plugin/value.js";
import { randomNumberText } from "./random-number.js";

/** `null_resource`: an id that lives as long as the triggers stay the same. */
export const nullResource = {
  typeName: "null_resource",

  attributes: [
    { name: "triggers", type: ["map", "string"], optional: true },
    { name: "id", type: "string", computed: true },
  ] satisfies readonly Attribute[],

  /**
   * A change of these replaces the resource. Terraform itself compares prior and planned values and ignores a path
   * whose value stays, so the list is always the same. (The real provider updates in place when the only change is
   * a new trigger that is null, for the sake of states written by its version 3.1; this one replaces.)
   */
  replacedBy: ["triggers"] as readonly string[],

  /** What an object will be: `proposed`, with an id that is the prior one's or not known yet. Null is a destroy. */
  plan(prior: RawValue, proposed: RawValue): RawValue {
    return isNull(proposed) || !isNull(prior) ? proposed : withId(proposed, UNKNOWN);
  },

  /** Makes the planned object, or forgets it where null is planned. */
  apply(planned: RawValue): RawValue {
    if (isNull(planned)) return planned;
    const isNew = isUnknown(splitObject(planned).get("id") ?? NULL);
    return isNew ? withId(planned, text(randomNumberText())) : planned;
  },
};

function withId(object: RawValue, id: RawValue): RawValue {
  return joinObject(splitObject(object).set("id", id));
}
