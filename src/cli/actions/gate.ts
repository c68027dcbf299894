import { sanitize } from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { KEY_REPORT_VARIABLE } from "../../../lib/secrets/index.js";
import { KnownKeys } from "../../child/index.js";
import { GateError } from "../../gate/error.js";
import { runAppGate } from "../../gate/gate.js";
import type { GateReport } from "../../gate/gate-report.js";
import { PROVIDER_CHOICES } from "../../gate/request.js";
import { renderVerdict } from "../../reports/gate/words.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { readKey } from "../settings.js";
import { createWordError, readOneOf, UsageError } from "../usage-error.js";
import { deliver, renderReport } from "./deliver.js";
import { type NarrowingArguments, readNarrowing } from "./pick-slots.js";

export interface GateArguments extends NarrowingArguments {
  /** Everything that is no option, and options that are not known. */
  readonly words: readonly string[];
  /** The whole command line. */
  readonly raw: readonly string[];
  /** Names of the options that are known. */
  readonly known: readonly string[];
  readonly stack?: string;
  readonly from?: string;
  readonly full?: boolean;
  readonly requireLive?: boolean;
  readonly allowEmpty?: boolean;
  readonly provider?: string;
}

/** Options of `terraform plan` under which a gate could pass without having been looked at. */
const REFUSED = ["target", "refresh-only", "destroy", "refresh", "replace", "exclude"];

export async function runGate(context: Context, given: GateArguments): Promise<ExitCode> {
  const { app, folder } = splitWords(given);
  if (folder !== undefined) return runGateFolder(context, { ...given, app, folder });
  if (given.from !== undefined && app.length > 0)
    throw new UsageError("both --from and an app were given", "Give one of them: --from runs no app.");
  const narrowing = readNarrowing(context, given);
  return deliverReport(context, ({ keys, progress }) =>
    runAppGate({
      ...buildCommonRequest(context, keys),
      app,
      ...omitUndefined({ from: given.from, stack: given.stack }),
      full: given.full ?? false,
      provider: readOneOf("the provider", given.provider ?? "auto", PROVIDER_CHOICES),
      requireLive: given.requireLive ?? false,
      allowEmpty: given.allowEmpty ?? false,
      ...narrowing,
      progress: (text) => progress.say(text),
      say: (line) => {
        progress.end();
        if (!context.settings.quiet) context.io.note(`note: ${sanitize(keys.censor(line))}`);
      },
    }),
  );
}

function buildCommonRequest(context: Context, keys: KnownKeys) {
  const { settings, env, directory, now, signal } = context;
  return {
    keys,
    directory,
    env,
    signal,
    now,
    ...readKeyVariable(context),
    ...omitUndefined({ baseUrl: settings.baseUrl }),
  };
}

/** Makes a report and delivers it. What Terraform and other programs print goes into it, and no key does. */
async function deliverReport(
  context: Context,
  make: (tools: { readonly keys: KnownKeys; readonly progress: Progress }) => Promise<GateReport>,
): Promise<ExitCode> {
  const progress = new Progress(context);
  const keys = collectKeys(context);
  try {
    const report = await make({ keys, progress });
    progress.end();
    await deliver(context, keys.censor(renderReport(context, report)), keys.censor(renderVerdict(report)));
    return ExitCode[report.verdict];
  } catch (error) {
    throw censorError(error, keys);
  } finally {
    progress.end();
  }
}

/** Variables whose names say that they hold a Fullstory key. */
const KEY_NAMES = /FULLSTORY.*(?:KEY|TOKEN|SECRET)|^FS_(?:.*_)?(?:API_?)?KEY/i;

/** The keys of the environment, as far as names tell. The app tells of those that it uses under other names. */
function collectKeys({ settings, env }: Context): KnownKeys {
  const keys = new KnownKeys();
  const named = Object.keys(env).filter((name) => KEY_NAMES.test(name) && name !== KEY_REPORT_VARIABLE);
  for (const name of [settings.apiKeyEnv ?? "FULLSTORY_API_KEY", ...named]) keys.add(env[name]);
  return keys;
}

/** The app is what stands after `--`; before it may stand options that are known, and one folder. */
function splitWords({ words, raw, known }: GateArguments): {
  readonly app: readonly string[];
  readonly folder?: string;
} {
  const at = raw.indexOf("--");
  const app = at < 0 ? [] : raw.slice(at + 1);
  const folders: string[] = [];
  for (const word of words.slice(0, words.length - app.length)) {
    const name = /^--?([\w-]+)/.exec(word)?.[1];
    if (name === undefined) {
      folders.push(word);
      continue;
    }
    if (REFUSED.includes(name))
      throw new UsageError(
        `gate refuses -${name}: with it a plan can pass without having looked at the gate`,
        "Leave it out. To plan parts of a stack yourself, run terraform without cdktf-fullstory.",
      );
    throw createWordError("the option", word.split("=")[0] ?? word, known);
  }
  const [folder, second] = folders;
  if (second !== undefined)
    throw new UsageError(
      `gate takes one folder, and no argument ${JSON.stringify(second.slice(0, 80))}`,
      "Put the app command behind --, or name a stack with --stack.",
    );
  return { app, ...omitUndefined({ folder }) };
}

/** A folder of plain HCL. What works on CDKTF apps only is refused and never ignored. */
function runGateFolder(
  context: Context,
  given: GateArguments & { readonly app: readonly string[]; readonly folder: string },
): Promise<ExitCode> {
  refuseForFolders(context, given);
  const { baselines, noWeaken } = readNarrowing(context, given);
  const { runHclGate }: typeof import("../../gate/gate-hcl.js") = require("../../gate/gate-hcl.js");
  return deliverReport(context, ({ keys, progress }) =>
    runHclGate({
      ...buildCommonRequest(context, keys),
      folder: given.folder,
      requireLive: given.requireLive ?? false,
      baselines,
      noWeaken,
      progress: (text) => progress.say(text),
    }),
  );
}

function refuseForFolders(
  { settings }: Context,
  given: GateArguments & { readonly app: readonly string[] },
): void {
  const refused = [
    ["an app behind --", given.app.length > 0],
    ["--from", given.from !== undefined],
    ["--stack", given.stack !== undefined],
    ["--full", given.full === true],
    ["--provider", given.provider !== undefined],
    ["--allow-empty", given.allowEmpty === true],
    ["--platform", settings.askedPlatform !== undefined],
  ] as const;
  const [first] = refused.flatMap(([name, isGiven]) => (isGiven ? [name] : []));
  if (first !== undefined)
    throw new UsageError(
      `gate on a folder of HCL does not take ${first}`,
      "Leave it out: it is for CDKTF apps.",
    );
}

function censorError(error: unknown, keys: KnownKeys): unknown {
  if (!(error instanceof GateError)) return error;
  return new GateError(keys.censor(error.message), keys.censor(error.hint), { cause: error.cause });
}

/** The variable that holds the key, which must be there when it was named. */
function readKeyVariable({ settings, env }: Context): { readonly apiKeyEnv?: string } {
  const { apiKeyEnv } = settings;
  if (apiKeyEnv === undefined) return {};
  readKey(env, apiKeyEnv);
  return { apiKeyEnv };
}
