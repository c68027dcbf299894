import { FullstoryError } from "../errors.js";

/** One thing that is wrong with what an app declares. */
export interface DeclarationFault {
  /** Path of the construct in the tree. */
  readonly constructPath: string;
  /** The option or field that it is about. */
  readonly field?: string;
  readonly message: string;
  /** `file:line` of the declaration. */
  readonly location?: string;
}

/** An app declares something that cannot be right. All faults of the app come together; nothing was written. */
export class DeclarationError extends FullstoryError {
  readonly code = "declaration";
  readonly faults: readonly DeclarationFault[];

  constructor(faults: readonly DeclarationFault[]) {
    const lines = faults.map(lineOf);
    const lead = faults.length === 1 ? "" : `${faults.length} declarations cannot be used:\n  `;
    super(`${lead}${lines.join("\n  ")}`, {
      hint: "Correct the declarations; no stack with a gate was written.",
    });
    this.faults = faults;
  }
}

function lineOf({ constructPath, field, message, location }: DeclarationFault): string {
  const at = location === undefined ? "" : ` (${location})`;
  return `[${constructPath}]${field ? ` ${field}:` : ""} ${message}${at}`;
}

/** The finished Terraform JSON of a stack lacks something that the gate put there. */
export class GateStrippedError extends FullstoryError {
  readonly code = "gate_stripped";
}

/** The app comes from another copy of the framework than this package uses. */
export class FrameworkMismatchError extends FullstoryError {
  readonly code = "framework_mismatch";
}

/** `expectOrg` names an org, and `GET /me` did not say whose key it is. */
export class OrgNotConfirmedError extends FullstoryError {
  readonly code = "org_not_confirmed";
}

/** The key, or the snapshot, belongs to another org than `expectOrg` says. */
export class WrongOrgError extends FullstoryError {
  readonly code = "wrong_org";
}

/** Several documents could not be read, for different reasons; the message names each. */
export class UnreadableError extends FullstoryError {
  readonly code = "unreadable";
}
