import { join } from "node:path";
import { envWithKey, runChild } from "../child/index.js";

const OUTPUT = { maxBytes: 256 * 1024, beyond: "drop-oldest" } as const;

/**
 * Runs the app of `cdktf.json` as a process of its own. It is the one child that is given the key.
 *
 * @throws Error with what the app wrote, when it fails
 */
export async function synthesizeExample(settings: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const app = join(__dirname, "..", "main.js");
  const outcome = await runChild(process.execPath, ["--enable-source-maps", app], {
    cwd: process.cwd(),
    env: envWithKey({ ...process.env, ...settings }),
    signal,
    killAfterMs: 5_000,
    output: OUTPUT,
  });
  if (outcome.kind !== "ended") throw new Error(`the app did not end by itself: ${outcome.kind}`);
  const { exitCode, stdout, stderr } = outcome;
  if (exitCode !== 0)
    throw new Error(stderr.replace(/^error: /, "").trim() || `the app ended with ${exitCode}`);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
}
