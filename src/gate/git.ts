import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { terraformEnv } from "../terraform/index.js";
import { GateError } from "./error.js";
import { EVIDENCE_MAX_BYTES } from "./stack-folder.js";

export interface GitOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * What a git command prints; `undefined` where it fails. It is started without a shell and without the key, reads
 * objects only, and runs no hook, filter or pager.
 */
export async function git(
  args: readonly string[],
  { cwd, env, secrets, signal }: GitOptions,
): Promise<string | undefined> {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn("git", ["--no-pager", ...args], {
    cwd,
    env: { ...terraformEnv(env, {}, secrets), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const chunks: Buffer[] = [];
  let length = 0;
  child.stderr.resume();
  child.stdout.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > EVIDENCE_MAX_BYTES) child.kill("SIGKILL");
    else chunks.push(chunk);
  });
  try {
    const [code] = (await once(child, "close")) as [number | null];
    if (length > EVIDENCE_MAX_BYTES)
      throw new GateError("the baseline has more than 64 MiB", "Name another git reference, or a file.");
    return code === 0 ? Buffer.concat(chunks).toString("utf8") : undefined;
  } catch (error) {
    if (error instanceof GateError || signal.aborted) throw error;
    throw new GateError("git cannot be run", "Install git, or give --baseline a file.");
  }
}
