import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createStyleFor } from "../../src/cli/io.js";
import { Progress } from "../../src/cli/progress.js";
import { appFolder, cli, envOf, evidencePath, freshSimulator } from "./gate-support.js";

const ESCAPE = String.fromCharCode(27);

test("--out FILE says nothing at all: verdict and file stand on standard error", async () => {
  const simulator = await freshSimulator();
  const folder = appFolder("");
  expect((await cli(folder, ["snapshot", "update"], envOf(simulator))).code).toBe(0);
  const { code, stdout, stderr } = await cli(folder, ["diff", "--out", "x.txt"], envOf(simulator));
  expect([code, stdout]).toEqual([0, ""]);
  expect(stderr).toMatch(/^fullstory: no difference .*; written to x\.txt\n$/);
});

describe("on a dumb terminal", () => {
  const before = process.env["TERM"];
  afterEach(() => {
    if (before === undefined) delete process.env["TERM"];
    else process.env["TERM"] = before;
    jest.restoreAllMocks();
  });

  test.each([
    ["dumb", false],
    ["xterm-256color", true],
  ])("TERM=%s: colour and progress are %s", (term, expected) => {
    process.env["TERM"] = term;
    const written: unknown[] = [];
    jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(text) > 0);
    const io = { print: async () => true, note: () => undefined, outIsTerminal: true, errorIsTerminal: true };
    const settings = { allowHost: [], output: "text", quiet: false, config: {} } as const;
    new Progress({ io, settings }).say("reading");
    expect(createStyleFor(true, undefined).red("x").includes(ESCAPE)).toBe(expected);
    expect(written.length > 0).toBe(expected);
  });
});

test("simulate --exit-with-stdin ends when its input does, and prints lines that a shell takes", async () => {
  const { code, stdout, stderr } = await cli(appFolder(""), ["simulate", "--exit-with-stdin"]);
  expect(code).toBe(0);
  const { url } = JSON.parse(stdout) as { url: string };
  expect(new URL(url).port).not.toBe("");
  expect(stderr).toContain(`\n  export FULLSTORY_BASE_URL=${url}\n`);
});

test("report nope.json is one line that says what was not found", async () => {
  const { code, stderr } = await cli(appFolder(""), ["report", "nope.json"]);
  expect(code).toBe(1);
  expect(stderr.split("\n")[0]).toMatch(/^error: cannot read .*nope\.json: there is no such file/);
});

test("--output yaml lists the formats", async () => {
  const { code, stderr } = await cli(appFolder(""), ["diff", "--output", "yaml"]);
  expect(code).toBe(1);
  for (const format of ["text", "json", "markdown", "junit", "sarif", "github"])
    expect(stderr).toContain(format);
});

test.each([[["diff"]], [["snapshot", "verify"]]])(
  "%j tells who changed a setting and when, beside what",
  async (args) => {
    const simulator = await freshSimulator();
    const folder = appFolder("");
    await cli(folder, ["snapshot", "update"], envOf(simulator));
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    const { code, stdout } = await cli(folder, args, envOf(simulator));
    expect(code).toBe(2);
    expect(stdout).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d UTC by \S+/);
    expect(stdout).not.toMatch(/[a-z]{2,}@/);
  },
);

test("a declared document that could not be read is not told as not declared", async () => {
  const folder = appFolder(`
    const one = stack("web");
    new FullstoryOrg(one, "org", { source: { privacy: { discardIpAddresses: true } } });
    new FullstoryGate(one, "gate", { geo: { recordGeoMode: "GEO_ALL" } });
  `);
  await cli(folder, ["gate"]);
  const { code, stdout } = await cli(folder, ["report", evidencePath(folder, "web")]);
  expect(code).toBe(1);
  expect(stdout).toContain("web ?, 1 document not read");
  expect(stdout).toMatch(/gaps {5}blocking, .* are not declared/);
  expect(stdout).not.toMatch(/gaps[^\n]*\bgeo\b/);
});

test("a history under a snapshot is said to be in none, not to belong to another org", async () => {
  const simulator = await freshSimulator();
  const folder = appFolder(`
    const one = stack("web");
    const { DataFullstoryRecordingGeoHistory } = require(${JSON.stringify(path.join(__dirname, "..", ".."))});
    new FullstoryOrg(one, "org", { source: "fullstory.snapshot.json" });
    new DataFullstoryRecordingGeoHistory(one, "geo").expectAlways({ recordGeoMode: "GEO_ALL" }, { since: "2026-01-01" });
  `);
  await cli(folder, ["snapshot", "update"], envOf(simulator));
  const { stdout, stderr } = await cli(folder, ["gate"]);
  expect((stdout + stderr).replace(/\s+/g, " ")).toContain("a snapshot never holds them");
  expect(stdout + stderr).not.toContain("another org");
});

test("an app that forgot to synthesize is told to call app.synth()", async () => {
  const folder = appFolder("");
  writeFileSync(
    path.join(folder, "app.js"),
    readFileSync(path.join(folder, "app.js"), "utf8").replace("app.synth();", ""),
  );
  const { code, stderr } = await cli(folder, ["gate"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: the app ended well, and wrote no manifest/m);
  expect(stderr).toContain("app.synth()");
});
