import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { ATTACHED } from "../serve/serve-provider.js";
import { type AttachedAddress, type ReattachEnvironment, toReattach } from "./reattach.js";

/** A provider that runs in a process of its own. */
export interface AttachedProvider {
  /** What a `terraform` needs in its environment to use it; any number of them at once. */
  readonly env: ReattachEnvironment;
  /** Ends the process. Safe to call twice. Without it, the process ends with the one that started it. */
  stop(): Promise<void>;
}

export interface AttachRequest {
  /** The compiled program, one that calls `serveProvider`. */
  readonly program: string;
  /** What configurations name: `hashicorp/null`. */
  readonly source: string;
  /** The variables that the process has beside the few that Node needs. @default {} */
  readonly env?: NodeJS.ProcessEnv;
  /** Where relative paths of a configuration begin, as in Terraform's own working directory. @default process.cwd() */
  readonly cwd?: string;
}

type ProviderProcess = ChildProcessByStdio<Writable, Readable, Readable>;

const NEEDED_BY_NODE = ["PATH", "HOME", "TMPDIR"];
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 2_000;

/**
 * Starts a provider that Terraform uses without installing it: nothing is downloaded or locked. It does not keep its
 * parent from ending. It has no key, no token and no NODE_OPTIONS of this process but what `env` gives it.
 *
 * In a process of its own, because a caller that blocks its event loop, say in `spawnSync("terraform")`, could not
 * answer the Terraform that it is waiting for.
 */
export async function startAttached(request: AttachRequest): Promise<AttachedProvider> {
  const { program, source, env = {}, cwd } = request;
  const child = spawn(process.execPath, [program, ATTACHED], {
    env: { ...pick(process.env, NEEDED_BY_NODE), ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(cwd === undefined ? {} : { cwd }),
  });
  // Writing the end to a process that has just gone is no fault.
  child.stdin.on("error", () => undefined);
  try {
    const listening = await readFirstLine(child);
    child.unref();
    // The pipes of a child are sockets, though their types do not say so.
    for (const pipe of child.stdio) if (pipe instanceof Socket) pipe.unref();
    return { env: toReattach(source, listening), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

async function readFirstLine(child: ProviderProcess): Promise<AttachedAddress> {
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    complaint = `${complaint}${chunk}`.slice(0, 2_000);
  });
  let timer: NodeJS.Timeout | undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    const fail = (reason: string): void =>
      reject(new Error(`the Terraform provider process ${reason}. ${complaint}`.trimEnd()));
    timer = setTimeout(() => fail(`did not start within ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("close", (code, signal) => fail(`ended at once with ${signal ?? `exit code ${code}`}`));
  });
  try {
    const [line] = await Promise.race([once(child.stdout.setEncoding("utf8"), "data"), failure]);
    return parseListening(String(line));
  } finally {
    clearTimeout(timer);
  }
}

function parseListening(line: string): AttachedAddress {
  const value: unknown = JSON.parse(line);
  if (typeof value === "object" && value !== null && "pid" in value && "address" in value) {
    const { pid, address } = value;
    if (typeof pid === "number" && typeof address === "string") return { pid, address };
  }
  throw new Error(`the Terraform provider process said ${JSON.stringify(line)}`);
}

async function stop(child: ProviderProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = once(child, "exit");
  const hardStop = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  child.stdin.end();
  await exited;
  clearTimeout(hardStop);
}
