import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import {
  prepareEnv,
  Terraform,
  TerraformError,
  TerraformInterruptedError,
  type TerraformOptions,
  withPlanFile,
} from "../../src/terraform/index.js";
import { eventually, fakeTerraform, temporaryFolder } from "./support.js";

/** A runner of a shell script in place of Terraform. */
function scripted(script: string, options: Partial<TerraformOptions> = {}): Terraform {
  const file = path.join(fakeTerraform(script), "terraform");
  return new Terraform({
    cwd: temporaryFolder(),
    env: prepareEnv(process.env),
    binary: { path: file },
    ...options,
  });
}

const PRINT_ARGUMENTS = 'for argument in "$@"; do printf "<%s>\\n" "$argument"; done';

test("Arguments reach the program as they are, whatever they hold.", async () => {
  const args = ["$HOME", "a b", "", "it's", '"', "`id`", "$(id)", ";id", "\\", "line\nbreak", "é", "*", "!x"];
  const { stdout } = await scripted(PRINT_ARGUMENTS).init(args);
  expect(stdout).toBe(["init", "-no-color", "-input=false", ...args].map((arg) => `<${arg}>\n`).join(""));
});

test("Each command asks Terraform for what its name says.", async () => {
  const terraform = scripted('echo "$@"');
  const asked = async (run: Promise<{ stdout: string }>): Promise<string> => (await run).stdout.trim();
  expect(await asked(terraform.plan())).toBe("plan -no-color -input=false -detailed-exitcode");
  expect(
    await asked(
      terraform.plan({
        out: "p",
        lock: false,
        args: ["-parallelism=1"],
      }),
    ),
  ).toBe("plan -no-color -input=false -detailed-exitcode -lock=false -out=p -parallelism=1");
  expect(await asked(terraform.planJson())).toBe("plan -json -no-color -input=false -detailed-exitcode");
  expect(await asked(terraform.show("p"))).toBe("show -json -no-color p");
});

test("The program's environment does not hold FULLSTORY_API_KEY.", async () => {
  const env = prepareEnv({ ...process.env, FULLSTORY_API_KEY: "na1.secret", KEPT: "yes" });
  const { text } = await scripted("env", { env }).init();
  expect(text).toContain("KEPT=yes");
  expect(text).not.toContain("FULLSTORY_API_KEY");
  expect(text).not.toContain("na1.secret");
});

test("Start-up files and settings for shells and zx in the environment are not followed.", async () => {
  const folder = temporaryFolder({ "rc.sh": "echo followed" });
  const rc = path.join(folder, "rc.sh");
  const env = prepareEnv(process.env, {
    BASH_ENV: rc,
    ENV: rc,
    ZX_PREFIX: "echo followed;",
    ZX_TIMEOUT: "1ms",
  });
  expect(await scripted("echo ran", { env }).init()).toMatchObject({ stdout: "ran\n", stderr: "" });
});

test("Both outputs are kept, and characters that are cut in two by the pipe stay whole.", async () => {
  const { stdout, stderr, text } = await scripted(
    "printf 'caf\\303'; sleep 0.2; printf '\\251 out\\n'; echo err >&2; exit 1",
  ).plan();
  expect({ stdout, stderr, text }).toEqual({
    stdout: "café out\n",
    stderr: "err\n",
    text: "café out\nerr\n",
  });
});

test("A failed command is a result and not an exception.", async () => {
  expect(await scripted("exit 1").init()).toMatchObject({ exitCode: 1 });
  expect(await scripted("exit 2").plan()).toMatchObject({ exitCode: 2 });
});

test("A plan as JSON gives diagnostics and is not misled by noise in both outputs.", async () => {
  const line = '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"No","detail":"way"}}';
  const result = await scripted(`echo noise; echo '${line}'; echo 'a warning' >&2; exit 1`).planJson();
  expect(result).toMatchObject({
    exitCode: 1,
    text: `noise\n${line}\na warning\n`,
    diagnostics: [{ severity: "error", summary: "No", detail: "way" }],
  });
});

test("A document of a failed command is undefined, so that nobody reads half of it.", async () => {
  expect(await scripted("echo '{\"checks\":[]}'; exit 1").show("p")).toMatchObject({ json: undefined });
  expect(await scripted("echo '{\"checks\":[]}'").show("p")).toMatchObject({ json: { checks: [] } });
});

