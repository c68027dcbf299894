import { FullstoryError } from "../errors.js";
import { formatLocation, listUserFrames, type SourceLocation } from "../expectations/source-location.js";
import { omitUndefined } from "../omit-undefined.js";

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
  static readonly code = "declaration";
  readonly code = DeclarationError.code;
  readonly faults: readonly DeclarationFault[];

  constructor(faults: readonly DeclarationFault[]) {
    // A waiver of a gate that fits several of its parts is one fault.
    const lines = [...new Set(faults.map(renderFault))];
    const lead = lines.length === 1 ? "" : `${lines.length} declarations cannot be used:\n  `;
    super(`${lead}${lines.join("\n  ")}`, {
      hint: "Correct the declarations; no stack with a gate was written.",
    });
    this.faults = faults;
    // Node prints an uncaught error as its stack and its enumerable properties, whatever `inspect` is told.
    this.stack = [`${this.name}: ${this.message}`, `  hint: ${this.hint}`, ...listUserFrames()].join("\n");
    for (const name of ["code", "faults", "hint", "name"] as const)
      Object.defineProperty(this, name, { enumerable: false });
  }
}

/** @throws DeclarationError where there are any */
export function refuse(faults: readonly DeclarationFault[]): void {
  if (faults.length > 0) throw new DeclarationError(faults);
}

/** A fault of something that was declared at a place. */
export function buildFault(
  {
    constructPath,
    location,
  }: { readonly constructPath: string; readonly location?: SourceLocation | undefined },
  fault: Pick<DeclarationFault, "field" | "message">,
): DeclarationFault {
  return { constructPath, ...fault, ...omitUndefined({ location: location && formatLocation(location) }) };
}

function renderFault({ constructPath, field, message, location }: DeclarationFault): string {
  const at = location === undefined ? "" : ` (${location})`;
  return `[${constructPath}]${field ? ` ${field}:` : ""} ${message}${at}`;
}

/** The finished Terraform JSON of a stack lacks something that the gate put there. */
export class GateStrippedError extends FullstoryError {
  static readonly code = "gate_stripped";
  readonly code = GateStrippedError.code;
}

/** The file that another synthesizer writes would neither be looked over nor have evidence. */
export function createSwappedError(stackPath: string): GateStrippedError {
  return new GateStrippedError(
    `the synthesizer of ${stackPath} was assigned after the gate was declared, so nothing would look over the file that it writes`,
    { hint: "Assign stack.synthesizer before the first gate or Fullstory data source of the stack." },
  );
}

/** The app comes from another copy of the framework than this package uses, or two copies of this package meet in it. */
export class FrameworkMismatchError extends FullstoryError {
  static readonly code = "framework_mismatch";
  readonly code = FrameworkMismatchError.code;
}

/** `expectOrg` names an org, and `GET /me` did not say whose key it is. */
export class OrgNotConfirmedError extends FullstoryError {
  static readonly code = "org_not_confirmed";
  readonly code = OrgNotConfirmedError.code;
}

/** The key, or the snapshot, belongs to another org than `expectOrg` says. */
export class WrongOrgError extends FullstoryError {
  static readonly code = "wrong_org";
  readonly code = WrongOrgError.code;
}

/** Several documents could not be read, for different reasons; the message names each. */
export class UnreadableError extends FullstoryError {
  static readonly code = "unreadable";
  readonly code = UnreadableError.code;
}
