import type { CtyType } from "../cty/type.js";
import type { CtyValue } from "../cty/value.js";
import type { Call, MaybePromise } from "./call.js";

/** A function that configurations call as `provider::NAME::FUNCTION(...)`. It must be pure. */
export interface ProviderFunction {
  readonly parameters: readonly Parameter[];
  /** Takes any number of further arguments. */
  readonly variadic?: Parameter;
  readonly returns: CtyType;
  /** One line. */
  readonly summary?: string;
  /** Markdown. */
  readonly description?: string;
  /** A thrown {@link FunctionError} is shown at the argument that it names, any other error at the call. */
  readonly call: (args: readonly CtyValue[], call: Call) => MaybePromise<CtyValue>;
}

export interface Parameter {
  readonly name: string;
  readonly type: CtyType;
  /** Is it called for a null? Otherwise Terraform refuses a null. */
  readonly allowNull?: boolean;
  /** Is it called for an unknown? Otherwise the result of an unknown argument is unknown, without a call. */
  readonly allowUnknown?: boolean;
  /** Markdown. */
  readonly description?: string;
}

/** What a function does not accept. */
export class FunctionError extends Error {
  /** @param argument position of the argument at fault, counted from 0 */
  constructor(
    message: string,
    readonly argument?: number,
  ) {
    super(message);
    this.name = "FunctionError";
  }
}
