import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** Runs a step's script as a runner does. */
async function runStep(folder: string, file: string, name: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const { PATH = "", HOME } = process.env;
  const child = spawn("bash", ["-e", "-o", "pipefail", "-c", step(file, name).run ?? ""], {
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

  it("pr-comment makes its comment of the evidence alone, whatever the verdict", async () => {
    const folder = checkout();
    await simulator.set("privacy", { discardIpAddresses: false });
    await runStep(folder, "gate-deploy.yml", "Gate", access());
    const evidence = join(folder, "cdktf.out", "stacks", "privacy-gate", "fullstory.evidence.json");
    mkdirSync(join(folder, "evidence"));
    writeFileSync(join(folder, "evidence", "fullstory.evidence.json"), readFileSync(evidence));
    const { code } = await runStep(folder, "pr-comment.yml", "Report", {});
    expect(code).toBe(0);
    const [marker, heading] = readFileSync(join(folder, "comment.md"), "utf8").split("\n");
    expect(marker).toBe("<!-- cdktf-fullstory:privacy-gate -->");
    expect(heading).toContain("1 loosened");
  });

  it("pr-comment writes nothing where the artifact is no evidence", async () => {
    const folder = checkout();
    mkdirSync(join(folder, "evidence"));
    writeFileSync(join(folder, "evidence", "fullstory.evidence.json"), '{"schemaVersion":1}');
    const { code } = await runStep(folder, "pr-comment.yml", "Report", {});
    expect(code).not.toBe(0);
  });
});
