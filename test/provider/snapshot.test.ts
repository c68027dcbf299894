import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessTo, runCli } from "../cli/support.js";
import { temporaryFolder } from "../terraform/support.js";
import { type Bench, dataOf, startBench } from "./support.js";

let bench: Bench;
let file: string;
beforeAll(async () => {
  bench = await startBench();
  const cwd = temporaryFolder();
  await bench.simulator.replace("geo", { recordGeoMode: "GEO_ALL" });
  const { code } = await runCli(["snapshot", "update", "settings.json"], {
    cwd,
    env: accessTo(bench.simulator),
  });
  expect(code).toBe(0);
  file = join(cwd, "settings.json");
});
beforeEach(() => bench.simulator.clearRequests());

const gate = (mode: string, provider = "") => `
provider "fullstory" {
  snapshot = ${JSON.stringify(file)}
  ${provider}
}
data "fullstory_gate" "g" { geo = { record_geo_mode = "${mode}" } }
`;

/** The snapshot as if it had been verified on another day. */
function verifiedOn(day: string): string {
  const text = readFileSync(file, "utf8");
  const aged = text.replace(/"verifiedAt": "[^"]+"/, `"verifiedAt": "${day}"`);
  expect(aged).not.toBe(text);
  const path = join(temporaryFolder(), "aged.json");
  writeFileSync(path, aged);
  return path;
}

describe("A gate over a snapshot", () => {
  it("that matches passes, warns that this is not live, and asks nobody", async () => {
    const folder = bench.folder(gate("GEO_ALL"));
    const { exitCode, diagnostics } = await folder.terraform.planJson();
    expect(exitCode).toBe(0);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: "warning",
        summary: "fullstory: not live, this plan was checked against a snapshot",
        detail: expect.stringContaining("settings.json, verified against live on "),
      }),
    ]);
    expect((await dataOf(folder)).get("data.fullstory_gate.g")).toMatchObject({ passed: true, checked: 1 });
    expect(await bench.simulator.requests()).toEqual([]);
  });

  it("fails for not being live where warnings are errors", async () => {
    const { exitCode, diagnostics } = await bench
      .folder(gate("GEO_ALL", "warnings_as_errors = true"))
      .terraform.planJson();
    expect(exitCode).toBe(1);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        severity: "error",
        summary: "fullstory: not live, this plan was checked against a snapshot",
      }),
    );
  });

  it("that differs from the declaration fails with drift", async () => {
    const { exitCode, diagnostics } = await bench.folder(gate("GEO_BLOCK_LIST")).terraform.planJson();
    expect(exitCode).toBe(1);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ summary }) => summary)).toEqual([
      "fullstory: drift, record_geo_mode differs [LOOSENED]",
    ]);
  });

  it.each([
    ["the limit that nobody chose", ""],
    ["its own limit", 'max_age = "30d"'],
  ])("that is older than %s is stale: one error, which is not drift, and no pass", async (_what, limit) => {
    const old = gate("GEO_ALL", limit).replace(
      JSON.stringify(file),
      JSON.stringify(verifiedOn("2020-01-01")),
    );
    const { exitCode, diagnostics } = await bench.folder(old).terraform.planJson();
    expect(exitCode).toBe(1);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: "error",
        summary: "fullstory: stale, the snapshot was verified too long ago (not drift)",
        detail: expect.stringMatching(/verified against live on 2020-01-01[\s\S]*What to do: /),
      }),
    ]);
  });

  it("that is old passes only where somebody switched its limit off", async () => {
    const old = gate("GEO_ALL", 'max_age = "off"').replace(
      JSON.stringify(file),
      JSON.stringify(verifiedOn("2020-01-01")),
    );
    expect((await bench.folder(old).terraform.planJson()).exitCode).toBe(0);
  });

  it("that is not there, or holds no snapshot, fails with one error", async () => {
    const empty = join(temporaryFolder({ "none.json": "{}" }), "none.json");
    for (const path of ["/nowhere/settings.json", empty]) {
      const hcl = gate("GEO_ALL").replace(JSON.stringify(file), JSON.stringify(path));
      const { exitCode, diagnostics } = await bench.folder(hcl).terraform.planJson();
      expect(exitCode).toBe(1);
      expect(diagnostics.map(({ severity, detail }) => [severity, /What to do: /.test(detail)])).toEqual([
        ["error", true],
      ]);
    }
  });
});
