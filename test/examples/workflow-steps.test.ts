import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { type FakeHosts, startFakeHosts } from "../comment/fake-hosts";
import { ROOT, temporaryFolder } from "./support";
import { action, type Step, step } from "./workflows";

const TOKEN = "ghs_0123456789abcdefghij";

let simulator: Simulator;
let hosts: FakeHosts;
beforeAll(async () => {
  simulator = await startSimulator();
  hosts = await startFakeHosts();
});
beforeEach(async () => {
  await simulator.reset();
  hosts.comments.length = 0;
  hosts.pulls.length = 0;
  hosts.tokens.clear();
  hosts.tokens.set(TOKEN, { account: 1, isApp: true });
});
afterAll(() => Promise.all([simulator.stop(), hosts.stop()]));

/** A user's checkout as far as the steps need one: a `cdktf.json`, and an `npx` that finds the built program. */
function checkout(): string {
  const folder = temporaryFolder();
  const app = [process.execPath, join(ROOT, "dist", "src", "main.js")].join(" ");
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
  mkdirSync(join(folder, "bin"));
  const npx = join(folder, "bin", "npx");
  const cli = join(ROOT, "dist", "programs", "cli.js");
  writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(npx, 0o755);
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** Runs a script as a runner does. */
async function run(folder: string, script: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const { PATH = "", HOME } = process.env;
  const child = spawn("bash", ["-e", "-o", "pipefail", "-c", script], {
    cwd: folder,
    env: {
      HOME,
      PATH: `${join(folder, "bin")}:${PATH}`,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text };
}

interface ActionEnded extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  /** The steps that ran. */
  readonly ran: readonly string[];
}

/** Runs the action's own steps as a runner does: conditions, inputs, outputs, and no step after one that failed. */
async function runAction(
  folder: string,
  given: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<ActionEnded> {
  const { inputs, outputs, runs } = action();
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, given[name] ?? String(input.default)]),
  );
  rmSync(join(folder, "output"), { force: true });
  const written = (): Readonly<Record<string, string>> =>
    existsSync(join(folder, "output"))
      ? Object.fromEntries(
          readFileSync(join(folder, "output"), "utf8")
            .split("\n")
            .map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]),
        )
      : {};
  const filled = (text: string): string =>
    text.replace(
      /\$\{\{ (inputs|steps\.gate\.outputs)\.([\w-]+)( != '')? \}\}/g,
      (_all, from, name, isTest) => {
        const value = (from === "inputs" ? values[name] : written()[name]) ?? "";
        return isTest === undefined ? value : String(value !== "");
      },
    );
  const ran: string[] = [];
  let text = "";
  let code: number | null = 0;
  for (const each of runs.steps) {
    if (code !== 0 || each.run === undefined || !isDue(each, values)) continue;
    ran.push(each.name ?? "");
    const own = Object.entries(each.env ?? {}).map(([name, value]) => [name, filled(value)]);
    const ended = await run(join(folder, filled(each["working-directory"] ?? ".")), each.run, {
      ...env,
      RUNNER_TEMP: folder,
      ...Object.fromEntries(own),
    });
    text += ended.text;
    code = ended.code;
  }
  const told = Object.entries(outputs).map(([name, { value }]) => [name, filled(value)]);
  return { code, text, ran, outputs: Object.fromEntries(told) };
}

function isDue({ if: condition = "" }: Step, values: Readonly<Record<string, string>>): boolean {
  return condition
    .split(" && ")
    .filter(Boolean)
    .every((part) => {
      const [, name = "", operator, word] = /^inputs\.([\w-]+) (==|!=) '(\w*)'$/.exec(part) ?? [];
      if (operator === undefined) throw new Error(`a condition that the tests do not know: ${part}`);
      return (values[name] === word) === (operator === "==");
    });
}

const live = (): Readonly<Record<string, string>> => ({
  "require-live": "true",
  "api-key": simulator.adminKey,
  "base-url": simulator.url,
});

describe("The action, run", () => {
  it("tells a match, drift and a refused key apart, and leaves evidence, report, summary and annotations", async () => {
    const folder = checkout();
    const match = await runAction(folder, live());
    expect([match.code, match.outputs["exit-code"]]).toEqual([0, "0"]);
    expect(match.ran).toEqual(["Rights", "Gate", "Report", "Verdict"]);
    await simulator.set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
    const drift = await runAction(folder, live());
    expect([drift.code, drift.outputs["exit-code"]]).toEqual([2, "2"]);
    expect(drift.text).toContain("::error");
    const evidence = join(drift.outputs["evidence"] ?? "", "privacy-gate", "fullstory.evidence.json");
    expect(JSON.parse(readFileSync(evidence, "utf8"))).toMatchObject({ outcome: "drift" });
    expect(readFileSync(drift.outputs["report"] ?? "", "utf8")).toContain("1 loosened");
    expect(readFileSync(join(folder, "summary.md"), "utf8")).toContain("1 loosened");
    const refused = await runAction(folder, { ...live(), "api-key": "wrong" });
    expect([refused.code, refused.outputs["exit-code"]]).toEqual([1, "1"]);
    expect(match.text + drift.text + refused.text).not.toContain(simulator.adminKey);
  });

  it("runs no app in mode comment, and needs no installed terraform", async () => {
    const folder = checkout();
    writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app: "exit 9" }));
    const { ran, code } = await runAction(folder, {
      mode: "comment",
      evidence: "nowhere",
      "github-token": TOKEN,
    });
    expect([ran, code]).toEqual([["Rights", "Comment"], 1]);
  });

  it("checks against a snapshot without a key, and refuses one where live is required", async () => {
    const folder = checkout();
    await run(folder, "npx --no-install cdktf-fullstory snapshot update", {
      FULLSTORY_API_KEY: simulator.adminKey,
      FULLSTORY_BASE_URL: simulator.url,
    });
    const source = "fullstory.snapshot.json";
    expect((await runAction(folder, { source })).code).toBe(0);
    expect((await runAction(folder, { source, "require-live": "true" })).code).toBe(1);
    expect((await runAction(folder, { source, stack: "nope" })).code).toBe(1);
  });
});

