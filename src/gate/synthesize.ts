import { statSync } from "node:fs";
import { join } from "node:path";
import { envWithKey } from "../child/index.js";
import { runApp } from "./app.js";
import type { CdktfJson } from "./cdktf-json.js";
import { GateError } from "./error.js";
import type { Problem } from "./gate-report.js";
import type { GateRequest } from "./request.js";

const KEY = "FULLSTORY_API_KEY";

/** Runs the app. Answers what went wrong with it, if it did. */
export async function synthesize(
  request: GateRequest,
  { app, context }: CdktfJson,
  output: string,
  folder: string,
): Promise<Problem | undefined> {
  const { directory, env, signal, apiKeyEnv, baseUrl, progress, say } = request;
  const command = request.app.length > 0 ? request.app : app;
  if (command === undefined) {
    throw new GateError(
      `there is no app to run: no cdktf.json with \`app\` in ${directory}`,
      "Run this where cdktf.json is, name the app after --, or give an output folder with --from.",
    );
  }
  progress("synthesizing");
  const startedAt = Date.now();
  const key = apiKeyEnv === undefined ? undefined : env[apiKeyEnv];
  const { exitCode, text: written } = await runApp({
    command,
    cwd: directory,
    signal,
    env: envWithKey({
      ...env,
      CDKTF_OUTDIR: output,
      ...(context === undefined || env["CDKTF_CONTEXT_JSON"] !== undefined
        ? {}
        : { CDKTF_CONTEXT_JSON: JSON.stringify(context) }),
      ...(key === undefined ? {} : { [KEY]: key }),
      ...(baseUrl === undefined ? {} : { FULLSTORY_BASE_URL: baseUrl }),
    }),
  });
  // The app is the user's own, and what it prints may be anything.
  const secret = (env[apiKeyEnv ?? KEY] ?? "").trim();
  const text = secret.length < 8 ? written : written.replaceAll(secret, "[secret]");
  if (exitCode !== 0) {
    const lines = text.split("\n").slice(-40);
    return { kind: "synthesis failed", headline: `the app ended with exit code ${exitCode}`, details: lines };
  }
  for (const line of text.split("\n")) if (line.trim() !== "") say(`app: ${line}`);
  const manifest = statSync(join(folder, "manifest.json"), { throwIfNoEntry: false });
  // File systems keep times less exactly than clocks.
  if (manifest === undefined || manifest.mtimeMs < startedAt - 2_000) {
    throw new GateError(
      `the app ended well, and wrote no manifest to ${output}`,
      "Let the app write to the output folder of cdktf.json, or name the folder that it writes with --from.",
    );
  }
  return undefined;
}
