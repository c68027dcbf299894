import type { CtyObject } from "../cty/value.js";
import type { Call, MaybePromise } from "./call.js";
import type { ConfigRequest } from "./data-source.js";
import type { AttributePath, Diagnostic } from "./diagnostic.js";
import type { Schema } from "./schema.js";

/**
 * A managed resource. Reading answers the state as it was; a state that was written with another version of the
 * schema, and an import, are refused.
 */
export interface Resource {
  readonly schema: Schema;
  readonly validate?: (request: ConfigRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
  readonly plan: (request: PlanRequest, call: Call) => MaybePromise<PlanAnswer>;
  readonly apply: (request: ApplyRequest, call: Call) => MaybePromise<ApplyAnswer>;
}

export interface PlanRequest {
  /** The object that exists; null if there is none. */
  readonly prior: CtyObject | null;
  /** The configuration over the prior object. A destroy is not planned here. */
  readonly proposed: CtyObject;
}

export interface PlanAnswer {
  readonly planned?: CtyObject;
  /** A change of one of these replaces the object. @default [] */
  readonly requiresReplace?: readonly AttributePath[];
  /** @default [] */
  readonly diagnostics?: readonly Diagnostic[];
}

export interface ApplyRequest {
  readonly prior: CtyObject | null;
  /** What was planned; null to destroy. */
  readonly planned: CtyObject | null;
}

export interface ApplyAnswer {
  /** The object that exists now; null if there is none. */
  readonly state: CtyObject | null;
  /** @default [] */
  readonly diagnostics?: readonly Diagnostic[];
}
