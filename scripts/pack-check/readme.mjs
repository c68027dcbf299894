import { execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** The one block of README.md whose fence says `words`. */
function blockOf(root, words) {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const found = [...text.matchAll(/^```([a-z ]+)\n([\s\S]*?)^```$/gm)].filter(([, word]) => word === words);
  if (found.length !== 1) throw new Error(`README.md has ${found.length} blocks \`${words}\`, not one`);
  return found[0][2];
}

/** The commands that README.md tells a newcomer to type: in a clone, then in a folder of their own, then beside HCL. */
const commandsOf = (root, where) => blockOf(root, `sh ${where}`).trim().split("\n");

/** What a clone would hold of the tree as it is now. */
function clone(root, folder) {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const list = execFileSync("git", args, { cwd: root, encoding: "utf8" });
  for (const file of new Set(
    list.split("\0").filter((name) => name !== "" && existsSync(join(root, name))),
  )) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
}

/** The two `export` lines that `simulate` prints, as a person would paste them. */
async function exportsOf(simulator) {
  const env = {};
  for await (const line of createInterface({ input: simulator.stderr })) {
    const [, name, value] = /^\s*export (\w+)=(\S+)$/.exec(line) ?? [];
    if (name !== undefined) env[name] = value;
    if (Object.keys(env).length === 2) return env;
  }
  throw new Error("simulate printed no export lines");
}

/**
 * Types the README's commands, in order and word for word: a clone that packs, an empty folder that installs the
 * package, sets a project up and gates it, and a folder with a file of HCL and nothing else that is planned. `simulate` of that very folder
 * stands in for the org.
 */
export async function followReadme(root, work) {
  const [home, own, tree] = ["home", "own", "clone"].map((name) => join(work, name));
  for (const folder of [home, own, tree]) mkdirSync(folder);
  clone(root, tree);
  const kept = Object.entries(process.env).filter(([name]) => !/^(FULLSTORY_|CDKTF_|npm_)/.test(name));
  const base = { ...Object.fromEntries(kept), HOME: home };
  const type = (line, cwd, env = {}) =>
    execFileSync("/bin/sh", ["-c", line], { cwd, env: { ...base, ...env }, encoding: "utf8", stdio: "pipe" });
  for (const line of commandsOf(root, "clone")) type(line, tree);
  const startedAt = Date.now();
  const [install, ...rest] = commandsOf(root, "app");
  type(install, own);
  const simulator = spawn("npx", ["cdktf-fullstory", "simulate", "--exit-with-stdin"], {
    cwd: own,
    env: base,
    stdio: ["pipe", "ignore", "pipe"],
  });
  try {
    const env = await exportsOf(simulator);
    const said = rest.map((line) => type(line, own, env));
    if (!/^✔ fullstory: (\d+) of \1 declared fields match/m.test(said.at(-1)))
      throw new Error(`the last command ended with:\n${said.at(-1)}`);
    // Beside nothing: who writes HCL has installed no package.
    const hcl = join(work, "hcl");
    mkdirSync(hcl);
    const declared = blockOf(root, "hcl");
    writeFileSync(join(hcl, "main.tf"), declared);
    const lines = commandsOf(root, "hcl");
    for (const line of lines) type(line, hcl, env);
    writeFileSync(join(hcl, "main.tf"), declared.replace('"SE"', '"FR"'));
    const failed = spawnSync("/bin/sh", ["-c", lines.at(-1)], {
      cwd: hcl,
      env: { ...base, ...env },
      encoding: "utf8",
    });
    if (failed.status !== 1 || !failed.stderr.includes("fullstory: drift, "))
      throw new Error(`a plan of another declaration ended with ${failed.status}:\n${failed.stderr}`);
    process.stdout.write(
      `      ${rest.length + 1} commands, ${Math.round((Date.now() - startedAt) / 1000)} s\n`,
    );
  } finally {
    simulator.stdin.end();
    simulator.stderr.destroy();
  }
}
