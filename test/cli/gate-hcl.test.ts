import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeEvidence, EVIDENCE_FILE } from "../../lib/evidence/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { installExample } from "../plugin/example/support.js";
import { temporaryFolder } from "../terraform/support.js";
import { cli, envOf, filesBelow, freshSimulator, rewrite, write } from "./gate-support.js";

jest.setTimeout(180_000);

const EXAMPLE = join(__dirname, "../../examples/hcl/gate");
const REQUIRED = `terraform {
  required_providers {
    fullstory = { source = "cdktf-fullstory/fullstory" }
  }
}
`;
const GEO = `geo = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = ["US", "CA"] }`;
const data = (more = "") => `data "fullstory_gate" "g" {\n  ${GEO}\n  ${more}\n}\n`;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await freshSimulator();
  await simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA", "US"] });
  await simulator.set("privacy", {
    discardIpAddresses: true,
    defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",
    elementBlocks: [
      { selector: "input[type=password]", type: "BLOCK_EXCLUDE", scope: "ALL_SESSIONS", consent: false },
    ],
  });
  await simulator.set("features", { consoleWatcher: false });
  await simulator.set("features", { consoleWatcher: false }, { platform: "mobile" });
});

const loosen = () => simulator.replace("geo", { recordGeoMode: "GEO_ALL", recordGeoZones: [] });

const hcl = (text: string) => temporaryFolder({ "infra/main.tf": REQUIRED + text });

function example(): string {
  const folder = temporaryFolder();
  cpSync(EXAMPLE, join(folder, "infra"), { recursive: true });
  return folder;
}

const gate = (folder: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  cli(folder, ["gate", "infra", ...args], envOf(simulator, env));

const evidenceOf = (folder: string) => {
  const read = decodeEvidence(readFileSync(join(folder, "infra", EVIDENCE_FILE), "utf8"));
  if (!read.ok) throw new Error(read.faults.join("; "));
  return read.value;
};

test("gate DIR passes a folder of HCL whose gate matches, and leaves evidence in it that report reads", async () => {
  const folder = example();
  const { code, stdout, stderr } = await gate(folder);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^✔ fullstory: 7 of 7 declared fields match\n {2}o-\S+ · live · read /);
  expect(stdout).toMatch(/evaluated by \S+ \S+: 1 pass, 0 unknown/);
  expect(existsSync(join(folder, "infra", "terraform.tfstate"))).toBe(false);
  const evidence = evidenceOf(folder);
  expect(evidence).toMatchObject({
    stack: "infra",
    outcome: "pass",
    language: "hcl",
    counts: { declared: 7, matches: 7 },
    orgs: [{ construct: "provider.fullstory", readAt: "plan", source: "live" }],
  });
  expect(evidence.documents.map(({ address, status, maxAge }) => [address, status, maxAge])).toEqual(
    evidence.documents.map(() => ["data.fullstory_gate.recording", "read", 0]),
  );
  const reported = await cli(folder, ["report", "infra"], envOf(simulator));
  expect([reported.code, reported.stdout]).toEqual([0, expect.stringMatching(/^✔ fullstory: 7 of 7 /)]);
});

test("gate DIR says drift with exit code 2, in every format, with paths and waivers in HCL", async () => {
  const folder = example();
  await loosen();
  const { code, stdout } = await gate(folder);
  expect([code, stdout]).toEqual([
    2,
    expect.stringMatching(/^✘ fullstory: drift, recording is looser than declared: 3 loosened\n/),
  ]);
  expect(stdout).toContain('waiver    { path = "record_geo_mode", observed = "');
  expect(stdout).toMatch(/ {2}at +infra\/main\.tf:\d+\n/);
  expect(evidenceOf(folder).outcome).toBe("drift");
  const formats = ["json", "markdown", "junit", "sarif", "github", "html"];
  for (const format of formats) {
    const ran = await cli(
      folder,
      ["report", "infra", "--output", format, "--out", `r.${format}`],
      envOf(simulator),
    );
    expect([format, ran.code]).toEqual([format, 2]);
    expect(readFileSync(join(folder, `r.${format}`), "utf8")).toMatch(/record_geo_mode|recordGeoMode/);
  }
  const json = JSON.parse(readFileSync(join(folder, "r.json"), "utf8"));
  expect([json.verdict, json.exitCode]).toEqual(["drift", 2]);
  expect(readFileSync(join(folder, "r.junit"), "utf8")).toMatch(/<failure .*record_geo_mode/);
  expect(readFileSync(join(folder, "r.sarif"), "utf8")).toContain('"uri": "infra/main.tf"');
});

