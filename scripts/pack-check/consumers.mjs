import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TYPED = `import { App, TerraformStack } from "cdktf";
import { type Declared, FullstoryGate, FullstoryOrg, Match, synth } from "cdktf-fullstory";
import { FullstoryClient, type ClientOptions } from "cdktf-fullstory/client";
import { startSimulator, type Simulator } from "cdktf-fullstory/simulator";

const app = new App();
const stack = new TerraformStack(app, "web");
new FullstoryOrg(stack, "org", { maxAge: "1h" });
new FullstoryGate(stack, "gate", { geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: Match.anyValue() } });
const options: ClientOptions = { apiKey: "key" };
export const declared: Declared<{ readonly a?: string }> = { a: "b" };
export const parts: readonly [Promise<void>, FullstoryClient, Promise<Simulator>] = [
  synth(app),
  new FullstoryClient(options),
  startSimulator(),
];
const rules = { elementBlocks: Match.arrayWith([{ selector: "#a", type: "BLOCK_MASK" }]) };
new FullstoryGate(stack, "rules", { privacy: rules });
// @ts-expect-error: a key that is misspelled inside of a matcher
new FullstoryGate(stack, "typo", { privacy: { elementBlocks: Match.arrayWith([{ selctor: "#a" }]) } });
// @ts-expect-error: the types are not any
export const wrong: number = synth(app);
`;

const NAMED = "FullstoryGate, FullstoryOrg, Match, synth, DataFullstoryRecordingGeo, FullstoryError";

/** A stack that is never connected to anything: its settings are handed over. */
const STACK = `
const app = new App({ outdir: process.env.OUT });
const stack = new TerraformStack(app, "web");
new FullstoryOrg(stack, "org", { source: { geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] } } });
new FullstoryGate(stack, "gate", { geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] } });
`;
const CHECKS = `for (const each of [${NAMED}]) if (each === undefined) throw new Error("an export is missing");`;