describe("pr-comment, run", () => {
  /** The evidence of the default branch, by its own job, and that of a pull request with the same code. */
  async function artifacts(): Promise<Artifacts> {
    const folder = checkout();
    const access = { FULLSTORY_API_KEY: simulator.adminKey, FULLSTORY_BASE_URL: simulator.url };
    await run(folder, "npx --no-install cdktf-fullstory snapshot update", access);
    const given = step("pr-comment.yml", "Evidence of the default branch").with ?? {};
    const made = await runAction(folder, given as Readonly<Record<string, string>>);
    expect([made.code, made.outputs["exit-code"]]).toEqual([0, "0"]);
    const baseline = readFileSync(
      join(folder, "fullstory-evidence/privacy-gate/fullstory.evidence.json"),
      "utf8",
    );
    put(folder, "baseline/privacy-gate/fullstory.evidence.json", baseline);
    const event = { head_branch: "b", head_sha: "abc", head_repository: { owner: { login: "fork" } } };
    put(folder, "event.json", JSON.stringify({ workflow_run: event }));
    hosts.pulls.push({ number: 7, owner: "fork", branch: "b", sha: "abc" });
    return { folder, baseline, comment: () => hosts.comments.at(-1)?.body ?? "" };
  }

  /** The step that posts, as the workflow has it. */
  const post = (folder: string): Promise<ActionEnded> =>
    runAction(
      folder,
      {
        ...{ mode: "comment", "github-token": TOKEN },
        ...{ evidence: join(folder, "evidence"), baseline: join(folder, "baseline") },
      },
      {
        ...{ GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "o/r", GITHUB_API_URL: hosts.url },
        GITHUB_EVENT_PATH: join(folder, "event.json"),
      },
    );

  it("makes its comment of the evidence alone, whatever the verdict, and updates it", async () => {
    const { folder, baseline, comment } = await artifacts();
    put(folder, EVIDENCE, baseline);
    expect((await post(folder)).code).toBe(0);
    await simulator.set("privacy", { discardIpAddresses: false });
    await runAction(folder, live());
    put(
      folder,
      EVIDENCE,
      readFileSync(join(folder, "fullstory-evidence/privacy-gate/fullstory.evidence.json"), "utf8"),
    );
    expect((await post(folder)).code).toBe(0);
    expect(hosts.comments).toHaveLength(1);
    const [marker, heading] = comment().split("\n");
    expect(marker).toBe("<!-- cdktf-fullstory:fullstory -->");
    expect(heading).toContain("1 loosened");
    expect(comment()).toMatch(/What this pull request weakens/i);
  });

  it("tells what the pull request weakens, by the baseline of its own", async () => {
    const { folder, baseline, comment } = await artifacts();
    put(folder, EVIDENCE, without(baseline, "recordGeoZones"));
    expect((await post(folder)).code).toBe(0);
    expect(comment()).toContain("no longer checked");
    expect(comment()).toContain("recordGeoZones");
  });

  it.each([
    ["is no evidence", () => '{"schemaVersion":1}'],
    ["is no JSON", () => "<script>"],
  ])("posts nothing where the artifact %s", async (_name, text) => {
    const { folder } = await artifacts();
    put(folder, EVIDENCE, text());
    expect((await post(folder)).code).toBe(1);
    expect(hosts.comments).toEqual([]);
  });

  it("posts nothing where there is no baseline", async () => {
    const { folder, baseline } = await artifacts();
    put(folder, EVIDENCE, baseline);
    rmSync(join(folder, "baseline"), { recursive: true });
    expect((await post(folder)).code).toBe(1);
    expect(hosts.comments).toEqual([]);
  });

  it("does not take a stack of another name for the one that is gone", async () => {
    const { folder, baseline, comment } = await artifacts();
    put(folder, EVIDENCE, JSON.stringify({ ...JSON.parse(baseline), stack: "renamed" }));
    await post(folder);
    expect(comment()).toContain("no longer checked");
    expect(comment()).toContain("privacy-gate");
  });
});

const EVIDENCE = "evidence/privacy-gate/fullstory.evidence.json";

interface Artifacts {
  readonly folder: string;
  readonly baseline: string;
  readonly comment: () => string;
}

/** Evidence of a declaration that has one field less. */
function without(text: string, name: string): string {
  const evidence = JSON.parse(text);
  const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  for (const document of evidence.documents) {
    document.fields = document.fields.filter(({ field }: { field: string }) => field !== name);
    for (const { declared } of document.expectations) delete declared[key];
  }
  evidence.findings = evidence.findings.filter(({ field }: { field: string }) => field !== name);
  return JSON.stringify(evidence);
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}
