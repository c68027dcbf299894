import { createHash } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeEvidence, EVIDENCE_FILE } from "../../lib/evidence/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { appFolder, cli, envOf, freshSimulator, rewrite, write } from "./gate-support.js";

jest.setTimeout(180_000);

const GEO = `{ recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["US", "CA"] }`;
const PLANNED = `
  const web = stack("web");
  new FullstoryOrg(web, "org", { readAt: "plan" });
  new FullstoryGate(web, "gate", { geo: { declared: ${GEO}, because: "DPIA-31" }, privacy: { declared: { discardIpAddresses: true }, severity: "warning" } });
`;
const MIXED = `${PLANNED}
  const old = stack("old");
  new FullstoryOrg(old, "org", {});
  new FullstoryGate(old, "gate", { geo: ${GEO} });
  const both = stack("both");
  const late = new FullstoryOrg(both, "late", { readAt: "plan", alias: "late" });
  new FullstoryOrg(both, "org", {});
  new FullstoryGate(both, "one", { geo: ${GEO} });
  new FullstoryGate(both, "two", { org: late, geo: ${GEO} });
`;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await freshSimulator();
  await simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA", "US"] });
  await simulator.set("privacy", { discardIpAddresses: true });
});

const gate = (folder: string, ...args: readonly string[]) => cli(folder, ["gate", ...args], envOf(simulator));
const fileOf = (folder: string, stack = "web") => join(folder, "cdktf.out", "stacks", stack, EVIDENCE_FILE);

function evidenceOf(folder: string, stack?: string) {
  const read = decodeEvidence(readFileSync(fileOf(folder, stack), "utf8"));
  if (!read.ok) throw new Error(read.faults.join("; "));
  return read.value;
}

test("gate plans stacks that read at plan beside stacks that read at synthesis, and says which reading it judged", async () => {
  const folder = appFolder(MIXED);
  write(folder, "terraform-spy", `#!/bin/sh\nenv >> "${folder}/seen"\nexec terraform "$@"\n`);
  chmodSync(join(folder, "terraform-spy"), 0o755);
  const env = envOf(simulator, { TERRAFORM_BINARY_NAME: join(folder, "terraform-spy") });
  const { code, stdout, stderr } = await cli(folder, ["gate"], env);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^✔ fullstory: 9 of 9 declared fields match\n/);
  expect(stdout).toMatch(/evaluated by \S+ \S+: 5 pass, 0 unknown/);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "settings as Terraform read them at plan: both, web; as the app read them at synthesis: both, old",
  );
  expect(readFileSync(join(folder, "seen"), "utf8")).not.toContain(simulator.adminKey);
  expect(evidenceOf(folder)).toMatchObject({
    outcome: "pass",
    counts: { declared: 3, matches: 3 },
    orgs: [{ construct: "web/org", readAt: "plan", id: expect.any(String), host: expect.any(String) }],
    documents: [
      { status: "read", readAt: "plan", construct: "web/gate/geo", fields: [{ construct: "web/gate" }, {}] },
      { status: "read", readAt: "plan" },
    ],
  });
  const reported = await cli(folder, ["report", "cdktf.out"], env);
  expect([reported.code, reported.stdout]).toEqual([0, expect.stringMatching(/^✔ fullstory: 9 of 9 /)]);
});

