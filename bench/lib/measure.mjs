import { spawnSync } from "node:child_process";

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Certificates for TLS cost every Node process 20 to 50 ms on machines that set this; nothing here speaks TLS outward. */
const dropped = ["NODE_EXTRA_CA_CERTS", "NODE_OPTIONS", "TF_CLI_ARGS", "TF_CLI_ARGS_plan"];

export function cleanEnv(extra = {}) {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", ...extra };
  for (const name of dropped) if (!(name in extra)) delete env[name];
  return env;
}

/** Runs a program to its end; throws unless it ends with one of the exit codes expected. */
export function run(file, args, { cwd, env = cleanEnv(), codes = [0] } = {}) {
  const started = performance.now();
  const child = spawnSync(file, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });
  const ms = performance.now() - started;
  if (!codes.includes(child.status)) {
    const said = `${child.stdout ?? ""}${child.stderr ?? ""}`.slice(-4_000);
    throw new Error(`${file} ${args.join(" ")}: ${child.error ?? `exit ${child.status}`}\n${said}`);
  }
  return { ms, stdout: child.stdout, stderr: child.stderr, status: child.status };
}

/**
 * Medians of several candidates that take turns, so that whatever else the machine does falls on all of them. The
 * first turn warms caches and does not count, unless there is only one.
 */
export async function takeTurns(turns, candidates) {
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  const last = turns > 1 ? turns : 0;
  for (let turn = 0; turn <= last; turn++) {
    for (const [name, candidate] of Object.entries(candidates)) {
      const value = await candidate();
      if (turn > 0 || last === 0) times[name].push(value);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}
