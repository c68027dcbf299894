import { type ChildProcess, fork, spawn } from "node:child_process";
import { join } from "node:path";

export interface ChildServer {
  readonly url: string;
  /** What it was asked so far. */
  seen(): Promise<readonly { path: string; authorization?: string }[]>;
  stop(): Promise<void>;
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once("message", (message) => resolve(message as T)));
}

/** A server in a process of its own, so that it can answer while this thread is blocked. */
export async function startChildServer(): Promise<ChildServer> {
  const child = fork(join(__dirname, "server-process.js"));
  const port = await nextMessage<number>(child);
  return {
    url: `http://127.0.0.1:${port}`,
    seen: () => {
      const answer = nextMessage<{ path: string; authorization?: string }[]>(child);
      child.send("seen");
      return answer;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill();
      }),
  };
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script with Node to its own end. */
export function runScript(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const { FULLSTORY_API_KEY: _, ...rest } = process.env;
  const child = spawn(process.execPath, [join(__dirname, script), ...args], { env: { ...rest, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}
