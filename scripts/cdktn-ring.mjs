// Runs the synthesis and the plan ring of the tests against cdktn 0.24, installed as docs/cdktn.md says: a copy of the
// tree with the documented lines in its package.json, in a folder of its own. Then checks that an app of another copy
// of the framework is refused. Needs the npm registry and Terraform; takes about two minutes.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { keep: { type: "boolean", default: false } } });
const root = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "fullstory-cdktn-"));
const run = (file, ...args) => execFileSync(file, args, { cwd: copy, stdio: "inherit" });

/** The lines that docs/cdktn.md shows, which are the ones to be tried. */
function documented() {
  const text = readFileSync(join(root, "docs/cdktn.md"), "utf8");
  const block = /```json\n([\s\S]*?)```/.exec(text)?.[1];
  if (block === undefined) throw new Error("docs/cdktn.md shows no package.json");
  return JSON.parse(block);
}

function copyTree() {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of new Set(list.split("\0").filter((name) => name !== ""))) {
    // A file that git knows may be gone from the tree.
    if (!existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
}

function install() {
  const { dependencies, overrides } = documented();
  const path = join(copy, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  for (const name of ["cdktf", "constructs", "@cdktf/provider-null"])
    manifest.devDependencies[name] = dependencies[name];
  manifest.devDependencies["another-cdktf"] = "npm:cdktf@0.21.0";
  manifest.overrides = { ...manifest.overrides, ...overrides };
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  rmSync(join(copy, "package-lock.json"), { force: true });
  run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
  const installed = JSON.parse(readFileSync(join(copy, "node_modules/cdktf/package.json"), "utf8"));
  if (installed.name !== "cdktn")
    throw new Error(`cdktf is ${installed.name} ${installed.version}, not cdktn`);
  process.stdout.write(`cdktf is ${installed.name} ${installed.version}\n`);
}

/** An app of another copy of the framework gets an error that names both, and the alias line. */
function refusesAnotherCopy() {
  const script = join(copy, "another-copy.cjs");
  writeFileSync(
    script,
    `const { App, TerraformStack } = require("another-cdktf");
const { FrameworkMismatchError, FullstoryOrg } = require(".");
try {
  new FullstoryOrg(new TerraformStack(new App(), "web"), "org");
} catch (error) {
  const text = error.message + " " + error.hint;
  const named = ["node_modules/another-cdktf/", "node_modules/cdktf/", '"cdktf": "npm:cdktn@0.24'];
  const missing = named.filter((each) => !text.includes(each));
  if (!(error instanceof FrameworkMismatchError) || missing.length > 0) {
    throw new Error("another error, or without " + missing.join(" and ") + ": " + text);
  }
  process.exit(0);
}
throw new Error("an app of another copy was taken");
`,
  );
  run(process.execPath, script);
  process.stdout.write("an app of another copy of the framework is refused, and both are named\n");
}

/** The flag under which the fork refuses constructs below the app: none of ours is there. */
function addsNothingBelowTheApp() {
  const script = join(copy, "outside-of-stacks.cjs");
  writeFileSync(
    script,
    `const { App, TerraformStack } = require("cdktf");
const { FullstoryGate, FullstoryOrg, synth } = require(".");
const context = { failOnConstructsOutsideOfStacks: true };
const geo = { recordGeoMode: "GEO_ALL" };
const declare = (scope, stack) => {
  new FullstoryOrg(scope, "org", { source: { geo } });
  new FullstoryGate(stack, "gate", { geo });
};
const ours = new App({ context, outdir: "out-ours" });
const inStack = new TerraformStack(ours, "web");
declare(inStack, inStack);
const theirs = new App({ context, outdir: "out-theirs" });
declare(theirs, new TerraformStack(theirs, "web"));
synth(ours)
  .then(() => synth(theirs).then(() => { throw new Error("an org below the app was taken"); }, (error) => {
    if (!/outside of/i.test(error.message)) throw error;
  }));
`,
  );
  run(process.execPath, script);
  process.stdout.write("nothing of ours stands below the app\n");
}

try {
  copyTree();
  install();
  run("npm", "run", "--silent", "build");
  refusesAnotherCopy();
  addsNothingBelowTheApp();
  run("npx", "jest", "test/synthesis", "test/plans");
  process.stdout.write("both rings pass with cdktn\n");
} finally {
  if (values.keep) process.stdout.write(`kept: ${copy}\n`);
  else rmSync(copy, { recursive: true, force: true });
}
