import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { KEY_REPORT_VARIABLE, readKeyReport } from "../../lib/secrets/index.js";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { envWithKey } from "../child/index.js";
import { type AppResult, runApp } from "./app.js";
import type { CdktfJson } from "./cdktf-json.js";
import type { EarlierFiles } from "./earlier-files.js";
import { GateError } from "./error.js";
import type { Problem } from "./gate-report.js";
import { withPrivateFolder } from "./private-folder.js";
import type { GateRequest } from "./request.js";

const KEY = "FULLSTORY_API_KEY";
const REPORT_MAX_BYTES = 16 * 1024 * 1024;

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
  const { exitCode, text: written } = await runTelling(request, command, appEnv(request, config, output));
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
  return withPrivateFolder(async (folder) => {
    const report = join(folder, "keys");
    await writeFile(report, "", { mode: 0o600, flag: "wx" });
    const result = await runApp({
      command,
      cwd,
      signal,
      env: envWithKey({ ...env, [KEY_REPORT_VARIABLE]: report }),
    });
    keys.addFingerprints(readKeyReport(readRegularFile(report, { maxBytes: REPORT_MAX_BYTES })));
    return result;
  });
}

function appEnv(
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
