import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findPackageRoot } from "../../../lib/package-root.js";
import { withoutKey } from "../../child/index.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";

export interface SimulateArguments {
  readonly port?: string;
  readonly host?: string;
  readonly standardKeyReadsPrivacy?: boolean;
  readonly latencyMs?: string;
  readonly exitWithStdin?: boolean;
  readonly quiet?: boolean;
}

/** Runs the simulator until it ends. It is a process of its own, so that nothing of this one slows it down. */
export async function runSimulate({ env, signal }: Context, given: SimulateArguments): Promise<ExitCode> {
  const program = join(findPackageRoot()?.dir ?? __dirname, "dist/programs/simulate.js");
  const child = spawn(process.execPath, [program, ...buildArguments(given)], {
    stdio: "inherit",
    env: withoutKey(env),
  });
  // A terminal sends Ctrl-C to both; a supervisor may send it to this process only.
  const stop = (): void => void child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  const [code] = (await once(child, "exit")) as [number | null];
  signal.removeEventListener("abort", stop);
  if (signal.aborted || code === 0) return ExitCode.match;
  throw new UsageError("the simulator could not go on", "What went wrong stands above.");
}

function buildArguments(given: SimulateArguments): readonly string[] {
  const { port, host, latencyMs, standardKeyReadsPrivacy, exitWithStdin, quiet } = given;
  return [
    ...(port === undefined ? [] : ["--port", port]),
    ...(host === undefined ? [] : ["--host", host]),
    ...(latencyMs === undefined ? [] : ["--latency-ms", latencyMs]),
    ...(standardKeyReadsPrivacy === true ? ["--standard-key-reads-privacy"] : []),
    ...(exitWithStdin === true ? ["--exit-with-stdin"] : []),
    ...(quiet === true ? ["--quiet"] : []),
  ];
}
