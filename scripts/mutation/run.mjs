// `npm run mutation [-- ROOM... --left]`: mutates the rooms that are named, or all, and writes docs/proof.md.
// `--left` runs only the mutants that the last run of a room left, and those of files that have changed since.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { linesLeft, mergeAgain } from "./left.mjs";
import { ROOMS, reportOf } from "./rooms.mjs";

const onlyLeft = process.argv.includes("--left");
const names = process.argv.slice(2).filter((word) => word !== "--left");
const unknown = names.filter((name) => !ROOMS.some((room) => room.name === name));
if (unknown.length > 0)
  fail(`no room ${unknown.join(", ")}; there are ${ROOMS.map(({ name }) => name).join(", ")}`);

mkdirSync("reports/mutation", { recursive: true });
for (const room of ROOMS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  if (onlyLeft) runLeft(room);
  else runAll(room);
}
await import("../proof.mjs");

function runAll(room) {
  const run = stamp();
  rmSync(reportOf(room, "run"), { force: true });
  stryker({ MUTATION_ROOM: room.name });
  writeRun(room, run);
}

function runLeft(room) {
  const run = JSON.parse(readFileSync(reportOf(room, "run"), "utf8"));
  const since = run.again?.commit ?? run.commit;
  const files = git("diff", "--name-only", since, "--", `lib/${room.name}`).split("\n");
  const changed = files.filter((file) => file.endsWith(".ts") && !file.endsWith("index.ts"));
  const lines = linesLeft(room, changed);
  if (lines.length === 0) return;
  const again = stamp();
  stryker({ MUTATION_ROOM: room.name, MUTATION_LINES: lines.join(" ") });
  mergeAgain(room, changed);
  writeRun(room, { ...run, again });
}

function stamp() {
  const changed = git("status", "--porcelain", "--", "lib", "test", "scripts", "stryker.config.mjs");
  return {
    commit: git("rev-parse", "HEAD"),
    isClean: changed === "",
    day: new Date().toISOString().slice(0, 10),
  };
}

function stryker(variables) {
  const env = { ...process.env, ...variables };
  const { status } = spawnSync("npx", ["stryker", "run"], { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}

function writeRun(room, run) {
  writeFileSync(reportOf(room, "run"), `${JSON.stringify(run)}\n`);
}

function git(...args) {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
