import type { Simulator } from "../../src/simulator/index.js";
import { appFolder, cli, envOf, evidencePath, freshSimulator, rewrite } from "./gate-support.js";

jest.setTimeout(120_000);

const BOTH = `
  new FullstoryGate(stack("both"), "gate", {
    geo: { recordGeoMode: "GEO_ALLOW_LIST" },
    features: { web: { consoleWatcher: Match.anyValue() }, mobile: { consoleWatcher: Match.anyValue() } },
  });
`;
let simulator: Simulator;

beforeEach(async () => {
  simulator = await freshSimulator();
});

const gate = (folder: string, ...args: string[]) => cli(folder, ["gate", ...args], envOf(simulator));

test("gate --platform counts data sources of that platform and of none, and says what it left out", async () => {
  await simulator.fault({
    kind: "status",
    status: 403,
    match: { path: "/settings/recording/v1/features", platform: "web" },
  });
  const folder = appFolder(BOTH);
  const whole = await gate(folder);
  expect([whole.code, whole.stdout]).toEqual([
    1,
    expect.stringMatching(/^✘ fullstory: unreadable, features/),
  ]);
  const web = await gate(folder, "--from", "cdktf.out", "--platform", "web");
  expect(web.code).toBe(1);
  for (const how of [[], ["--full"]]) {
    const { code, stdout } = await gate(folder, "--from", "cdktf.out", "--platform", "mobile", ...how);
    expect(stdout).toMatch(
      /^✔ fullstory: 2 of 2 declared fields match \(not web: 1 data source with \d fields? left out\)\n/,
    );
    expect(stdout).toMatch(/2 pass, 0 unknown/);
    expect(code).toBe(0);
  }
  const geo = await drifted(folder);
  expect([geo.code, geo.stdout]).toEqual([2, expect.stringMatching(/^✘ fullstory: drift, .* left out\)\n/)]);
});

/** What holds for both platforms counts for each of them. */
async function drifted(folder: string) {
  await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
  return gate(folder, "--platform", "mobile");
}

test("evidence that calls a data source one of the other platform does not take it out of the gate", async () => {
  await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
  const folder = appFolder(BOTH);
  expect((await gate(folder, "--platform", "mobile")).code).toBe(2);
  rewrite(evidencePath(folder, "both"), (text) => {
    const evidence = JSON.parse(text);
    for (const each of [...evidence.documents, ...evidence.findings])
      if (each.endpoint === "geo") each.platform = "web";
    return JSON.stringify(evidence);
  });
  const { code, stdout } = await gate(folder, "--from", "cdktf.out", "--platform", "mobile");
  expect(stdout).toMatch(
    /^✘ fullstory: disagreement, data\.null_data_source\.\S+ is of web by the evidence, and of none by cdk\.tf\.json/,
  );
  expect(code).toBe(1);
});

test("gate --platform is 1 where nothing of it is declared", async () => {
  const folder = appFolder(
    `new FullstoryGate(stack("web"), "gate", { geo: { recordGeoMode: "GEO_ALLOW_LIST" } });`,
  );
  const { code, stdout } = await gate(folder, "--platform", "mobile", "--allow-empty");
  expect(stdout).toMatch(/^✘ fullstory: nothing checked, nothing of mobile is declared/);
  expect(code).toBe(1);
});
