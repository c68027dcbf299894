import { spawnSync } from "node:child_process";
import { arch, platform } from "node:os";
import path from "node:path";

export const ROOT = path.join(__dirname, "../..");
export const PLATFORM = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;

/** Runs a program of this repository to its end. */
export function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, script), ...args], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
