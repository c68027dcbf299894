import type { CtyObject } from "../cty/value.js";
import type { Answer, Call, ConfigRequest, Configurable, MaybePromise } from "./call.js";
import type { Diagnostic } from "./diagnostic.js";

/** Terraform opens it at plan and again at apply, and keeps its values nowhere. */
export interface EphemeralResource extends Configurable {
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

export interface RenewAnswer extends Answer {
  /** When Terraform must call `renew`. Without it, never. */
  readonly renewAt?: Date;
  /** Is handed to `renew` and `close`. */
  readonly privateData?: Uint8Array;
}

export interface PrivateRequest {
  /** What `open` or the last `renew` answered; empty if that was nothing. */
  readonly privateData: Uint8Array;
}