test("A program that is killed is a fault that says by what.", async () => {
  const killed = scripted("echo 'half a plan'; kill -KILL $$").plan();
  await expect(killed).rejects.toBeInstanceOf(TerraformError);
  await expect(killed).rejects.toThrow("terraform plan was killed by SIGKILL");
});

test("An exit code that Terraform does not document is a fault that quotes what was said.", async () => {
  const crashed = scripted("echo 'Terraform crashed!' >&2; exit 11").plan();
  await expect(crashed).rejects.toThrow(/ended with exit code 11: Terraform crashed!/);
  await expect(scripted("exit 2").init()).rejects.toBeInstanceOf(TerraformError);
});

test("A program in Go that runs out of memory is a fault and not a plan with changes.", async () => {
  const fatal = "fatal error: runtime: out of memory\n\ngoroutine 1 [running]:\nmain.main()";
  await expect(scripted(`echo '${fatal}' >&2; exit 2`).plan()).rejects.toBeInstanceOf(TerraformError);
});

test("A program that is not there, not executable, or has no folder to run in is a fault.", async () => {
  const folder = temporaryFolder({ terraform: "#!/bin/sh\n" });
  for (const name of ["terraform", "none"]) {
    const run = scripted("", { binary: { path: path.join(folder, name) } }).init();
    await expect(run).rejects.toBeInstanceOf(TerraformError);
  }
  const nowhere = scripted("", { cwd: path.join(folder, "none") }).init();
  await expect(nowhere).rejects.toThrow(/terraform init could not be started in .*none/);
});

test("An abort interrupts the program, which may end in good order.", async () => {
  const log = path.join(temporaryFolder({ log: "" }), "log");
  const abort = new AbortController();
  const script = `trap 'echo released >> ${log}; exit 1' INT; echo started >> ${log}; while :; do sleep 0.05; done`;
  const run = scripted(script, { signal: abort.signal }).plan();
  const outcome = expect(run).rejects.toBeInstanceOf(TerraformInterruptedError);
  await eventually(() => readFileSync(log, "utf8") !== "");
  abort.abort(new Error("Ctrl-C"));
  await outcome;
  await expect(run).rejects.toMatchObject({ cause: abort.signal.reason });
  expect(readFileSync(log, "utf8")).toBe("started\nreleased\n");
});

test("A program that does not mind an interrupt is killed, with what it started.", async () => {
  const log = path.join(temporaryFolder({ log: "" }), "log");
  const abort = new AbortController();
  const script = `trap '' INT; echo started >> ${log}; while :; do sleep 0.05; done`;
  const run = scripted(script, { signal: abort.signal, killAfterMs: 50 }).plan();
  const outcome = expect(run).rejects.toBeInstanceOf(TerraformInterruptedError);
  await eventually(() => readFileSync(log, "utf8") !== "");
  abort.abort();
  await outcome;
});

test("Nothing is started once the signal was given.", async () => {
  const log = path.join(temporaryFolder({ log: "" }), "log");
  const run = scripted(`echo started >> ${log}`, { signal: AbortSignal.abort() }).plan();
  await expect(run).rejects.toBeInstanceOf(TerraformInterruptedError);
  expect(readFileSync(log, "utf8")).toBe("");
});

test("A plan file is readable by its owner only, in a folder of its own, and gone afterwards.", async () => {
  let seen = "";
  const result = await withPlanFile(async (planFile) => {
    seen = planFile;
    expect(statSync(planFile).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(planFile)).mode & 0o777).toBe(0o700);
    return "result";
  });
  expect(result).toBe("result");
  expect(() => statSync(path.dirname(seen))).toThrow(/ENOENT/);
});

test("A plan file is gone also when its use fails.", async () => {
  let seen = "";
  const failing = withPlanFile(async (planFile) => {
    seen = planFile;
    throw new Error("no plan");
  });
  await expect(failing).rejects.toThrow("no plan");
  expect(() => statSync(path.dirname(seen))).toThrow(/ENOENT/);
});

test("A plan file is gone also when the process exits in the middle, among many.", () => {
  const folder = temporaryFolder();
  const compiled = path.join(__dirname, "../../dist/src/terraform/private-folder.js");
  const script = `const { withPlanFile } = require(${JSON.stringify(compiled)});
    for (let i = 0; i < 20; i++) withPlanFile(() => new Promise(() => setTimeout(() => process.exit(3), 200)));`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: folder },
  });
  expect({ status, stderr, left: readdirSync(folder) }).toEqual({ status: 3, stderr: "", left: [] });
});
