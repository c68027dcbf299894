import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "../support/child";

const root = join(__dirname, "..", "..", "..");
const dir = mkdtempSync(join(tmpdir(), "fullstory-bridge-"));
const worker = join(dir, "dist", "entries", "sync-worker.js");

beforeAll(() => {
  cpSync(join(root, "dist", "lib"), join(dir, "dist", "lib"), { recursive: true });
  mkdirSync(join(dir, "dist", "entries"));
  writeFileSync(join(dir, "package.json"), '{"name":"cdktf-fullstory","version":"0.0.0"}');
  symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
});
afterAll(() => rmSync(dir, { recursive: true }));

async function outcome(): Promise<unknown> {
  const { stdout } = await runScript("bridge-process.js", [dir], { FULLSTORY_API_KEY: "SECRETKEY" });
  expect(stdout).not.toContain("SECRETKEY");
  return JSON.parse(stdout);
}

describe("a synchronous bridge whose worker", () => {
  test("throws while it loads says that the bridge is broken", async () => {
    writeFileSync(worker, 'throw new Error("SECRETKEY");');
    expect(await outcome()).toMatchObject({ thrown: "bridge" });
  });

  test("never answers ends by its own wall clock with a timeout", async () => {
    writeFileSync(worker, 'require("synckit").runAsWorker(() => new Promise(() => undefined));');
    expect(await outcome()).toMatchObject({ results: [{ ok: false, error: { code: "timeout" } }] });
  });

  test("was never compiled says what to run", async () => {
    rmSync(worker);
    expect(await outcome()).toEqual({ thrown: "bridge", hint: expect.stringContaining("npm run build") });
  });
});
