import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "../../lib/version";
import { sharedSimulator } from "../simulator/support";
import { accessTo, freshDirectory, runCli } from "./support";

const simulator = sharedSimulator();
const directory = freshDirectory();

interface Check {
  readonly check: string;
  readonly status: string;
  readonly found: string;
  readonly remedy?: string;
}

/** A program that says it is Terraform, so that the test needs none. */
function fakeTerraform(version: string): string {
  const file = join(directory(), `terraform-${version}`);
  writeFileSync(file, `#!/bin/sh\necho '{"terraform_version":"${version}","terraform_outdated":false}'\n`);
  chmodSync(file, 0o755);
  return file;
}

async function doctor(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const { code, stdout, stderr } = await runCli(["doctor", ...args, "--output", "json"], {
    cwd: directory(),
    env: { ...accessTo(simulator()), TERRAFORM_BINARY_NAME: fakeTerraform("1.9.0"), ...env },
  });
  expect(stderr).toBe("");
  expect(stdout).not.toContain(simulator().adminKey);
  const { healthy, checks } = JSON.parse(stdout) as { healthy: boolean; checks: readonly Check[] };
  return { code, healthy, check: (name: string) => checks.find((each) => each.check === name) };
}

describe("doctor", () => {
  test("is content where a gate can decide", async () => {
    const { code, healthy, check } = await doctor();
    expect([code, healthy]).toEqual([0, true]);
    expect(check("terraform")).toMatchObject({
      status: "ok",
      found: expect.stringContaining("terraform 1.9.0"),
    });
    expect(check("org")).toMatchObject({ status: "ok", found: simulator().orgId });
    expect(check("role")?.found).toBe("ADMIN");
    for (const name of ["node", "cdktf", "clock", "privacy", "domain.mobile"])
      expect(check(name)?.status).toBe("ok");
    expect(check("host")).toMatchObject({ status: "warn", remedy: expect.any(String) });
  });

  test("names what a standard key cannot read, unless nobody wants it", async () => {
    const env = { FULLSTORY_API_KEY: simulator().standardKey };
    const { code, check } = await doctor([], env);
    expect(code).toBe(1);
    expect(check("privacy")).toMatchObject({ status: "fail", remedy: expect.stringContaining("Admin key") });
    expect((await doctor(["--documents", "geo,blocking"], env)).code).toBe(0);
  });

  test("gives each fault its own remedy", async () => {
    expect((await doctor([], { FULLSTORY_API_KEY: "" })).check("key and host")).toMatchObject({
      status: "fail",
    });
    expect((await doctor(["--expect-org", "o-ELSE"])).check("org")).toMatchObject({ status: "fail" });
    const old = await doctor([], { TERRAFORM_BINARY_NAME: fakeTerraform("1.4.7") });
    expect(old.check("terraform")).toMatchObject({
      status: "fail",
      remedy: expect.stringContaining("install Terraform"),
    });
    const none = await doctor([], { TERRAFORM_BINARY_NAME: "no-such-program" });
    expect(none.check("terraform")?.status).toBe("fail");
    await simulator().fault({ kind: "header", headers: { date: "Thu, 01 Jan 2015 00:00:00 GMT" } });
    expect((await doctor()).check("clock")).toMatchObject({ status: "fail" });
  });

  test("warns of an endpoint that the org's plan does not include", async () => {
    await simulator().fault({ kind: "status", status: 404, match: { path: "targeting" } });
    const { code, check } = await doctor();
    expect(code).toBe(0);
    expect(check("targeting")).toMatchObject({ status: "warn", found: "not in the org's plan (404)" });
  });

  test("says where the Terraform provider is, and who sees its key, where plain HCL uses it", async () => {
    const installed = async () => (await doctor()).check("terraform provider");
    expect(await installed()).toEqual({
      check: "terraform provider",
      status: "ok",
      found: "not in terraform.d/plugins; no *.tf here uses it",
    });
    writeFileSync(join(directory(), "other.tf"), '# source = "cdktf-fullstory/fullstory"\n');
    expect((await installed())?.status).toBe("ok");
    writeFileSync(join(directory(), "main.tf"), 'data "fullstory_gate" "g" {}\n');
    const { code, check } = await doctor();
    expect(code).toBe(0);
    expect(check("terraform provider")).toMatchObject({
      status: "warn",
      found: "not in terraform.d/plugins; main.tf uses it",
      remedy: expect.stringContaining("npx cdktf-fullstory provider install"),
    });
    expect(check("provider's key")).toMatchObject({
      status: "warn",
      found: expect.stringContaining("seen by every provider"),
    });
    const folder = join(directory(), "terraform.d/plugins/registry.terraform.io/cdktf-fullstory/fullstory");
    mkdirSync(folder, { recursive: true });
    const arch = process.arch === "x64" ? "amd64" : process.arch;
    const put = (version: string, platform: string) =>
      writeFileSync(join(folder, `terraform-provider-fullstory_${version}_${platform}.zip`), "");
    put(VERSION, "plan9_amd64");
    expect(await installed()).toMatchObject({
      status: "warn",
      found: expect.stringContaining("other platforms"),
    });
    put("0.0.1", `${process.platform}_${arch}`);
    expect(await installed()).toMatchObject({ status: "warn", found: expect.stringContaining("0.0.1 in ") });
    put(VERSION, `${process.platform}_${arch}`);
    expect(await installed()).toMatchObject({
      status: "ok",
      found: `0.0.1, ${VERSION} in terraform.d/plugins; main.tf uses it`,
    });
  });
});
