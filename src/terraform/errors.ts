/** What goes wrong with Terraform itself, as opposed to what a plan says: it is missing, too old, or did not do its work. */
export class TerraformError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The caller's AbortSignal ended the program. */
export class TerraformInterruptedError extends TerraformError {}
