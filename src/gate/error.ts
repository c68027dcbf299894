/** The gate cannot be run as it was asked for. */
export class GateError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "GateError";
    this.hint = hint;
  }
}
