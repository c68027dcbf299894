import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { GateError } from "./error.js";

/** The app that synthesizes, and how it is started. */
export interface AppCommand {
  /** A line for the shell, as `cdktf.json` has it, or words that no shell reads. */
  readonly command: string | readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

export interface AppResult {
  readonly exitCode: number;
  /** What it wrote, standard error last; the end of it, where it is very long. */
  readonly text: string;
}

const KEPT = 256 * 1024;
const KILL_AFTER_MS = 5_000;

/** Runs the app to its end. It is the one child that is given the key, because it must fetch. */
export async function runApp({ command, cwd, env, signal }: AppCommand): Promise<AppResult> {
  if (signal.aborted) throw new GateError("interrupted", "Nothing was run.");
  const [file, args] =
    typeof command === "string" ? ["/bin/sh", ["-c", command]] : [command[0] ?? "", command.slice(1)];
  // A process group of its own, so that all of it ends, and once, when this process is interrupted.
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const [out, err] = [new Tail(child.stdout), new Tail(child.stderr)];
  const release = endOnAbort(child, signal);
  try {
    const [code, killedBy] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    if (signal.aborted) throw new GateError("the app was interrupted", "Run it again.");
    if (code === null)
      throw new GateError(`the app was killed by ${killedBy ?? "a signal"}`, "Run it again.");
    return { exitCode: code, text: [out.text, err.text].filter((text) => text !== "").join("\n") };
  } catch (error) {
    if (error instanceof GateError) throw error;
    const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
    const why = code === "ENOENT" ? "there is no such program" : String(code ?? "it could not be started");
    throw new GateError(
      `the app cannot be run: ${why}`,
      "Correct `app` in cdktf.json, or what stands after --.",
    );
  } finally {
    release();
  }
}

class Tail {
  #chunks: Buffer[] = [];
  #length = 0;

  constructor(stream: Readable) {
    stream.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      while (this.#length - (this.#chunks[0]?.length ?? 0) > KEPT)
        this.#length -= this.#chunks.shift()?.length ?? 0;
    });
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8").trimEnd();
  }
}

function endOnAbort(child: ChildProcessByStdio<null, Readable, Readable>, signal: AbortSignal): () => void {
  const { pid } = child;
  if (pid === undefined) return () => undefined;
  let hardEnd: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    killGroup(pid, "SIGINT");
    hardEnd = setTimeout(() => killGroup(pid, "SIGKILL"), KILL_AFTER_MS);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  return () => {
    signal.removeEventListener("abort", onAbort);
    clearTimeout(hardEnd);
  };
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
