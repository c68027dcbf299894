// `npm run mutation [-- ROOM...]`: mutates the rooms that are named, or all, and writes docs/proof.md.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { ROOMS, reportOf } from "./rooms.mjs";

const names = process.argv.slice(2);
const unknown = names.filter((name) => !ROOMS.some((room) => room.name === name));
if (unknown.length > 0) {
  console.error(
    `error: no room ${unknown.join(", ")}; there are ${ROOMS.map(({ name }) => name).join(", ")}`,
  );
  process.exit(1);
}
const git = (...args) => execFileSync("git", args, { encoding: "utf8" }).trim();
mkdirSync("reports/mutation", { recursive: true });
for (const room of ROOMS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const commit = git("rev-parse", "HEAD");
  const isClean = git("status", "--porcelain", "--", "lib", "test", "scripts", "stryker.config.mjs") === "";
  rmSync(reportOf(room, "run"), { force: true });
  const env = { ...process.env, MUTATION_ROOM: room.name };
  const { status } = spawnSync("npx", ["stryker", "run"], { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
  const run = { commit, isClean, day: new Date().toISOString().slice(0, 10) };
  writeFileSync(reportOf(room, "run"), `${JSON.stringify(run)}\n`);
}
await import("../proof.mjs");
