import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EVIDENCE_VERSION } from "../../lib/evidence/index.js";
import { document, drifted, evidence, field } from "../reports/gate-reports.js";
import { appFolder, cli, filesBelow, write } from "./gate-support.js";

const good = JSON.stringify(evidence([document("geo", [field("recordGeoMode")])]));
const bad = JSON.stringify(drifted().stacks[0]?.evidence);
let folder: string;

beforeEach(() => {
  folder = appFolder("", { "good.json": good, "bad.json": bad });
});

const report = (...args: string[]) => cli(folder, ["report", ...args]);

test("tells what evidence says, and nothing of Terraform, which it does not run", async () => {
  const { code, stdout, stderr } = await report("good.json");
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^✔ fullstory: 1 of 1 declared field matches\n/);
  expect(stdout).not.toMatch(/evaluated/);
  expect(code).toBe(0);
});

test("is 2 where one of the files says drift", async () => {
  const { code, stdout } = await report("good.json", "bad.json");
  expect(stdout).toMatch(/^✘ fullstory: drift, /);
  expect(code).toBe(2);
});

test("is 1 where a synthesis failed, even beside drift", async () => {
  const failed = {
    ...JSON.parse(good),
    outcome: "error",
    error: { code: "declaration", message: "x\ny" },
    documents: [],
  };
  write(folder, "failed.json", JSON.stringify(failed));
  const { code, stdout } = await report("bad.json", "failed.json");
  expect(stdout).toMatch(/^✘ fullstory: synthesis failed, /);
  expect(code).toBe(1);
});

test("is 1 where evidence contradicts itself", async () => {
  write(folder, "forged.json", JSON.stringify({ ...JSON.parse(bad), outcome: "pass" }));
  const { code, stdout } = await report("forged.json");
  expect(stdout).toMatch(/^✘ fullstory: disagreement, the evidence contradicts itself/);
  expect(code).toBe(1);
});

test("is 1 where nothing is declared, unless that is allowed", async () => {
  write(folder, "empty.json", JSON.stringify(evidence([])));
  expect((await report("empty.json")).code).toBe(1);
  expect((await report("empty.json", "--allow-empty")).code).toBe(0);
});

test.each(["text", "json", "markdown", "junit", "sarif", "github", "html"])(
  "writes %s to a file, whole or not at all",
  async (format) => {
    const { code, stdout } = await report("bad.json", "--output", format, "--out", "out/../result");
    expect([code, stdout]).toEqual([2, ""]);
    expect(readFileSync(join(folder, "result"), "utf8").length).toBeGreaterThan(100);
    expect(filesBelow(folder).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  },
);

test("runs nothing: no terraform, no app", async () => {
  const { code } = await cli(folder, ["report", "good.json"], { PATH: join(folder, "nothing") });
  expect(code).toBe(0);
});

describe("bad input is one line and exit 1", () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["that is not there", "", /there is no such file/],
    ["cut in half", good.slice(0, good.length / 2), /not JSON, or cut short/],
    [
      "of a newer version",
      good.replace(/"schemaVersion":\d+/, `"schemaVersion":${EVIDENCE_VERSION + 1}`),
      new RegExp(
        `written by a newer cdktf-fullstory: version ${EVIDENCE_VERSION + 1}[^\\n]*\nhint: .*npm install`,
      ),
    ],
    [
      "of an older version",
      good.replace(/"schemaVersion":\d+/, `"schemaVersion":${EVIDENCE_VERSION - 1}`),
      new RegExp(
        `written by an older cdktf-fullstory: version ${EVIDENCE_VERSION - 1}[^\\n]*\nhint: .*npx cdktf synth`,
      ),
    ],
    [
      "with a key that evidence does not have",
      good.replace("{", '{"extra":1,'),
      /\$\.extra: not a key of evidence/,
    ],
    [
      "with a value of another kind",
      good.replace('"stack":"web"', '"stack":["::error::x"]'),
      /\$\.stack: not what evidence holds there/,
    ],
    ["that holds a list", "[]", /not an object/],
    ["that is not text", "\xff\xfe\x00", /not UTF-8|not JSON/],
  ];

  test.each(cases)("a file %s", async (_name, text, expected) => {
    if (text !== "") writeFileSync(join(folder, "x.json"), text, "latin1");
    const { code, stdout, stderr } = await report("x.json");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(expected);
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^error: /),
      expect.stringMatching(/^hint: /),
    ]);
    expect(stderr).not.toMatch(/::error/);
  });

  test("a baseline of an older version is refused as old, and stays as it is", async () => {
    const old = good.replace(/"schemaVersion":\d+/, `"schemaVersion":${EVIDENCE_VERSION - 1}`);
    write(folder, "old.json", old);
    const { code, stdout, stderr } = await report("good.json", "--baseline", "old.json");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^error: cannot read \S*old\.json as evidence: [^\n]*an older [^\n]*\nhint: [^\n]*npx cdktf synth[^\n]*\n$/,
    );
    expect(readFileSync(join(folder, "old.json"), "utf8")).toBe(old);
  });

  test("a folder without evidence, and a pipe that nobody writes to", async () => {
    expect(await report(".")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: the folder \. holds no fullstory\.evidence\.json\n/),
    });
    spawnSync("mkfifo", [join(folder, "pipe")]);
    const { code, stderr } = await report("pipe");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: cannot read .*not a regular file/)]);
  });

  test("a file of more than 64 MiB", async () => {
    writeFileSync(join(folder, "huge.json"), Buffer.alloc(65 * 1024 * 1024, 32));
    expect((await report("huge.json")).stderr).toMatch(/more than 67108864 bytes/);
  });

  test("a symbolic link as target, which stays what it is", async () => {
    symlinkSync("good.json", join(folder, "link"));
    const { code, stderr } = await report("bad.json", "--out", "link");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/it is a symbolic link/)]);
    expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "good.json"), "utf8")).toBe(good);
  });

  test("a format that there is not, with the nearest that there is", async () => {
    expect((await report("good.json", "--output", "sarf")).stderr).toMatch(/did you mean sarif\?/);
  });
});
