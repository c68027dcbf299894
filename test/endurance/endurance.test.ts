import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";

const COUNT = 400;
/** Node keeps code that it compiled and caches that it filled: more in the first hundreds than in those that follow. */
const WARM_UP = 200;
const KILOBYTE = 1024;

let simulator: Simulator;
const folders: string[] = [];

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(async () => {
  await simulator.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "fullstory-endurance-"));
  folders.push(made);
  return made;
}

/** What a script of this folder prints; it must end by itself. */
async function output(script: string, env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, ["--expose-gc", path.join(__dirname, script)], {
    env: {
      ...process.env,
      FULLSTORY_API_KEY: simulator.adminKey,
      FULLSTORY_BASE_URL: simulator.url,
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const [code] = (await once(child, "close")) as [number | null];
  expect(code).toBe(0);
  return text;
}

interface Leak {
  readonly leakedBytes: number;
  readonly fetched: number;
  readonly alive: number;
  readonly open: readonly string[];
}

const leakOf = async (env: Readonly<Record<string, string>>): Promise<Leak> =>
  JSON.parse(
    await output("leak-process.cjs", { COUNT: String(COUNT), WARM_UP: String(WARM_UP), ...env }),
  ) as Leak;

describe(`${COUNT} syntheses of eight documents in one process`, () => {
  it("leak at most 5 KB each more than a bare CDKTF app of the same shape, keep no document and no socket", async () => {
    const shape = folder();
    await output("leak-process.cjs", { COUNT: "1", WAY: "ours", OUT: shape });
    const [ours, bare] = await Promise.all([
      leakOf({ WAY: "ours", OUT: folder() }),
      leakOf({ WAY: "bare", OUT: folder(), SHAPE: path.join(shape, "stacks/web/cdk.tf.json") }),
    ]);
    expect(ours.leakedBytes - bare.leakedBytes).toBeLessThan(5 * KILOBYTE);
    expect(ours.fetched).toBe(8 * (WARM_UP + COUNT));
    expect(ours.alive).toBe(0);
    expect(ours.open).toEqual([]);
  }, 240_000);
});

describe("A program that synthesizes over the synchronous bridge and without it", () => {
  it("ends by itself: worker and sockets hold nothing up", async () => {
    const doneAt = Number(await output("end-process.cjs", { OUT: folder() }));
    expect(doneAt).toBeGreaterThan(0);
    expect(Date.now() - doneAt).toBeLessThan(2_000);
  });
});
