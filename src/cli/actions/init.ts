import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { readRegularFile } from "../../../lib/snapshot/files.js";
import { buildSnapshot, encodeSnapshot, formatDay } from "../../../lib/snapshot/index.js";
import { renderDeclaration } from "../../reports/declaration/declaration.js";
import { putBeside } from "../../reports/shared/shown.js";
import {
  buildAppFiles,
  buildCiFiles,
  type Ci,
  compareFiles,
  DECLARATION,
  DECLARE,
  findDefaultBranch,
  findOwnSpecifier,
  type PlannedFile,
  type Project,
  type ReadProjectFile,
  readPackagedText,
  readProject,
  renderSummary,
  SetupError,
  writeNewFile,
} from "../../setup/index.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { readOneOf, UsageError } from "../usage-error.js";
import { deliver } from "./deliver.js";
import { pickSlots } from "./pick-slots.js";
import { readLive } from "./read-live.js";
import { SNAPSHOT_FILE } from "./snapshot-files.js";

export interface InitArguments {
  readonly offline?: boolean;
  readonly dryRun?: boolean;
  readonly stack?: string;
  readonly ci?: string;
}

const CIS: readonly Ci[] = ["github", "gitlab", "none"];
const STACK = "recording-settings";
const EUROPE = "https://api.eu1.fullstory.com";
const MAX_BYTES = 16 * 1024 * 1024;

/** Sets a project up: reads the org, writes what is not there, and changes nothing that is. */
export async function runInit(context: Context, given: InitArguments): Promise<ExitCode> {
  const { directory, style } = context;
  const { offline = false, dryRun = false } = given;
  const read: ReadProjectFile = (path) =>
    existsSync(join(directory, path)) ? readRegularFile(path, { directory, maxBytes: MAX_BYTES }) : undefined;
  const project = readProject(read);
  const ci = readOneOf("the CI", given.ci ?? project.ci, CIS);
  const stack = readStackName(given.stack, project);
  const declaration = posix.join(project.sources, `${DECLARATION}.ts`);
  refuseOtherDeclaration(declaration, read);
  const specifier = findOwnSpecifier();
  const baseUrl = isInEurope(context) ? EUROPE : undefined;
  const files: readonly PlannedFile[] = [
    ...(offline ? [buildSkeleton(declaration)] : await buildOrgFiles(context, declaration)),
    ...buildAppFiles({ project, stack: stack ?? STACK, specifier }),
    ...buildCiFiles({ ci, branch: findDefaultBranch(read), ...omitUndefined({ stack, baseUrl }) }),
  ];
  const states = compareFiles(files, read);
  const fresh = states.filter(({ state }) => state === "new");
  if (fresh.length === 0 && !dryRun && states.some(({ state }) => state === "kept"))
    throw new SetupError(
      `nothing was written: all of the ${states.length} files are there already`,
      "Run init --dry-run to see what would differ, or remove the file that init should write anew.",
    );
  if (!dryRun) for (const { file } of fresh) writeNewFile(directory, file);
  const summary = renderSummary({
    project,
    states,
    ci,
    offline,
    dryRun,
    specifier,
    read,
    putBeside: (text, lead) => putBeside(text, { lead, margin: lead.length }, style),
    ...omitUndefined({ columns: style.columns }),
  });
  await deliver(context, summary);
  return ExitCode.match;
}

function buildSkeleton(path: string): PlannedFile {
  const text = readPackagedText("templates/app/fullstory.ts");
  return { path, what: "a declaration to begin with, which no org was read for", text };
}

/** The live settings, as a declaration and as a snapshot. */
async function buildOrgFiles(context: Context, path: string): Promise<readonly PlannedFile[]> {
  const reading = await readLive(context, pickSlots(undefined, { config: {} }));
  const { at, ...read } = reading;
  const day = formatDay(at);
  const include = { includeIdentifiers: false, includePeople: false, includeNotes: false };
  const text = renderDeclaration({ ...read, day, ...include });
  return [
    { path, what: "what the settings must be: read it, and keep what you mean", text },
    {
      path: SNAPSHOT_FILE,
      what: "the settings as they are, for pull requests",
      text: encodeSnapshot(buildSnapshot(reading)),
    },
  ];
}

/** A program that is written beside it imports its function. */
function refuseOtherDeclaration(path: string, read: ReadProjectFile): void {
  const found = read(path);
  if (found === undefined || found.includes(`export function ${DECLARE}(`)) return;
  throw new SetupError(
    `${path} is there, and does not export ${DECLARE}`,
    "Give that file another name: init writes the declaration there, and changes no file.",
  );
}

/** Asked before the client looks at the address, which with `--offline` it never does. */
function isInEurope({ settings, env }: Context): boolean {
  const given = settings.baseUrl ?? env["FULLSTORY_BASE_URL"] ?? "";
  return URL.canParse(given) && new URL(given).origin === EUROPE;
}

/** The stack of a new app has a name; those of an app that is there are not known unless one is named. */
function readStackName(given: string | undefined, { hasApp }: Project): string | undefined {
  if (given === undefined) return hasApp ? undefined : STACK;
  if (/^[A-Za-z][A-Za-z0-9_-]{0,60}$/.test(given)) return given;
  throw new UsageError("--stack takes a letter, then letters, digits, _ and -", "Give the name of a stack.");
}
