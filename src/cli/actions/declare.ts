import { utcDay } from "../../../lib/snapshot/index.js";
import { declarationText } from "../../reports/declaration/declaration.js";
import { hclDeclarationText } from "../../reports/declaration/hcl.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { deliver } from "./deliver.js";
import { readLive } from "./read-live.js";
import { selectSlots } from "./select-slots.js";

export interface DeclareArguments {
  readonly hcl?: boolean;
  readonly documents?: readonly string[];
  readonly includeIdentifiers?: boolean;
  readonly includePeople?: boolean;
  readonly includeNotes?: boolean;
}

/** Writes the live settings as a declaration. */
export async function declare(context: Context, given: DeclareArguments): Promise<ExitCode> {
  const chosen = selectSlots(given.documents, context.settings);
  const { at, ...read } = await readLive(context, chosen);
  const write = given.hcl === true ? hclDeclarationText : declarationText;
  const { includeIdentifiers = false, includePeople = false, includeNotes = false } = given;
  const include = { includeIdentifiers, includePeople, includeNotes };
  await deliver(context, write({ ...read, day: utcDay(at), ...include }));
  return ExitCode.match;
}
