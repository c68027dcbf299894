import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * Runs the app of `cdktf.json` as a process of its own. It is the one child that is given the key.
 *
 * @throws Error with what the app wrote, when it fails
 */
export async function synthesizeExample(settings: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const app = join(__dirname, "..", "main.js");
  const child = spawn(process.execPath, ["--enable-source-maps", app], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "inherit", "pipe"],
    signal,
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(errors.replace(/^error: /, "").trim() || `the app ended with ${code}`);
  process.stderr.write(errors);
}
