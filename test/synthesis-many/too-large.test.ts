import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { FullstoryGate, FullstoryOrg, synth } from "../../lib/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { planDir, statusOf, temporaryFolder } from "../plans/support";
import { asDeclared } from "./many-orgs";

const CAP_BYTES = 64 * 1024 * 1024;

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.stop());

describe.each([
  ["as it is", "huge"],
  ["unpacked from a small gzip body", "gzip-bomb"],
] as const)("An org whose settings are larger than the cap, %s", (_, kind) => {
  it("fails the plan for that document and says why, and every other document is checked as ever", async () => {
    await simulator.reset();
    await simulator.fault({ kind, bytes: CAP_BYTES + 1024, match: { path: "blocking" } });
    await simulator.clearRequests();
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "web");
    new FullstoryOrg(stack, "org", { apiKey: simulator.adminKey, baseUrl: simulator.url });
    new FullstoryGate(stack, "gate", asDeclared);
    await synth(app);
    const asked = (await simulator.requests()).filter(({ path: asked }) => asked.endsWith("/blocking"));
    expect(asked).toHaveLength(1);
    const folder = path.join(outdir, "stacks", "web");
    const { exitCode, checks, text } = await planDir(folder);
    expect(exitCode).toBe(1);
    expect(text).toContain(`more than ${CAP_BYTES} bytes`);
    const failed = [...statusOf(checks)].filter(([, status]) => status !== "pass");
    expect(failed.map(([address]) => address)).toEqual([expect.stringContaining("blocking")]);
    expect(checks).toHaveLength(8);
    const evidence = JSON.parse(readFileSync(path.join(folder, "fullstory.evidence.json"), "utf8")) as {
      readonly documents: readonly {
        readonly endpoint: string;
        readonly error?: { readonly code: string };
      }[];
    };
    const broken = evidence.documents.filter(({ error }) => error !== undefined);
    expect(broken.map(({ endpoint, error }) => [endpoint, error?.code])).toEqual([
      ["blocking", "body_too_large"],
    ]);
    expect(readFileSync(path.join(folder, "cdk.tf.json")).byteLength).toBeLessThan(64 * 1024);
  });
});
