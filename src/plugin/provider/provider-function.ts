import type { CtyType } from "../cty/type.js";
import type { CtyValue } from "../cty/value.js";
import type { Call, MaybePromise } from "./call.js";

/** A function that configurations call as `provider::NAME::FUNCTION(...)`. It must be pure. */
export interface ProviderFunction {
  readonly parameters: readonly Parameter[];
  readonly returns: CtyType;
  /** One line. */
  readonly summary?: string;
  /** Markdown. */
  readonly description?: string;
  /** A thrown {@link FunctionError} is shown at the argument that it names, any other error at the call. */
  readonly call: (args: readonly CtyValue[], call: Call) => MaybePromise<CtyValue>;
}

/** Terraform refuses a null for it. The result of an argument that is not known is not known, without a call. */
export interface Parameter {
  readonly name: string;
  readonly type: CtyType;
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
