import type { CtyObject } from "../cty/value.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Schema } from "./schema.js";

/** What a handler is told about the call that it answers. */
export interface Call {
  /**
   * Aborted when Terraform asks the provider to stop (Ctrl-C) or gives up the call. The call has been answered by
   * then: what a handler still returns or throws is dropped.
   */
  readonly signal: AbortSignal;
}

export type MaybePromise<T> = T | Promise<T>;

/** What any handler may answer. */
export interface Answer {
  /** @default [] */
  readonly diagnostics?: readonly Diagnostic[];
}

export interface ConfigRequest {
  /** Every attribute of the schema is there, null where it is not set. */
  readonly config: CtyObject;
}

/** What a block of a configuration describes. */
export interface Configurable {
  readonly schema: Schema;
  /** Looks at a configuration; values may be unknown. That only optional attributes are set was checked before. */
  readonly validate?: (request: ConfigRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
}
