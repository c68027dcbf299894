import { readFileSync } from "node:fs";
import { join } from "node:path";
import { document, evidence, field, finding } from "../reports/gate-reports.js";
import { appFolder, cli, write } from "./gate-support.js";

const geo = document("geo", [field("recordGeoMode"), field("recordGeoZones")]);
const mobileOnly = { platform: "mobile", address: "data.null_data_source.mobile" };
const features = document("features", [field("consoleWatcher")], mobileOnly);
const before = evidence([geo, features]);
const after = evidence([document("geo", [field("recordGeoMode")]), features]);
const onWeb = { platform: "web", address: "data.null_data_source.web" };
const drift = evidence(
  [document("features", [field("consoleWatcher", { result: "differs" })], onWeb), features],
  {
    outcome: "drift",
    findings: [finding("consoleWatcher", { ...onWeb, endpoint: "features" })],
  },
);
let folder: string;

beforeEach(() => {
  folder = appFolder("", {
    "before.json": JSON.stringify(before),
    "after.json": JSON.stringify(after),
    "drift.json": JSON.stringify(drift),
    "other.json": JSON.stringify({ ...before, stack: "other" }),
  });
});

const report = (...args: string[]) => cli(folder, ["report", ...args]);

describe("report --baseline", () => {
  test("tells what is checked no more, and decides nothing by it, unless with --no-weaken", async () => {
    const told = await report("after.json", "--baseline", "before.json");
    expect([told.code, told.stderr]).toEqual([0, ""]);
    expect(told.stdout).toContain(
      "Compared with before.json, 1 thing checked no more, or less strictly:\n    - no longer checked: web, geo: recordGeoZones\n",
    );
    const failed = await report("after.json", "--baseline", "before.json", "--no-weaken");
    expect(failed.stdout).toMatch(/^✘ fullstory: weakened, 1 thing checked no more/);
    expect(failed.code).toBe(2);
    const same = await report("before.json", "--baseline", "before.json", "--no-weaken");
    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining("nothing is checked less")]);
  });

  test("takes several, each for the stack that it is of", async () => {
    const args = ["--baseline", "other.json", "--baseline", "before.json"];
    const both = await report("after.json", "other.json", ...args);
    expect(both.stdout).toContain("Compared with other.json, before.json, 1 thing");
    const one = await report("after.json", ...args);
    expect(one.stdout).toContain("no longer checked: other, geo\n");
  });

  test.each([
    ["text", "no longer checked: web, geo: recordGeoZones"],
    ["json", '"kind": "no longer checked"'],
    ["markdown", "**What this pull request weakens** (1 thing, compared with `before.json`)"],
    ["junit", 'name="no longer checked: web, geo: recordGeoZones"'],
    ["sarif", '"gate/weakened"'],
    ["github", "::warning title=fullstory%3A weakened::"],
    ["html", "What this declaration weakens"],
  ])("is told in %s", async (format, words) => {
    const { stdout } = await report("after.json", "--baseline", "before.json", "--output", format);
    expect(stdout).toContain(words);
  });

  test.each([
    ["none.json", "", /cannot read .*none\.json: there is no such file/],
    ["HEAD", "", /cannot read .*HEAD: there is no such file/],
    ["ref:HEAD", "", /report takes files, and "ref:HEAD" is a git reference/],
    ["x.json", "{", /cannot read .*x\.json as evidence: .*not JSON, or cut short/],
    ["x.json", `{"extra":1,${JSON.stringify(before).slice(1)}`, /\$\.extra: not a key of evidence/],
    ["x.json", JSON.stringify({ ...before, outcome: "error" }), /a synthesis of web that failed/],
    [".", "", /holds no fullstory.evidence.json/],
  ])("that is no evidence is one line and exit 1: %s %j", async (name, text, expected) => {
    if (text !== "") write(folder, name, text);
    const { code, stdout, stderr } = await report("after.json", "--baseline", name);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(expected);
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^error: /),
      expect.stringMatching(/^hint: /),
    ]);
  });

  test("reads files and runs no git, whatever they are called", async () => {
    const { code } = await cli(folder, ["report", "after.json", "--baseline", "before.json"], { PATH: "" });
    expect(code).toBe(0);
  });

  test("--no-weaken alone is refused", async () => {
    const { code, stderr } = await report("after.json", "--no-weaken");
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: --no-weaken needs --baseline\nhint: /),
    ]);
  });
});

describe("report --platform", () => {
  test("counts the other platform no more, and says so in the verdict itself", async () => {
    expect((await report("drift.json")).code).toBe(2);
    const { code, stdout } = await report("drift.json", "--platform", "mobile", "--quiet");
    expect([code, stdout]).toEqual([
      0,
      "✔ fullstory: 1 of 1 declared field matches (not web: 1 data source with 1 field left out)\n",
    ]);
    expect((await report("drift.json", "--platform", "web")).code).toBe(2);
  });

  test.each(["text", "json", "markdown", "junit", "sarif", "github", "html"])(
    "is told in %s",
    async (format) => {
      const { stdout } = await report("drift.json", "--platform", "mobile", "--output", format);
      const told = { json: /"narrowed": \{\s*"documents": 1,\s*"fields": 1,\s*"platform": "mobile"/ }[format];
      expect(stdout).toMatch(told ?? /not web: 1 data source with 1 field left out/);
    },
  );

  test("is 1 where nothing of it is declared, also with --allow-empty", async () => {
    const { code, stdout } = await report("before.json", "--platform", "web", "--allow-empty");
    expect(stdout).toMatch(/^✘ fullstory: nothing checked, nothing of web is declared/);
    expect(code).toBe(1);
  });

  test("comes from a flag or the environment, and not from the file that a pull request can change", async () => {
    const run = (env: NodeJS.ProcessEnv, ...more: string[]) =>
      cli(folder, ["report", "drift.json", ...more], env);
    expect((await run({ FULLSTORY_PLATFORM: "mobile" })).code).toBe(0);
    expect((await run({ FULLSTORY_PLATFORM: "mobile" }, "--platform", "web")).code).toBe(2);
    write(folder, "fullstory.config.json", '{"platform":"mobile"}');
    const { code, stderr } = await run({});
    expect([code, stderr]).toEqual([
      2,
      "note: platform in fullstory.config.json leaves nothing out here: a pull request could change it. Use --platform.\n",
    ]);
    expect((await run({}, "--platform", "mobile")).stderr).toBe("");
    expect((await run({}, "--platform", "desktop")).stderr).toMatch(
      /^error: the platform "desktop" is not known/,
    );
    expect(readFileSync(join(folder, "drift.json"), "utf8")).toBe(JSON.stringify(drift));
  });
});
