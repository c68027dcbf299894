import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../plans/support.js";
import { sharedSimulator } from "../simulator/support.js";

const simulator = sharedSimulator();
const root = path.join(__dirname, "..", "..");
const run = promisify(execFile);

/** Runs a program in a process of its own, which must end by itself. */
async function program(code: string, env: NodeJS.ProcessEnv = {}, cwd = temporaryFolder()): Promise<string> {
  const names = ["PATH", "HOME"].map((name) => [name, process.env[name]]);
  const { stdout, stderr } = await run(process.execPath, ["-e", code], {
    cwd,
    env: { ...Object.fromEntries(names), ROOT: root, ...env },
    timeout: 30_000,
  });
  return stdout + stderr;
}

const HEAD = `
const { App, TerraformStack, Testing } = require(process.env.ROOT + "/node_modules/cdktf");
const ours = require(process.env.ROOT);
const documents = { geo: { recordGeoMode: "GEO_ALL", recordGeoZones: [] } };
`;

test("A test of a user's needs no key, loads no HTTP client and no bridge, and writes no file.", async () => {
  const output = await program(`${HEAD}
    const app = Testing.app();
    const stack = new TerraformStack(app, "web");
    new ours.FullstoryOrg(stack, "org", { source: documents });
    new ours.DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
    const before = require("fs").readdirSync(".");
    if (!Testing.synth(stack).includes("GEO_ALL")) throw new Error("nothing was rendered");
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(undici|synckit|zx)\\b/.test(file));
    console.log(JSON.stringify({ loaded, written: require("fs").readdirSync(".").length - before.length }));
  `);
  expect(JSON.parse(output)).toEqual({ loaded: [], written: 0 });
});

test("An app that Terraform reads for needs no key, and loads neither client nor comparer.", async () => {
  const output = await program(`${HEAD}
    const app = new App({ outdir: "out" });
    const stack = new TerraformStack(app, "web");
    new ours.FullstoryOrg(stack, "org", { readAt: "plan" });
    new ours.FullstoryGate(stack, "gate", { guard: true, geo: { recordGeoMode: "GEO_ALL" } });
    app.synth();
    const parts = /^\\/\\/ lib.(?:client.(?:http|api.fullstory-client|batch)|settings.compare).*/gm;
    const loaded = () => Object.keys(require.cache)
      .filter((file) => file.startsWith(require("path").join(process.env.ROOT, "dist")))
      .flatMap((file) => require("fs").readFileSync(file, "utf8").match(parts) ?? []);
    console.log(JSON.stringify(loaded()));
    ours.FullstoryClient;
    console.log(loaded().length > 10);
  `);
  expect(output).toBe("[]\ntrue\n");
});

test.each(["await ours.synth(app)", "app.synth()"])(
  "A program that calls %s ends by itself.",
  async (call) => {
    const output = await program(
      `${HEAD}
    const app = new App({ outdir: "out" });
    const stack = new TerraformStack(app, "web");
    new ours.DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
    (async () => { ${call}; console.log("done"); })();
  `,
      { FULLSTORY_API_KEY: simulator().adminKey, FULLSTORY_BASE_URL: simulator().url },
    );
    expect(output).toBe("done\n");
  },
);

test("An app of another copy of the framework is an error that names both copies.", async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "node_modules"));
  cpSync(path.join(root, "node_modules/cdktf"), path.join(folder, "node_modules/cdktf"), { recursive: true });
  symlinkSync(path.join(root, "node_modules/constructs"), path.join(folder, "node_modules/constructs"));
  const output = await program(
    `
    const { App, TerraformStack } = require(process.cwd() + "/node_modules/cdktf");
    const ours = require(process.env.ROOT);
    const app = new App({ outdir: "out" });
    const attempts = [
      () => new ours.FullstoryOrg(app, "org"),
      () => new ours.DataFullstoryRecordingGeo(new TerraformStack(app, "web"), "geo"),
    ];
    for (const attempt of attempts) {
      try { attempt(); console.log("passed"); }
      catch (error) { console.log(error.name + ": " + error.message); }
    }
    ours.synth(app).then(() => console.log("passed"), (error) => console.log(error.name));
  `,
    {},
    folder,
  );
  const lines = output.trim().split("\n");
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^FrameworkMismatchError/);
  expect(lines[0]).toContain(path.join(folder, "node_modules/cdktf"));
  expect(lines[0]).toContain(path.join(root, "node_modules/cdktf"));
});

test("An app without anything of ours is synthesized as ever.", async () => {
  const output = await program(`${HEAD}
    const app = new App({ outdir: "out" });
    new TerraformStack(app, "web");
    ours.synth(app).then(() => console.log(require("fs").readdirSync("out/stacks/web").join()));
  `);
  expect(output).toBe("cdk.tf.json\n");
});

describe("an app that fails after a gate was declared", () => {
  const APP = (before: string, after = "") => `${HEAD}
    const app = new App({ outdir: "out" });
    const stack = new TerraformStack(app, "web");
    new ours.FullstoryOrg(stack, "org", { source: documents });
    new ours.DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
    ${before}
    app.synth();
    ${after}
  `;

  test.each([
    ["throws", `throw new Error("mine");`],
    ["leaves with a code", "process.exit(3);"],
    ["rejects", `return void Promise.reject(new Error("mine"));`],
  ])("%s before its synthesis, and leaves nothing of an earlier one that plans green", async (_, how) => {
    const folder = temporaryFolder();
    await program(APP(""), {}, folder);
    expect(readdirSync(path.join(folder, "out/stacks/web")).sort()).toEqual([
      "cdk.tf.json",
      "fullstory.evidence.json",
    ]);
    await expect(program(`(() => { ${APP(how)} })();`, {}, folder)).rejects.toThrow();
    expect(readdirSync(path.join(folder, "out/stacks/web"))).toEqual(["fullstory.evidence.json"]);
    const evidence = JSON.parse(
      readFileSync(path.join(folder, "out/stacks/web/fullstory.evidence.json"), "utf8"),
    );
    expect(evidence).toMatchObject({ outcome: "error", stack: "web" });
  });

  test("after its synthesis keeps what that one wrote", async () => {
    const folder = temporaryFolder();
    await expect(program(APP("", "process.exit(3);"), {}, folder)).rejects.toThrow();
    expect(readdirSync(path.join(folder, "out/stacks/web"))).toContain("cdk.tf.json");
  });

  test("and one that only declares and ends well changes no file", async () => {
    const folder = temporaryFolder();
    await program(APP(""), {}, folder);
    await program(APP("process.exit(0);"), {}, folder);
    expect(readdirSync(path.join(folder, "out/stacks/web"))).toContain("cdk.tf.json");
  });
});

test("Evidence goes with the gate that is taken out of a stack that stays.", async () => {
  const folder = temporaryFolder();
  const app = (gated: string) => `${HEAD}
    const app = new App({ outdir: "out" });
    for (const name of ["web", "mobile"]) {
      const stack = new TerraformStack(app, name);
      if (!${gated}.includes(name)) continue;
      new ours.FullstoryOrg(stack, "org", { source: documents });
      new ours.DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
    }
    app.synth();
  `;
  await program(app(`["web", "mobile"]`), {}, folder);
  await program(app(`["web"]`), {}, folder);
  expect(readdirSync(path.join(folder, "out/stacks/mobile"))).toEqual(["cdk.tf.json"]);
  expect(readdirSync(path.join(folder, "out/stacks/web")).sort()).toEqual([
    "cdk.tf.json",
    "fullstory.evidence.json",
  ]);
});
