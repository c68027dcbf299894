import type { CtyObject } from "../cty/value.js";
import type { Answer, Call, Configurable, MaybePromise } from "./call.js";
import type { AttributePath } from "./diagnostic.js";

/**
 * A managed resource. Reading answers the state as it was; a state that was written with another version of the
 * schema, and an import, are refused.
 */
export interface Resource extends Configurable {
  readonly plan: (request: PlanRequest, call: Call) => MaybePromise<PlanAnswer>;
  readonly apply: (request: ApplyRequest, call: Call) => MaybePromise<ApplyAnswer>;
}

export interface PlanRequest {
  /** The object that exists; null if there is none. */
  readonly prior: CtyObject | null;
  /** The configuration over the prior object. A destroy is not planned here. */
  readonly proposed: CtyObject;
}

export interface PlanAnswer extends Answer {
  readonly planned?: CtyObject;
  /** A change of one of these replaces the object. @default [] */
  readonly requiresReplace?: readonly AttributePath[];
}

export interface ApplyRequest {
  readonly prior: CtyObject | null;
  /** What was planned; null to destroy. */
  readonly planned: CtyObject | null;
}

export interface ApplyAnswer extends Answer {
  /** The object that exists now; null if there is none. */
  readonly state: CtyObject | null;
}
