import { type Bench, type Folder, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.simulator.reset());

const GEO = '\ndata "fullstory_recording_geo" "now" {}\n';

async function errorsOf({ terraform }: Folder): Promise<readonly { summary: string; detail: string }[]> {
  const { diagnostics, exitCode } = await terraform.planJson();
  expect(exitCode).toBe(1);
  return diagnostics.filter(({ severity }) => severity === "error");
}

async function onlyError(hcl: string): Promise<string> {
  const errors = await errorsOf(bench.folder(hcl));
  expect(errors).toHaveLength(1);
  return `${errors[0]?.summary}\n${errors[0]?.detail}`;
}

describe("The configuration of the provider", () => {
  it("is told at the read, with everything that is wrong with it together", async () => {
    const text = await onlyError(`provider "fullstory" {
  timeout      = "soon"
  attempts     = 0
  max_age      = "7"
  on_tightened = "maybe"
  expect_org   = ""
}${GEO}`);
    expect(text).toMatch(/^fullstory: unreadable, the provider's configuration cannot be used\n/);
    for (const name of ["timeout", "attempts", "max_age", "on_tightened", "expect_org"]) {
      expect(text).toMatch(new RegExp(`^  Argument  ${name} `, "m"));
    }
  });

  it("names arguments, not the options of the library", async () => {
    const text = await onlyError(`provider "fullstory" { base_url = "https://elsewhere.example" }${GEO}`);
    expect(text).toContain("base_url: elsewhere.example is not a Fullstory host; name it in allow_host");
    expect(text).not.toMatch(/baseUrl|allowHost/);
  });

  it("with an empty key never falls back to the environment", async () => {
    const text = await onlyError(`provider "fullstory" { api_key = "" }${GEO}`);
    expect(text).toContain("api_key was given but is undefined or empty");
  });

  it("that is not known before apply is one error, and says which argument", async () => {
    const text = await onlyError(`
resource "terraform_data" "later" { input = "o-1" }
provider "fullstory" { expect_org = terraform_data.later.output }${GEO}`);
    expect(text).toContain("expect_org is not known before apply");
  });

  it("without a key blocks no destroy", async () => {
    const without = await startBench({ FULLSTORY_API_KEY: "" });
    const folder = without.folder('resource "terraform_data" "x" {}\n');
    expect((await folder.terraform.apply()).exitCode).toBe(0);
    const { writeFileSync, readFileSync } = await import("node:fs");
    writeFileSync(`${folder.dir}/main.tf`, readFileSync(`${folder.dir}/main.tf`, "utf8") + GEO);
    const errors = await errorsOf(folder);
    expect(`${errors[0]?.detail}`).toContain("no API key: FULLSTORY_API_KEY is not set or empty");
    expect((await folder.terraform.destroy(["-refresh=false"])).exitCode).toBe(0);
  });

  it("with a wrong key is one error of each that reads, which says so and quotes no key", async () => {
    const errors = await errorsOf(
      bench.folder(`provider "fullstory" { api_key = "wrong-key-4711" }${GEO}
data "fullstory_gate" "g" {
  geo      = { record_geo_mode = "GEO_ALL" }
  privacy  = { discard_ip_addresses = true }
  features = { web = { console_watcher = false }, mobile = { console_watcher = false } }
}`),
    );
    expect(errors).toHaveLength(2);
    for (const { detail } of errors) {
      expect(detail).toMatch(/401 {3}unauthorized[\s\S]*Give a key that the org still accepts/);
      expect(detail).not.toContain("wrong-key-4711");
    }
    expect(errors.map(({ detail }) => /^ {2}Document {2}(.*)$/m.exec(detail)?.[1])).toContain(
      "geo, privacy, features (web), features (mobile)",
    );
  });

  it("with a key that may not read privacy says which one may", async () => {
    const weak = await onlyError(`provider "fullstory" { api_key = "${bench.simulator.standardKey}" }
data "fullstory_recording_privacy" "now" {}`);
    expect(weak).toContain("403   forbidden");
    expect(weak).toContain("Admin key");
  });
});

describe("expect_org", () => {
  it("lets its own org through", async () => {
    const { terraform } = bench.folder(
      `provider "fullstory" { expect_org = "${bench.simulator.orgId}" }${GEO}`,
    );
    expect((await terraform.plan()).exitCode).toBe(0);
  });

  it("fails every read of another org", async () => {
    const errors = await errorsOf(
      bench.folder(`provider "fullstory" { expect_org = "o-OTHER-na1" }${GEO}
data "fullstory_session_events" "not_there" { session_id = "1:2" }`),
    );
    expect(errors.map(({ summary }) => summary)).toEqual(
      Array(2).fill("fullstory: wrong org, nothing was checked (not drift)"),
    );
  });

  it("says that the org could not be confirmed where /me does not answer, and that is not the wrong org", async () => {
    await bench.simulator.fault({ kind: "status", status: 404, match: { path: "/me" } });
    const text = await onlyError(`provider "fullstory" { expect_org = "${bench.simulator.orgId}" }${GEO}`);
    expect(text).toMatch(/^fullstory: unreadable, the org could not be confirmed/);
    expect(text).not.toContain("wrong org");
    await bench.simulator.reset();
    const org = `expect_org = "${bench.simulator.orgId}"`;
    const wrong = await onlyError(`provider "fullstory" {\n  api_key = "wrong-key-4711"\n  ${org}\n}${GEO}`);
    expect(wrong).toContain("Give a key that the org still accepts");
  });
});
