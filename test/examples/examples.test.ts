import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeSnapshot, encodeSnapshot } from "../../lib/snapshot/index";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { evidenceOf, firstLines, planExample, ROOT, runExample } from "./support";

const PROGRAMS = ["history-audit", "offline-snapshot", "two-orgs", "unit-tests"];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.stop());

function live(): NodeJS.ProcessEnv {
  return { FULLSTORY_BASE_URL: simulator.url, FULLSTORY_API_KEY: simulator.adminKey };
}

describe("The examples", () => {
  it("each have a README that names the command, and a program", () => {
    for (const name of PROGRAMS) {
      const readme = readFileSync(join(ROOT, "examples", name, "README.md"), "utf8");
      expect(readme).toContain(`node dist/examples/${name}/main.js`);
      expect(existsSync(join(ROOT, "examples", name, "main.ts"))).toBe(true);
    }
  });

  it("are all tested here", () => {
    const folders = readdirSync(join(ROOT, "examples"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, "examples", entry.name, "main.ts")))
      .map(({ name }) => name);
    expect(folders.sort()).toEqual(PROGRAMS);
  });
});

describe("offline-snapshot", () => {
  it("holds its snapshot in the one form that is written", () => {
    const text = readFileSync(join(ROOT, "examples", "offline-snapshot", "fullstory.snapshot.json"), "utf8");
    const decoded = decodeSnapshot(text);
    if (!decoded.ok) throw new Error(decoded.faults.join("; "));
    expect(encodeSnapshot(decoded.value)).toBe(text);
  });

  it("plans green without a key and without a network, and warns that it is not live", async () => {
    const ran = await runExample("offline-snapshot");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const plan = await planExample(ran, "offline-snapshot");
    expect(plan.exitCode).toBe(0);
    expect(
      plan.checks.filter(({ address }) => address.startsWith("data.")).map((each) => each.status),
    ).toEqual(["pass", "pass"]);
    // One for the stack or one for each document: what it says is what counts.
    expect([...new Set(firstLines(plan, "warning"))]).toEqual([
      "fullstory: not live, this plan was checked against a snapshot",
    ]);
    expect(evidenceOf(ran, "offline-snapshot").documents.map(({ source }) => source)).toEqual([
      "snapshot",
      "snapshot",
    ]);
  });
});

describe("two-orgs", () => {
  let europe: Simulator;
  beforeAll(async () => {
    europe = await startSimulator({ orgId: "o-SIM4-eu1" });
  });
  beforeEach(() => europe.reset());
  afterAll(() => europe.stop());
  const both = () => ({
    ...live(),
    FULLSTORY_EU_BASE_URL: europe.url,
    FULLSTORY_EU_API_KEY: europe.adminKey,
  });

  it("plans green when each key belongs to the org that is expected", async () => {
    const ran = await runExample("two-orgs", both());
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect((await planExample(ran, "two-orgs")).exitCode).toBe(0);
    const { orgs } = evidenceOf(ran, "two-orgs");
    expect(orgs.map(({ id, orgPinned }) => [id, orgPinned])).toEqual([
      ["o-SIM4-na1", true],
      ["o-SIM4-eu1", true],
    ]);
  });

  it("fails for the org whose settings differ, and for no other", async () => {
    await europe.set("privacy", { discardIpAddresses: false });
    const plan = await planExample(await runExample("two-orgs", both()), "two-orgs");
    expect(plan.exitCode).toBe(1);
    expect(firstLines(plan, "error")).toEqual(["fullstory: drift, discardIpAddresses differs [LOOSENED]"]);
  });

  it("fails when the keys are swapped", async () => {
    const swapped = {
      FULLSTORY_BASE_URL: europe.url,
      FULLSTORY_API_KEY: europe.adminKey,
      FULLSTORY_EU_BASE_URL: simulator.url,
      FULLSTORY_EU_API_KEY: simulator.adminKey,
    };
    const plan = await planExample(await runExample("two-orgs", swapped), "two-orgs");
    expect(plan.exitCode).toBe(1);
    expect(new Set(firstLines(plan, "error"))).toEqual(
      new Set(["fullstory: wrong org, nothing was checked (not drift)"]),
    );
  });

  it("says which key is missing, and never takes the other one", async () => {
    const { code, stderr } = await runExample("two-orgs", live());
    expect(code).toBe(1);
    expect(stderr).toContain("[two-orgs/europe]");
    expect(stderr).toContain("apiKey was given but is undefined or empty");
  });
});

describe("history-audit", () => {
  it("plans green while every version since the date is as promised", async () => {
    const ran = await runExample("history-audit", live());
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect((await planExample(ran, "history-audit")).exitCode).toBe(0);
  });

  it("catches what was loosened and put back, and who did it", async () => {
    const by = "sam@ternanddale.example";
    await simulator.set("privacy", { discardIpAddresses: false }, { by });
    await simulator.set("privacy", { discardIpAddresses: true }, { by });
    const plan = await planExample(await runExample("history-audit", live()), "history-audit");
    expect(plan.exitCode).toBe(1);
    const errors = firstLines(plan, "error");
    expect(errors).toHaveLength(2);
    expect(plan.text).toContain("Promised to the works council");
    expect(plan.text).toContain("Only the privacy team changes masking.");
    expect(plan.text).not.toContain(by);
  });
});

describe("unit-tests", () => {
  it("holds for the live settings what its tests hold for documents", async () => {
    const before = await planExample(await runExample("unit-tests", live()), "unit-tests");
    expect(before.exitCode).toBe(0);
    await simulator.set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
    const after = await planExample(await runExample("unit-tests", live()), "unit-tests");
    expect(after.exitCode).toBe(1);
  });
});