test("gate DIR --baseline tells what is checked no more, and a gate that fails leaves no earlier evidence", async () => {
  const privacy = "privacy = { discard_ip_addresses = true }";
  const folder = hcl(`${data(privacy)}ephemeral "fullstory_gate" "again" {\n  ${GEO}\n}\n`);
  expect((await gate(folder)).code).toBe(0);
  expect(evidenceOf(folder).guards).toMatchObject([{ construct: "ephemeral.fullstory_gate.again" }]);
  const base = join(folder, "base.json");
  cpSync(join(folder, "infra", EVIDENCE_FILE), base);
  write(folder, "infra/main.tf", REQUIRED + data('on_drift = "report"'));
  const told = await gate(folder, ["--baseline", "./base.json"]);
  expect([told.code, told.stdout]).toEqual([0, expect.stringContaining("no longer checked")]);
  expect(told.stdout).toContain("reports only");
  expect(told.stdout).toContain("guard of ephemeral.fullstory_gate.again");
  // The file that it would overwrite is read first.
  cpSync(base, join(folder, "infra", EVIDENCE_FILE));
  const failed = await gate(folder, ["--baseline", `./infra/${EVIDENCE_FILE}`, "--no-weaken"]);
  expect([failed.code, failed.stdout]).toEqual([2, expect.stringMatching(/^✘ fullstory: weakened, /)]);
  write(folder, "infra/main.tf", `${REQUIRED}data "fullstory_gate" "g" {\n  geo = {}\n}\n`);
  expect((await gate(folder)).code).toBe(1);
  expect(evidenceOf(folder)).toMatchObject({ outcome: "error", documents: [] });
  const reported = await cli(folder, ["report", "infra"], envOf(simulator));
  expect([reported.code, reported.stdout]).toEqual([1, expect.stringMatching(/^✘ fullstory: plan failed, /)]);
});

test("gate DIR --require-live does not pass a snapshot, and baselines of git references are the folder's own", async () => {
  const folder = hcl(data());
  const ran = (name: string, ...args: string[]) => spawnSync(name, args, { cwd: folder, encoding: "utf8" });
  expect((await gate(folder)).code).toBe(0);
  write(folder, "infra/other/fullstory.evidence.json", "not the folder's own");
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "x"],
  ])
    expect(ran("git", ...args).status).toBe(0);
  const same = await gate(folder, ["--baseline", "ref:HEAD", "--no-weaken"]);
  expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/^✔ /)]);
  expect((await cli(folder, ["snapshot", "update"], envOf(simulator))).code).toBe(0);
  const env = { FULLSTORY_SETTINGS_SOURCE: join(folder, "fullstory.snapshot.json") };
  const offline = await gate(folder, ["--require-live"], env);
  expect([offline.code, offline.stdout]).toEqual([1, expect.stringMatching(/^✘ fullstory: not live, /)]);
  expect(evidenceOf(folder).documents[0]?.source).toBe("snapshot");
});

