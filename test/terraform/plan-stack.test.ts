import { readFileSync } from "node:fs";
import path from "node:path";
import { type NullProviderHandle, startNullProvider } from "../../src/null-provider/index.js";
import { planStack, TerraformError } from "../../src/terraform/index.js";
import { fakeTerraform, temporaryFolder } from "./support.js";

let provider: NullProviderHandle;
beforeAll(async () => {
  provider = await startNullProvider();
});
afterAll(() => provider.stop());

/** A stack as CDKTF writes it: JSON, with a backend block. */
function stack(mode: string, more: object = {}): string {
  const config = {
    terraform: {
      backend: { local: { path: "terraform.tfstate" } },
      required_providers: { null: { source: "null", version: "~> 3.2" } },
    },
    provider: { null: [{}] },
    data: {
      null_data_source: {
        geo: {
          inputs: { mode },
          lifecycle: {
            postcondition: [
              {
                condition: '${self.outputs["mode"] == "GEO_ALL"}',
                error_message: "record_geo_mode is GEO_BLOCK_LIST,\nnot GEO_ALL",
              },
            ],
          },
        },
      },
    },
    ...more,
  };
  return temporaryFolder({ "cdk.tf.json": JSON.stringify(config) });
}

test("A condition that holds gives exit code 0, no changes, and a check that passed.", async () => {
  const { exitCode, text, diagnostics, checks } = await planStack({ dir: stack("GEO_ALL"), provider });
  expect({ exitCode, diagnostics, checks }).toEqual({
    exitCode: 0,
    diagnostics: [],
    checks: [{ address: "data.null_data_source.geo", kind: "resource", status: "pass" }],
  });
  expect(text).toContain("No changes.");
});

test("A condition that fails gives exit code 1, its message to read, and as a diagnostic.", async () => {
  const { exitCode, text, diagnostics, checks } = await planStack({ dir: stack("GEO_BLOCK_LIST"), provider });
  expect(exitCode).toBe(1);
  expect(text).toContain("\nrecord_geo_mode is GEO_BLOCK_LIST,\nnot GEO_ALL\n");
  expect(diagnostics).toMatchObject([
    {
      severity: "error",
      summary: "Resource postcondition failed",
      detail: "record_geo_mode is GEO_BLOCK_LIST,\nnot GEO_ALL",
      range: { filename: "cdk.tf.json" },
      snippet: { code: expect.stringContaining("GEO_ALL") },
    },
  ]);
  expect(checks).toEqual([{ address: "data.null_data_source.geo", kind: "resource", status: "fail" }]);
});

test("A resource to be made gives exit code 2.", async () => {
  const dir = stack("GEO_ALL", { resource: { null_resource: { gated: {} } } });
  expect(await planStack({ dir, provider })).toMatchObject({ exitCode: 2, diagnostics: [] });
});

test("A check block that fails is a warning, and a check that failed.", async () => {
  const condition = '${data.null_data_source.geo.outputs["mode"] == "other"}';
  const dir = stack("GEO_ALL", { check: { fresh: { assert: [{ condition, error_message: "stale" }] } } });
  const { exitCode, diagnostics, checks } = await planStack({ dir, provider });
  expect(exitCode).toBe(0);
  expect(diagnostics).toMatchObject([{ severity: "warning", detail: "stale" }]);
  expect(checks).toContainEqual({ address: "check.fresh", kind: "check", status: "fail" });
});

test("A target in TF_CLI_ARGS_plan does not make the plan skip the gate.", async () => {
  const env = { ...process.env, TF_CLI_ARGS_plan: "-target=null_resource.other" };
  expect(await planStack({ dir: stack("GEO_BLOCK_LIST"), provider, env })).toMatchObject({ exitCode: 1 });
});

test("An init that fails is a fault, so that nobody takes it for the verdict.", async () => {
  const dir = temporaryFolder({ "cdk.tf.json": "{" });
  await expect(planStack({ dir, provider })).rejects.toBeInstanceOf(TerraformError);
  await expect(planStack({ dir, provider })).rejects.toThrow(/terraform init failed in /);
});

test("No run of a verdict sees the Fullstory key.", async () => {
  const dir = temporaryFolder();
  const answer = '{"terraform_version":"1.11.4","terraform_outdated":false}';
  const folder = fakeTerraform(`env >> ${dir}/env; if [ "$1" = version ]; then echo '${answer}'; fi`);
  await planStack({
    dir,
    provider,
    env: { PATH: `${folder}:/usr/bin:/bin`, FULLSTORY_API_KEY: "na1.secret" },
  });
  const seen = readFileSync(path.join(dir, "env"), "utf8");
  // version, init and both plans
  expect(seen.match(/^TF_INPUT=0$/gm)).toHaveLength(4);
  expect(seen).toContain("TF_REATTACH_PROVIDERS=");
  expect(seen).not.toContain("na1.secret");
});