/** Programs of somebody who installed the package. */
export function consumers(cwd, root) {
  const write = (name, text) => {
    writeFileSync(join(cwd, name), text);
    return name;
  };
  const node = (name) => {
    const out = join(cwd, `out-${name}`);
    execFileSync(process.execPath, [name], {
      cwd,
      env: { ...process.env, OUT: out },
      encoding: "utf8",
      stdio: "pipe",
    });
    const file = join(out, "stacks/web/cdk.tf.json");
    if (!existsSync(file) || !readFileSync(file, "utf8").includes("postcondition"))
      throw new Error(`${name} wrote no gate`);
  };
  /** A project as `cdktf init` makes it: CommonJS, with the resolution that goes by files and not by `exports`. */
  const compileClassic = () => {
    const folder = join(cwd, "types-classic");
    mkdirSync(folder);
    writeFileSync(join(folder, "user.ts"), TYPED);
    const flags = [
      "alwaysStrict",
      "noImplicitReturns",
      "noUnusedLocals",
      "strict",
      "stripInternal",
      "skipLibCheck",
    ];
    const compilerOptions = {
      ...{ module: "CommonJS", target: "ES2018", lib: ["es2018"], types: ["node"], noEmit: true },
      ...Object.fromEntries(flags.map((flag) => [flag, true])),
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["user.ts"] }));
    const tsc = join(cwd, "node_modules/typescript-classic/bin/tsc");
    execFileSync(process.execPath, [tsc, "-p", folder], { cwd, encoding: "utf8", stdio: "pipe" });
  };
  const compile = (module, moduleResolution, type) => {
    const folder = join(cwd, `types-${moduleResolution}-${type}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
    writeFileSync(join(folder, "user.ts"), TYPED);
    const compilerOptions = {
      ...{ module, moduleResolution, target: "es2022", strict: true, exactOptionalPropertyTypes: true },
      ...{ noEmit: true, skipLibCheck: false, types: ["node"] },
    };
    // The framework's own declarations are not ours to check.
    compilerOptions.skipLibCheck = true;
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["user.ts"] }));
    const tsc = join(cwd, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, "-p", folder], { cwd, encoding: "utf8", stdio: "pipe" });
  };
  return [
    { what: "types under node16, CommonJS", run: () => compile("node16", "node16", "commonjs") },
    { what: "types under node16, ESM", run: () => compile("node16", "node16", "module") },
    { what: "types as `cdktf init` sets a project up: CommonJS, resolution node10", run: compileClassic },
    { what: "types under bundler", run: () => compile("esnext", "bundler", "module") },
    {
      what: "a CommonJS importer",
      run: () =>
        node(
          write(
            "user.cjs",
            `const { App, TerraformStack } = require("cdktf");
const { ${NAMED} } = require("cdktf-fullstory");
require("cdktf-fullstory/client"); require("cdktf-fullstory/simulator"); require("cdktf-fullstory/package.json");
${CHECKS}${STACK}synth(app);`,
          ),
        ),
    },
    {
      what: "an ESM importer, named imports included",
      run: () =>
        node(
          write(
            "user.mjs",
            `import { App, TerraformStack } from "cdktf";
import { ${NAMED} } from "cdktf-fullstory";
import { FullstoryClient } from "cdktf-fullstory/client";
import { startSimulator } from "cdktf-fullstory/simulator";
if (FullstoryClient === undefined || startSimulator === undefined) throw new Error("an export is missing");
${CHECKS}${STACK}await synth(app);`,
          ),
        ),
    },
    {
      what: "plain app.synth() over the synchronous bridge, from the tarball's own worker",
      run: () =>
        node(
          write(
            "bridge.mjs",
            `import { App, TerraformStack } from "cdktf";
import { FullstoryGate, FullstoryOrg } from "cdktf-fullstory";
import { startSimulator } from "cdktf-fullstory/simulator";
const simulator = await startSimulator();
const app = new App({ outdir: process.env.OUT });
const stack = new TerraformStack(app, "web");
new FullstoryOrg(stack, "org", { apiKey: simulator.adminKey, baseUrl: simulator.url });
new FullstoryGate(stack, "gate", { privacy: { discardIpAddresses: true } });
app.synth();
await simulator.stop();`,
          ),
        ),
    },
    {
      what: "the command line, by its name",
      run: () => {
        const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
        const program = join(cwd, "node_modules/.bin/cdktf-fullstory");
        const said = execFileSync(program, ["--version"], { cwd, encoding: "utf8", stdio: "pipe" });
        if (said.trim() !== version) throw new Error(`--version says ${said}`);
      },
    },
    {
      what: "nothing but the documented doors opens",
      run: () =>
        execFileSync(
          process.execPath,
          [
            write(
              "doors.cjs",
              `for (const door of ["lib/index.js", "dist/entries/index.js", "dist/lib/settings/compare/compare.js"]) {
  try { require("cdktf-fullstory/" + door); } catch (error) {
    if (error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED") continue;
  }
  throw new Error(door + " can be imported");
}`,
            ),
          ],
          { cwd, encoding: "utf8", stdio: "pipe" },
        ),
    },
    ...readmeConsumer(cwd, root, write),
  ];
}

/** The README's ten lines, as somebody pastes them, against a simulator. */
function readmeConsumer(cwd, root, write) {
  const readme = existsSync(join(root, "README.md")) ? readFileSync(join(root, "README.md"), "utf8") : "";
  const blocks = [...readme.matchAll(/```(?:ts|typescript)\b[^\n]*\n([\s\S]*?)```/g)].map(([, code]) => code);
  const snippet = blocks.find((code) => code.includes("new App(") && code.includes("new FullstoryGate("));
  const run = () => {
    if (snippet === undefined)
      throw new Error("README.md has no TypeScript block with an App and a FullstoryGate");
    const program = write("readme.mts", `${snippet}\nexport {};\n`);
    const tsc = join(cwd, "node_modules/typescript/bin/tsc");
    const options = [
      "--module",
      "node16",
      "--target",
      "es2022",
      "--strict",
      "--skipLibCheck",
      "--types",
      "node",
    ];
    execFileSync(process.execPath, [tsc, ...options, program], { cwd, encoding: "utf8", stdio: "pipe" });
    write(
      "readme-run.mjs",
      `import { spawnSync } from "node:child_process";
import { startSimulator } from "cdktf-fullstory/simulator";
const simulator = await startSimulator();
const env = { ...process.env, FULLSTORY_API_KEY: simulator.adminKey, FULLSTORY_BASE_URL: simulator.url };
const child = spawnSync(process.execPath, ["readme.mjs"], { env, stdio: "inherit" });
await simulator.stop();
process.exit(child.status);`,
    );
    execFileSync(process.execPath, ["readme-run.mjs"], { cwd, encoding: "utf8", stdio: "pipe" });
  };
  return [{ what: "the README's first lines, pasted into an empty folder", run }];
}
