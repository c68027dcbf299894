import { readdirSync } from "node:fs";
import { sharedSimulator } from "../simulator/support";
import { accessTo, freshDirectory, runCli } from "./support";

const simulator = sharedSimulator();
const directory = freshDirectory();
const run = (...args: string[]) =>
  runCli(["history", ...args], { cwd: directory(), env: accessTo(simulator()) });

async function entries(...args: string[]): Promise<readonly Record<string, unknown>[]> {
  const { code, stdout, stderr } = await run(...args, "--output", "json");
  expect([code, stderr]).toEqual([0, ""]);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const zones = (at: string, ...recordGeoZones: string[]) => ({
  settings: { recordGeoMode: "GEO_BLOCK_LIST", recordGeoZones },
  at,
  by: "Planted Person (planted@example.com)",
});

const seed = () =>
  simulator().seedHistory("geo", [
    zones("2026-03-03T00:00:00Z", "DE"),
    zones("2026-03-02T10:00:00Z", "DE", "FR"),
    zones("2026-03-01T00:00:00Z", "FR"),
  ]);

describe("history", () => {
  test("tells each version, newest first, with what it changed and what that means", async () => {
    await seed();
    expect(await entries("geo")).toEqual([
      {
        document: "geo",
        at: "2026-03-03T00:00:00Z",
        by: "P*** (p***@example.com)",
        first: false,
        direction: "loosened",
        changes: [
          {
            path: 'recordGeoZones["FR"]',
            kind: "removed",
            dataClass: "setting",
            direction: "loosened",
            before: "FR",
          },
        ],
      },
      expect.objectContaining({ at: "2026-03-02T10:00:00Z", direction: "tightened" }),
      {
        document: "geo",
        at: "2026-03-01T00:00:00Z",
        by: "P*** (p***@example.com)",
        first: true,
        changes: [],
      },
    ]);
  });

  test("merges all documents by time", async () => {
    await seed();
    const all = await entries();
    const times = all.map(({ at }) => Date.parse(String(at)));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(new Set(all.map(({ document }) => document)).size).toBe(8);
    const mobile = await entries("domain", "--platform", "mobile");
    expect(new Set(mobile.map(({ document }) => document))).toEqual(new Set(["domain.mobile"]));
  });

  test("is bounded by days, instants, fields and a number", async () => {
    await seed();
    const times = async (...args: string[]) => (await entries("geo", ...args)).map(({ at }) => at);
    expect(await times("--since", "2026-03-02")).toEqual(["2026-03-03T00:00:00Z", "2026-03-02T10:00:00Z"]);
    expect(await times("--until", "2026-03-02")).toEqual(["2026-03-02T10:00:00Z", "2026-03-01T00:00:00Z"]);
    expect(await times("--until", "2026-03-02T09:59:59Z")).toEqual(["2026-03-01T00:00:00Z"]);
    expect(await times("--limit", "1")).toEqual(["2026-03-03T00:00:00Z"]);
    expect(await times("--field", "recordGeoMode")).toEqual([]);
    expect(await times("--field", 'recordGeoZones["DE"]')).toEqual(["2026-03-02T10:00:00Z"]);
    expect((await run("geo", "--since", "2027-01-01")).stdout).toBe("No version fits.\n");
  });

  test("shows people masked, also to who asks for more but is no terminal", async () => {
    await seed();
    for (const format of ["text", "json", "markdown"]) {
      const { code, stdout, stderr } = await run("geo", "--show-actors", "--output", format);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/planted/i);
      expect(stdout).not.toContain(simulator().adminKey);
      expect(stderr).toBe("note: people are shown in full on a terminal only\n");
    }
  });

  test("never shows an identifier or a note", async () => {
    await simulator().set("blocking", { blockedAppIds: ["planted-identifier-1"] });
    await simulator().set("blocking", { blockedAppIds: ["planted-identifier-2"] });
    await simulator().set("privacy", {
      elementBlocks: [{ selector: ".a", type: "BLOCK_MASK", notes: "planted note" }],
    });
    await simulator().set("privacy", {
      elementBlocks: [{ selector: ".a", type: "BLOCK_MASK", notes: "planted more" }],
    });
    for (const format of ["text", "json", "markdown"]) {
      const { stdout } = await run("--output", format);
      expect(stdout).not.toMatch(/planted-|planted note|planted more/);
      expect(stdout).toMatch(/blockedAppIds\[\\?"plan\.\.\.-2#[0-9a-f]{8}\\?"\]/);
      expect(stdout).toMatch(/elementBlocks\[\\?"\.a\\?"\]\.notes/);
    }
  });

  test("streams thousands of versions page by page in a heap that cannot hold them", async () => {
    const rules = Array.from({ length: 40 }, (_, i) => ({
      selector: `.rule-${i}`,
      type: "BLOCK_MASK",
      scope: "ALL_SESSIONS",
    }));
    await simulator().seedHistory(
      "privacy",
      Array.from({ length: 5_000 }, (_, i) => ({
        settings: { elementBlocks: rules, discardIpAddresses: i % 2 === 0 },
        at: new Date(1_800_000_000_000 - i * 60_000),
      })),
    );
    await simulator().clearRequests();
    const { FULLSTORY_API_KEY = "", FULLSTORY_BASE_URL = "" } = accessTo(simulator());
    // All 5,000 decoded versions need more than 40 MB of heap, so a walk that keeps them ends for lack of memory here.
    const { code, stdout } = await runCli(["history", "privacy", "--output", "json"], {
      cwd: directory(),
      env: { FULLSTORY_API_KEY, FULLSTORY_BASE_URL, NODE_OPTIONS: "--max-old-space-size=32" },
    });
    expect(code).toBe(0);
    expect(stdout.split("\n")).toHaveLength(5_001);
    expect((await simulator().requests()).length).toBe(50);
  });

  test("of an endpoint that is not in the plan is a fault only where it was asked for", async () => {
    await simulator().fault({ kind: "status", status: 404, match: { path: "targeting" } });
    expect((await run("targeting")).code).toBe(1);
    const { code, stdout, stderr } = await run();
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/UTC +targeting/);
    expect(stderr).toBe("note: targeting is not in the org's plan, so it has no history\n");
  });

  test("that breaks off is an error, and leaves no half a file", async () => {
    await simulator().fault({ kind: "loop-token", match: { path: "history" } });
    const { code, stderr } = await run("geo", "--out", "trail.txt");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: GET \S+ gave a page token for the second time\nhint: [^\n]+\n$/);
    expect(readdirSync(directory())).toEqual([]);
  });
});
