import type { CtyObject } from "../cty/value.js";
import type { Call, MaybePromise } from "./call.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Schema } from "./schema.js";

export interface ConfigRequest {
  /** Every attribute of the schema is there, null where it is not set. */
  readonly config: CtyObject;
}

export interface DataSource {
  readonly schema: Schema;
  /** Looks at a configuration; values may be unknown. That only optional attributes are set was checked before. */
  readonly validate?: (request: ConfigRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
  /** Answers the state; the values of the configuration are all known. */
  readonly read: (request: ConfigRequest, call: Call) => MaybePromise<ReadAnswer>;
}

export interface ReadAnswer {
  /**
   * The attributes of the state: those of the configuration as they came, and what is computed. An attribute that is
   * left out is null. It may be left out as a whole where `diagnostics` has an error.
   */
  readonly state?: CtyObject;
  /** @default [] */
  readonly diagnostics?: readonly Diagnostic[];
}