test("gate DIR with a wrong key, or none, cannot decide, and says that it is not drift", async () => {
  const { code, stdout, stderr } = await gate(example(), [], {
    FULLSTORY_API_KEY: "na1.wrong-key-000000000",
  });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^✘ fullstory: unreadable, /)]);
  expect(stdout + stderr).not.toContain("wrong-key");
  const keyless = await gate(example(), [], { FULLSTORY_API_KEY: "" });
  // One cause, told once, with what is wrong.
  expect(keyless.stdout.match(/no API key: FULLSTORY_API_KEY is not set/g)).toHaveLength(1);
  expect([keyless.code, keyless.stdout]).toEqual([
    1,
    expect.stringMatching(/^✘ fullstory: unreadable, \S+, /),
  ]);
});

test("gate DIR fails where a gate reports, and passes where it only warns, as the gate of an app does", async () => {
  const reports = hcl(data(`on_drift = "report"`));
  await loosen();
  const drifted = await gate(reports);
  expect([drifted.code, drifted.stdout]).toEqual([2, expect.stringMatching(/^✘ fullstory: drift, /)]);
  const warned = await gate(hcl(data(`severity = "warning"`)));
  expect([warned.code, warned.stdout]).toEqual([0, expect.stringMatching(/^! fullstory: 0 of 2 /)]);
  expect(warned.stdout).toContain("(warns only)");
  await simulator.fault({ kind: "status", status: 403, match: { path: "/settings/recording/v1/geo" } });
  const { code, stdout } = await gate(reports);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^✘ fullstory: unreadable, /)]);
});

test("gate DIR does not pass a gate that the plan did not read", async () => {
  const deferred = hcl(`resource "terraform_data" "x" {}\n${data("depends_on = [terraform_data.x]")}`);
  const first = await gate(deferred);
  expect([first.code, first.stdout]).toEqual([
    1,
    expect.stringContaining("data.fullstory_gate.g was not read"),
  ]);
  expect(first.stdout).toContain("hint: take depends_on out");
  const none = await gate(hcl(data("count = 0")));
  expect([none.code, none.stdout]).toEqual([1, expect.stringContaining("the plan has none of it")]);
});

test("gate DIR tells a folder without a gate from one with an ephemeral gate only", async () => {
  const none = await gate(hcl(`resource "terraform_data" "x" {}`));
  expect([none.code, none.stdout]).toEqual([1, expect.stringContaining("the folder has no gate")]);
  const folder = hcl(`ephemeral "fullstory_gate" "e" {\n  ${GEO}\n}\n`);
  const matching = await gate(folder);
  expect([matching.code, matching.stdout]).toEqual([1, expect.stringContaining("ephemeral gates only")]);
  expect(matching.stdout).toContain("ephemeral.fullstory_gate.e was opened without an error");
  await loosen();
  expect((await gate(folder)).code).toBe(2);
});

test("gate DIR judges gates in modules", async () => {
  const folder = hcl(`module "m" {\n  source = "./m"\n}\n`);
  write(folder, "infra/m/main.tf", REQUIRED + data(`on_drift = "report"`));
  expect((await gate(folder)).code).toBe(0);
  await loosen();
  expect((await gate(folder)).code).toBe(2);
});

test("gate DIR gates several orgs whose keys are variables, and keeps them from Terraform's environment and command line", async () => {
  const other = await startSimulator({ orgId: "o-OTHER-na1" });
  await other.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["CA", "US"] });
  const folder = hcl(`variable "other_key" {
  type      = string
  sensitive = true
}
provider "fullstory" {
  alias    = "other"
  api_key  = var.other_key
  base_url = "${other.url}"
}
${data()}
data "fullstory_gate" "other" {
  provider = fullstory.other
  ${GEO}
}
`);
  write(
    folder,
    "terraform-spy",
    `#!/bin/sh\nenv >> "${folder}/seen"\necho "$@" >> "${folder}/seen"\nexec terraform "$@"\n`,
  );
  chmodSync(join(folder, "terraform-spy"), 0o755);
  const ran = await gate(folder, ["--api-key-env", "MY_KEY"], {
    TERRAFORM_BINARY_NAME: join(folder, "terraform-spy"),
    FULLSTORY_API_KEY: "",
    MY_KEY: simulator.adminKey,
    FULLSTORY_OTHER_KEY: other.adminKey,
    TF_VAR_other_key: other.adminKey,
  });
  await other.stop();
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^✔ fullstory: 4 of 4 /)]);
  expect(evidenceOf(folder).orgs.map(({ construct, id }) => [construct, id])).toEqual([
    ["provider.fullstory", expect.any(String)],
    ["provider.fullstory.other", "o-OTHER-na1"],
  ]);
  const seen = readFileSync(join(folder, "seen"), "utf8");
  expect(seen).toContain("TF_REATTACH_PROVIDERS=");
  for (const key of [simulator.adminKey, other.adminKey]) expect(seen).not.toContain(key);
});

