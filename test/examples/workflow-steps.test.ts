import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { ROOT, temporaryFolder } from "./support";
import { step } from "./workflows";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.stop());

/** A user's checkout as far as the steps need one: a `cdktf.json`, and an `npx` that finds the built program. */
function checkout(): string {
  const folder = temporaryFolder();
  const app = [process.execPath, join(ROOT, "dist", "src", "main.js")].join(" ");
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
  mkdirSync(join(folder, "bin"));
  const npx = join(folder, "bin", "npx");
  const cli = join(ROOT, "dist", "src", "cli.js");
  writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(npx, 0o755);
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

function runStep(folder: string, file: string, name: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return run(folder, step(file, name).run ?? "", env);
}

/** Runs a step's script as a runner does. */
async function run(folder: string, script: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const { PATH = "", HOME } = process.env;
  const child = spawn("bash", ["-e", "-o", "pipefail", "-c", script], {
    cwd: folder,
    env: {
      HOME,
      PATH: `${join(folder, "bin")}:${PATH}`,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: join(folder, "output"),
      STACK: "privacy-gate",
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

const access = () => ({ FULLSTORY_BASE_URL: simulator.url, FULLSTORY_API_KEY: simulator.adminKey });
const output = (folder: string) => readFileSync(join(folder, "output"), "utf8");

describe("The steps of the example workflows, run", () => {
  it("nightly-drift tells a match, drift and a refused key apart", async () => {
    const folder = checkout();
    await runStep(folder, "nightly-drift.yml", "Gate", access());
    await simulator.set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
    await runStep(folder, "nightly-drift.yml", "Gate", access());
    await runStep(folder, "nightly-drift.yml", "Gate", { ...access(), FULLSTORY_API_KEY: "wrong" });
    expect(output(folder)).toBe("code=0\ncode=2\ncode=1\n");
  });

  it("gate-deploy goes on after a match and stops at drift", async () => {
    const folder = checkout();
    const before = await runStep(folder, "gate-deploy.yml", "Gate", access());
    expect([before.code, before.text]).toEqual([
      0,
      expect.stringContaining("fullstory: 9 of 9 declared fields match"),
    ]);
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    const after = await runStep(folder, "gate-deploy.yml", "Gate", access());
    expect([after.code, after.text]).toEqual([2, expect.stringContaining("::error")]);
  });

  describe("pr-comment", () => {
    /** The evidence of the default branch, by its own job, and that of a pull request with the same code. */
    async function artifacts(): Promise<Artifacts> {
      const folder = checkout();
      await run(folder, "npx --no-install cdktf-fullstory snapshot update", access());
      const env = step("pr-comment.yml", "Evidence of the default branch").env ?? {};
      const made = await runStep(folder, "pr-comment.yml", "Evidence of the default branch", env);
      expect([made.code, made.text]).toEqual([0, expect.stringContaining("9 of 9 declared fields match")]);
      const baseline = readFileSync(join(folder, "baseline.evidence.json"), "utf8");
      put(folder, "baseline/baseline.evidence.json", baseline);
      return { folder, baseline, comment: () => readFileSync(join(folder, "comment.md"), "utf8") };
    }

    it("makes its comment of the evidence alone, whatever the verdict", async () => {
      const { folder, comment } = await artifacts();
      await simulator.set("privacy", { discardIpAddresses: false });
      await runStep(folder, "gate-deploy.yml", "Gate", access());
      const evidence = join(folder, "cdktf.out", "stacks", "privacy-gate", "fullstory.evidence.json");
      put(folder, EVIDENCE, readFileSync(evidence, "utf8"));
      const { code } = await runStep(folder, "pr-comment.yml", "Report", {});
      expect(code).toBe(0);
      const [marker, heading] = comment().split("\n");
      expect(marker).toBe("<!-- cdktf-fullstory:privacy-gate -->");
      expect(heading).toContain("1 loosened");
      expect(comment()).toContain("**What this pull request weakens**: nothing, compared with ");
    });

    it("tells what the pull request weakens, by the baseline of its own", async () => {
      const { folder, baseline, comment } = await artifacts();
      put(folder, EVIDENCE, without(baseline, "recordGeoZones"));
      const { code } = await runStep(folder, "pr-comment.yml", "Report", {});
      expect(code).toBe(0);
      expect(comment()).toContain("fullstory: 8 of 8 declared fields match");
      expect(comment()).toContain("- no longer checked: `privacy-gate, geo: recordGeoZones`");
    });

    it.each([
      ["is no evidence", () => '{"schemaVersion":1}'],
      ["is no JSON", () => "<script>"],
    ])("writes nothing where the artifact %s", async (_name, text) => {
      const { folder } = await artifacts();
      put(folder, EVIDENCE, text());
      expect((await runStep(folder, "pr-comment.yml", "Report", {})).code).not.toBe(0);
    });

    it("writes nothing where there is no baseline", async () => {
      const { folder, baseline } = await artifacts();
      put(folder, EVIDENCE, baseline);
      rmSync(join(folder, "baseline"), { recursive: true });
      expect((await runStep(folder, "pr-comment.yml", "Report", {})).code).not.toBe(0);
    });

    it("does not take a stack of another name for the one that is gone", async () => {
      const { folder, baseline, comment } = await artifacts();
      put(folder, EVIDENCE, JSON.stringify({ ...JSON.parse(baseline), stack: "renamed" }));
      await runStep(folder, "pr-comment.yml", "Report", {});
      expect(comment()).toContain("- no longer checked: `privacy-gate, privacy`");
    });
  });
});

const EVIDENCE = "evidence/fullstory.evidence.json";

interface Artifacts {
  readonly folder: string;
  readonly baseline: string;
  readonly comment: () => string;
}

/** Evidence of a declaration that has one field less. */
function without(text: string, name: string): string {
  const evidence = JSON.parse(text);
  for (const document of evidence.documents)
    document.fields = document.fields.filter(({ field }: { field: string }) => field !== name);
  evidence.findings = evidence.findings.filter(({ field }: { field: string }) => field !== name);
  return JSON.stringify(evidence);
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}
