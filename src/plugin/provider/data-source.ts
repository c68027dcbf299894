import type { CtyObject } from "../cty/value.js";
import type { Answer, Call, ConfigRequest, Configurable, MaybePromise } from "./call.js";

/** What Terraform reads: a data source, or an ephemeral resource. */
export interface DataSource extends Configurable {
  /** Answers the state; the values of the configuration are all known. */
  readonly read: (request: ConfigRequest, call: Call) => MaybePromise<ReadAnswer>;
}

export interface ReadAnswer extends Answer {
  /**
   * The attributes of the state: those of the configuration as they came, and what is computed. An attribute that is
   * left out is null. It may be left out as a whole where `diagnostics` has an error.
   */
  readonly state?: CtyObject;
}
