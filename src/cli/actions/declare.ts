import { formatDay } from "../../../lib/snapshot/index.js";
import { renderDeclaration } from "../../reports/declaration/declaration.js";
import { renderHclDeclaration } from "../../reports/declaration/hcl.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { deliver } from "./deliver.js";
import { pickSlots } from "./pick-slots.js";
import { readLive } from "./read-live.js";

export interface DeclareArguments {
  readonly hcl?: boolean;
  readonly documents?: readonly string[];
  readonly includeIdentifiers?: boolean;
  readonly includePeople?: boolean;
  readonly includeNotes?: boolean;
}

/** Writes the live settings as a declaration. */
export async function runDeclare(context: Context, given: DeclareArguments): Promise<ExitCode> {
  const chosen = pickSlots(given.documents, context.settings);
  const { at, ...read } = await readLive(context, chosen);
  const write = given.hcl === true ? renderHclDeclaration : renderDeclaration;
  const { includeIdentifiers = false, includePeople = false, includeNotes = false } = given;
  const include = { includeIdentifiers, includePeople, includeNotes };
  await deliver(context, write({ ...read, day: formatDay(at), ...include }));
  return ExitCode.match;
}
