import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { KEY_REPORT_VARIABLE, readKeyReport } from "../../lib/secrets/index.js";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { type ChildEnv, runChild, withKey } from "../child/index.js";
import { asTree, withPrivateFolder } from "../terraform/index.js";
import type { EarlierFiles } from "./earlier-files.js";
import { GateError } from "./error.js";
import type { Problem } from "./gate-report.js";
import type { GateRequest } from "./request.js";

const KEY = "FULLSTORY_API_KEY";
const REPORT_MAX_BYTES = 16 * 1024 * 1024;
const CDKTF_JSON_MAX_BYTES = 1024 * 1024;
const OUTPUT = { maxBytes: 256 * 1024, beyond: "drop-oldest" } as const;
const KILL_AFTER_MS = 5_000;

/** What `cdktf.json` says of the app. */
export interface CdktfJson {
  /** Command line of the app, as the user's own shell reads it. */
  readonly app?: string;
  /** @default "cdktf.out" */
  readonly output?: string;
  readonly context?: object;
}

/** The `cdktf.json` of this very directory; `undefined` where there is none. */
export function readCdktfJson(directory: string): CdktfJson | undefined {
  const path = join(directory, "cdktf.json");
  if (!existsSync(path)) return undefined;
  let body: unknown;
  try {
    body = JSON.parse(readRegularFile(path, { maxBytes: CDKTF_JSON_MAX_BYTES }));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GateError("cdktf.json is not JSON", "Correct it, or name the app after --.");
  }
  const { app, output, context } = asTree(body);
  return {
    ...(typeof app === "string" && app.trim() !== "" ? { app } : {}),
    ...(typeof output === "string" && output !== "" ? { output } : {}),
    ...(typeof context === "object" && context !== null ? { context } : {}),
  };
}

/** How an app is run. */
export interface AppRun {
  readonly config: CdktfJson;
  /** Output folder, as the app is told it and as it is. */
  readonly output: string;
  readonly folder: string;
  readonly earlier: EarlierFiles;
}

/** Runs the app. Answers what went wrong with it, if it did. */
export async function synthesize(
  request: GateRequest,
  { config, output, folder, earlier }: AppRun,
): Promise<Problem | undefined> {
  const { directory, progress, say, keys } = request;
  const command = request.app.length > 0 ? request.app : config.app;
  if (command === undefined) {
    throw new GateError(
      `there is no app to run: no cdktf.json with \`app\` in ${directory}`,
      "Run this where cdktf.json is, name the app after --, or give an output folder with --from.",
    );
  }
  progress("synthesizing");
  const { exitCode, text: written } = await runTelling(
    request,
    command,
    buildAppEnv(request, config, output),
  );
  // The app is the user's own, and what it prints may be anything.
  const text = keys.censor(written);
  if (exitCode !== 0) {
    const lines = text.split("\n").slice(-40);
    return { kind: "synthesis failed", headline: `the app ended with exit code ${exitCode}`, details: lines };
  }
  for (const line of text.split("\n")) if (line.trim() !== "") say(`app: ${line}`);
  if (!earlier.isNew(join(folder, "manifest.json"))) {
    throw new GateError(
      `the app ended well, and wrote no manifest to ${output}`,
      "See that it calls app.synth(), or awaits synth(app). Let the app write to the output folder of cdktf.json, or name the folder that it writes with --from.",
    );
  }
  return undefined;
}

/** Runs the app, and takes from it which keys it uses: as fingerprints, in a file that nobody else can read. */
function runTelling(
  { directory: cwd, signal, keys }: GateRequest,
  command: string | readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<AppResult> {
  return withPrivateFolder("fullstory-gate-", async (folder) => {
    const report = join(folder, "keys");
    await writeFile(report, "", { mode: 0o600, flag: "wx" });
    const childEnv = withKey({ ...env, [KEY_REPORT_VARIABLE]: report });
    const result = await runApp(command, { cwd, signal, env: childEnv });
    keys.addFingerprints(readKeyReport(readRegularFile(report, { maxBytes: REPORT_MAX_BYTES })));
    return result;
  });
}

function buildAppEnv(
  { env, apiKeyEnv, baseUrl }: GateRequest,
  { context }: CdktfJson,
  output: string,
): NodeJS.ProcessEnv {
  const key = apiKeyEnv === undefined ? undefined : env[apiKeyEnv];
  return {
    ...env,
    CDKTF_OUTDIR: output,
    ...(context === undefined || env["CDKTF_CONTEXT_JSON"] !== undefined
      ? {}
      : { CDKTF_CONTEXT_JSON: JSON.stringify(context) }),
    ...(key === undefined ? {} : { [KEY]: key }),
    ...omitUndefined({ FULLSTORY_BASE_URL: baseUrl }),
  };
}

interface AppResult {
  readonly exitCode: number;
  /** What it wrote, standard error last; the end of it, where it is very long. */
  readonly text: string;
}

/** Runs the app to its end. It is the one child that is given the key, because it must fetch. */
async function runApp(
  command: string | readonly string[],
  options: { readonly cwd: string; readonly env: ChildEnv; readonly signal: AbortSignal },
): Promise<AppResult> {
  // A line is for the shell, as `cdktf.json` has it; words are read by none.
  const [file = "", ...args] = typeof command === "string" ? ["/bin/sh", "-c", command] : command;
  const outcome = await runChild(file, args, { ...options, killAfterMs: KILL_AFTER_MS, output: OUTPUT });
  switch (outcome.kind) {
    case "ended": {
      const texts = [outcome.stdout, outcome.stderr].map((text) => text.trimEnd());
      return { exitCode: outcome.exitCode, text: texts.filter((text) => text !== "").join("\n") };
    }
    case "interrupted":
      throw new GateError("the app was interrupted", "Run it again.");
    case "killed":
      throw new GateError(
        `the app was killed by ${outcome.by}`,
        "See whether the machine ran out of memory, and run it again.",
      );
    case "too much output":
    case "not started":
      throw new GateError(
        `the app cannot be run: ${outcome.kind === "not started" ? outcome.why : outcome.kind}`,
        "Correct `app` in cdktf.json, or what stands after --.",
      );
  }
}
