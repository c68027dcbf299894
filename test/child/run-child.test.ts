import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { runChild, withKey, withoutKey } from "../../src/child/index.js";
import { eventually, temporaryFolder } from "../terraform/support.js";

type Options = Parameters<typeof runChild>[2];

const OUTPUT = { maxBytes: 1_000, beyond: "end" } as const;
const base = { PATH: process.env["PATH"] ?? "" };

/** Runs a script of the shell, as words. */
function script(text: string, options: Partial<Options> = {}): ReturnType<typeof runChild> {
  return runChild("sh", ["-c", text], {
    cwd: temporaryFolder(),
    env: withoutKey(base),
    killAfterMs: 50,
    output: OUTPUT,
    ...options,
  });
}

test("Words reach the program as they are; no shell reads them.", async () => {
  const words = ["$HOME", "a b", "", "it's", '"', "$(id)", ";id", "\\", "line\nbreak", "*"];
  const outcome = await runChild("printf", ["<%s>", ...words], {
    cwd: "/",
    env: withoutKey(base),
    killAfterMs: 50,
    output: OUTPUT,
  });
  expect(outcome).toEqual({
    kind: "ended",
    exitCode: 0,
    stdout: words.map((word) => `<${word}>`).join(""),
    stderr: "",
  });
});

test("A program with a slash is one of the folder that it runs in; one that is not there is not started.", async () => {
  const cwd = temporaryFolder({ "bin/run": "no program: it may not be executed" });
  const options = { cwd, env: withoutKey(base), killAfterMs: 50, output: OUTPUT };
  for (const name of ["bin/run", "./none", "no-such-program-anywhere", ""])
    expect([name, await runChild(name, [], options)]).toEqual([
      name,
      { kind: "not started", why: "there is no such program" },
    ]);
});

test("The environment is the one given, and the key is only in that of the app.", async () => {
  process.env["ONLY_OURS"] = "inherited";
  const given = { ...base, FULLSTORY_API_KEY: "na1.key", EU_KEY: "eu1.key", KEPT: "yes", UNSET: undefined };
  const seen = async (env: Options["env"]): Promise<string> => {
    const outcome = await script("env", { env });
    return outcome.kind === "ended" ? outcome.stdout : "";
  };
  const without = await seen(withoutKey(given, ["EU_KEY"]));
  expect(without).toContain("KEPT=yes");
  expect(without).not.toMatch(/key|ONLY_OURS|UNSET/i);
  const app = await seen(withKey(given));
  expect(app).toContain("FULLSTORY_API_KEY=na1.key");
  expect(app).not.toMatch(/ONLY_OURS|UNSET/);
  delete process.env["ONLY_OURS"];
});

test("Of output that may be dropped the end stays; other output ends the child where it is too much.", async () => {
  const flood = "i=0; while [ $i -lt 400 ]; do printf '%0100d\\n' $i; i=$((i+1)); done; printf last";
  const outcome = await script(flood, { output: { maxBytes: 5_000, beyond: "drop-oldest" } });
  expect(outcome).toMatchObject({ kind: "ended", exitCode: 0, stdout: expect.stringMatching(/399\nlast$/) });
  const { stdout } = outcome as { stdout: string };
  // What the pipe hands over at once is kept or dropped as a whole.
  expect(stdout.length).toBeLessThan(5_000 + 65_536);
  await expect(script(`${flood}; sleep 60`)).resolves.toEqual({ kind: "too much output" });
});

test("A child that is killed is told apart from one that ends.", async () => {
  await expect(script("echo half; kill -KILL $$")).resolves.toEqual({
    kind: "killed",
    by: "SIGKILL",
    stdout: "half\n",
    stderr: "",
  });
});

test("A deadline ends the child and all that it started, also what does not mind an interrupt.", async () => {
  const folder = temporaryFolder({ pid: "" });
  const signal = AbortSignal.timeout(500);
  const text = `trap '' INT; sh -c 'trap "" INT; echo $$ > ${folder}/pid; sleep 60; :'; :`;
  await expect(script(text, { signal })).resolves.toMatchObject({
    kind: "interrupted",
    started: true,
    reason: { name: "TimeoutError" },
  });
  const pid = Number(readFileSync(path.join(folder, "pid"), "utf8"));
  expect(pid).toBeGreaterThan(1);
  await eventually(() => !isAlive(pid));
});

test("Nothing is started after the signal.", async () => {
  const outcome = await script("echo started", { signal: AbortSignal.abort("stop") });
  expect(outcome).toEqual({ kind: "interrupted", started: false, reason: "stop" });
});

test("A child ends with the process that started it.", async () => {
  const folder = temporaryFolder({ pid: "" });
  const compiled = path.join(__dirname, "../../dist/src/child/index.js");
  const program = `const { withoutKey, runChild } = require(${JSON.stringify(compiled)});
    runChild("sh", ["-c", "echo $$ > pid; sleep 60; :"], { cwd: ${JSON.stringify(folder)}, env: withoutKey(process.env),
      killAfterMs: 50, output: { maxBytes: 10, beyond: "end" } });
    const timer = setInterval(() => { if (require("fs").readFileSync(${JSON.stringify(`${folder}/pid`)}, "utf8") !== "") process.exit(3); }, 20);`;
  const parent = spawn(process.execPath, ["-e", program], { stdio: "ignore" });
  expect(await once(parent, "close")).toEqual([3, null]);
  const pid = Number(readFileSync(path.join(folder, "pid"), "utf8"));
  expect(pid).toBeGreaterThan(1);
  await eventually(() => !isAlive(pid));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
