/** Base of what goes wrong with Terraform itself, as opposed to what a plan says. */
export abstract class TerraformError extends Error {
  /** Stable, and safe to branch on. */
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** There is no such program. */
export class TerraformMissingError extends TerraformError {
  readonly code = "terraform_missing";
}

/** The program is there, and older than the gate's conditions need. */
export class TerraformTooOldError extends TerraformError {
  readonly code = "terraform_too_old";
}

/** The program did not do its work: not executable, killed, crashed. What it said so far is in `text`. */
export class TerraformFaultError extends TerraformError {
  readonly code = "terraform_fault";

  constructor(
    message: string,
    readonly text: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The caller's AbortSignal ended the program. */
export class TerraformInterruptedError extends TerraformError {
  readonly code = "terraform_interrupted";
}