test("gate DIR keeps the key from Terraform, from other providers and from every command line, under whatever name", async () => {
  const folder = hcl(`${data()}data "example_echo" "other" {}\n`);
  const infra = join(folder, "infra");
  rewrite(join(infra, "main.tf"), (text) =>
    text.replace("required_providers {", '$&\n    example = { source = "acme/example" }'),
  );
  // Terraform launches the second provider, whose launcher writes down what it can see.
  installExample(infra);
  const dump = `env >> "${folder}/seen"\nps -ww -eo args >> "${folder}/seen"\n`;
  for (const file of filesBelow(join(infra, "terraform.d")))
    rewrite(file, (text) => text.replace("exec ", `${dump}exec `));
  write(folder, "terraform-spy", `#!/bin/sh\nenv >> "${folder}/seen"\nexec terraform "$@"\n`);
  chmodSync(join(folder, "terraform-spy"), 0o755);
  const trace = join(folder, "trace.log");
  const { code, stdout, stderr } = await gate(folder, ["--api-key-env", "MY_KEY"], {
    TERRAFORM_BINARY_NAME: join(folder, "terraform-spy"),
    TF_CLI_CONFIG_FILE: "/dev/null",
    TF_LOG: "trace",
    TF_LOG_PATH: trace,
    FULLSTORY_API_KEY: "",
    MY_KEY: simulator.adminKey,
    OTHER: `token ${simulator.adminKey}`,
    FROM_CI: "kept",
  });
  expect([code, stderr]).toEqual([0, ""]);
  const seen = readFileSync(join(folder, "seen"), "utf8");
  expect(seen).toContain("TF_PLUGIN_MAGIC_COOKIE=");
  expect(seen).toContain("FROM_CI=kept");
  expect(seen).toContain("programs/provider.js --attached");
  expect(readFileSync(trace, "utf8").length).toBeGreaterThan(10_000);
  const secrets = [simulator.adminKey, Buffer.from(simulator.adminKey).toString("base64")];
  const files = filesBelow(folder).map((file) => readFileSync(file, "latin1"));
  for (const text of [stdout, seen, ...files])
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test("gate DIR refuses what it would have to ignore, and folders that are no HCL", async () => {
  const folder = example();
  for (const args of [["--allow-empty"], ["--platform", "web"], ["--stack", "x"]]) {
    const { code, stderr } = await gate(folder, args);
    expect([args, code, stderr]).toEqual([
      args,
      1,
      expect.stringContaining("gate on a folder of HCL does not take"),
    ]);
  }
  const told = async (name: string) => {
    const { code, stderr } = await cli(folder, ["gate", name], envOf(simulator));
    return [code, stderr.split("\n")[0]];
  };
  write(folder, "empty/readme.txt", "");
  write(folder, "app/cdktf.json", "{}");
  write(folder, "app/main.tf", "");
  expect(await told("nowhere")).toEqual([1, 'error: there is no folder "nowhere"']);
  expect(await told("empty")).toEqual([1, 'error: "empty" holds no Terraform file (*.tf)']);
  expect(await told("app")).toEqual([1, 'error: "app" is a CDKTF app: it holds cdktf.json']);
});