test("gate says drift of a stack that reads at plan, with who changed it, and compares it with a baseline", async () => {
  const folder = appFolder(PLANNED);
  expect((await cli(folder, ["gate"], envOf(simulator))).code).toBe(0);
  writeFileSync(join(folder, "base.json"), readFileSync(fileOf(folder)));
  await simulator.replace("geo", { recordGeoMode: "GEO_ALL", recordGeoZones: [] });
  await simulator.set("privacy", { discardIpAddresses: false });
  const drifted = await gate(folder, "--output", "json");
  const { verdict, stacks } = JSON.parse(drifted.stdout);
  expect([drifted.code, verdict]).toEqual([2, "drift"]);
  expect(stacks[0].problems).toEqual([]);
  const findings = evidenceOf(folder).findings.map(({ path, result, severity, because, location, blame }) => [
    path,
    result,
    severity,
    because,
    location?.replace(/:\d+$/, ""),
    blame !== undefined,
  ]);
  expect(findings).toContainEqual(["recordGeoMode", "differs", "error", "DPIA-31", "app.js", true]);
  expect(findings).toContainEqual(["discardIpAddresses", "differs", "warning", undefined, "app.js", true]);
  rewrite(join(folder, "app.js"), (text) =>
    text.replace("GEO_ALLOW_LIST", "GEO_ALL").replace('["US", "CA"]', "Match.anyValue()"),
  );
  const weaker = await gate(folder, "--baseline", "./base.json", "--no-weaken");
  expect([weaker.code, weaker.stdout]).toEqual([2, expect.stringContaining("recordGeoMode")]);
  expect(weaker.stdout).toMatch(/^✘ fullstory: weakened, /);
  await simulator.fault({ kind: "status", status: 403, match: { path: "/settings/recording/v1/geo" } });
  const unread = await gate(folder);
  expect([unread.code, unread.stdout]).toEqual([
    1,
    expect.stringMatching(/^✘ fullstory: unreadable, geo could not be read/),
  ]);
  expect(evidenceOf(folder).outcome).toBe("unreadable");
});

test("gate does not pass a gate that reads at plan and lost its postcondition, or declares something else", async () => {
  const folder = appFolder(PLANNED);
  expect((await gate(folder)).code).toBe(0);
  const file = join(folder, "cdktf.out", "stacks", "web", "cdk.tf.json");
  const original = readFileSync(file, "utf8");
  const changed = async (change: (gates: Record<string, Record<string, unknown>>) => void) => {
    const stack = JSON.parse(original);
    change(stack.data.fullstory_gate);
    const text = JSON.stringify(stack);
    writeFileSync(file, text);
    rewrite(fileOf(folder), (evidence) =>
      JSON.stringify({
        ...JSON.parse(evidence),
        terraformJsonSha256: createHash("sha256").update(text).digest("hex"),
      }),
    );
    const { code, stdout } = await gate(folder, "--from", "cdktf.out");
    return [code, stdout.split("\n")[0]];
  };
  const nameOf = (gates: object) => Object.keys(gates).find((name) => name.includes("geo")) ?? "";
  expect(await changed((gates) => void delete gates[nameOf(gates)]?.["lifecycle"])).toEqual([
    1,
    expect.stringMatching(
      /^✘ fullstory: not evaluated, Terraform says missing of data\.fullstory_gate\.\S+, /,
    ),
  ]);
  expect(
    await changed((gates) =>
      Object.assign(gates[nameOf(gates)] ?? {}, {
        geo: '{"record_geo_mode":"GEO_ALLOW_LIST","record_geo_zones":{"any_value":true}}',
      }),
    ),
  ).toEqual([1, expect.stringMatching(/^✘ fullstory: disagreement, .* was asked for something else /)]);
  expect(await changed((gates) => void delete gates[nameOf(gates)])).toEqual([
    1,
    expect.stringMatching(/^✘ fullstory: disagreement, .* cdk\.tf\.json does not have it/),
  ]);
  expect(evidenceOf(folder).outcome).toBe("planned");
});

test("gate passes a snapshot that Terraform reads at plan, and --require-live does not", async () => {
  const folder = appFolder(`
    const web = stack("web");
    new FullstoryOrg(web, "org", { readAt: "plan", source: "fullstory.snapshot.json" });
    new FullstoryGate(web, "gate", { geo: ${GEO} });
  `);
  expect((await cli(folder, ["snapshot", "update"], envOf(simulator))).code).toBe(0);
  const offline = await gate(folder);
  expect([offline.code, offline.stdout]).toEqual([
    0,
    expect.stringContaining("not live: compared with fullstory.snapshot.json"),
  ]);
  expect(evidenceOf(folder).documents[0]).toMatchObject({
    source: "snapshot",
    snapshot: "fullstory.snapshot.json",
  });
  const refused = await gate(folder, "--require-live", "--from", "cdktf.out");
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringMatching(/^✘ fullstory: not live, /)]);
});
