import type { CtyObject } from "../cty/value.js";
import type { Call, MaybePromise } from "./call.js";
import type { ConfigRequest } from "./data-source.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Schema } from "./schema.js";

/** Terraform opens it at plan and again at apply, and keeps its values nowhere. */
export interface EphemeralResource {
  readonly schema: Schema;
  /** Looks at a configuration; values may be unknown. That only optional attributes are set was checked before. */
  readonly validate?: (request: ConfigRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
  /** Answers the result; the values of the configuration are all known. */
  readonly open: (request: ConfigRequest, call: Call) => MaybePromise<OpenAnswer>;
  readonly renew?: (request: PrivateRequest, call: Call) => MaybePromise<RenewAnswer>;
  /** Is called also after Terraform asked the provider to stop. */
  readonly close?: (request: PrivateRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
}

export interface OpenAnswer extends RenewAnswer {
  /** As {@link ReadAnswer.state} is. */
  readonly result?: CtyObject;
}

export interface RenewAnswer {
  /** When Terraform must call `renew`. Without it, never. */
  readonly renewAt?: Date;
  /** Is handed to `renew` and `close`. */
  readonly privateData?: Uint8Array;
  /** @default [] */
  readonly diagnostics?: readonly Diagnostic[];
}

export interface PrivateRequest {
  /** What `open` or the last `renew` answered; empty if that was nothing. */
  readonly privateData: Uint8Array;
}
