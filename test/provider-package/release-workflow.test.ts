import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Step, stepsOf, type Workflow, workflows } from "../examples/workflows.js";
import { ROOT } from "./support.js";

const [release] = workflows(path.join(ROOT, ".github/workflows"));
if (release === undefined) throw new Error("there is no release workflow");
const { jobs }: Workflow = release;
const secretsIn = (step: Step): boolean => JSON.stringify(step).includes("secrets.");

test("The release workflow pins every action to a commit and puts no expression into a script.", () => {
  const lines = release.text.match(/^\s*- uses:.*$/gm) ?? [];
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  expect(stepsOf(release).filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
});

test("It begins with no permission but to read, and leaves no credentials in a checkout.", () => {
  expect(release.permissions).toEqual({ contents: "read" });
  const checkouts = stepsOf(release).filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
  expect(checkouts).toHaveLength(2);
  expect(checkouts.every((step) => step.with?.["persist-credentials"] === false)).toBe(true);
});

test("Code of packages runs in a job without secrets, and the job with secrets runs none of it.", () => {
  expect(jobs["build"]?.steps.filter(secretsIn)).toEqual([]);
  const publish = jobs["publish"]?.steps ?? [];
  expect(publish.filter(secretsIn)).toHaveLength(2);
  expect(publish.filter(({ run = "" }) => /\b(npm|npx|node)\b/.test(run))).toEqual([]);
});

test("Its scripts are valid, and use what is there.", () => {
  for (const { run } of stepsOf(release)) {
    if (run === undefined) continue;
    const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  }
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  expect(scripts["provider:package"]).toContain("scripts/provider-package.mjs");
  expect(existsSync(path.join(ROOT, "scripts/provider-package.mjs"))).toBe(true);
});
