import path from "node:path";
import { type NullProviderHandle, startNullProvider } from "../../src/null-provider/index.js";
import { findTerraform, prepareEnv, type TerraformBinary } from "../../src/terraform/index.js";
import { temporaryFolder } from "../terraform/support.js";
import { TestTerraform } from "../terraform/test-terraform.js";

let provider: NullProviderHandle;
let binary: TerraformBinary;
beforeAll(async () => {
  provider = await startNullProvider();
  binary = await findTerraform();
});
afterAll(() => provider.stop());

function inFolder(cwd: string, variables: Record<string, string> = {}): TestTerraform {
  return new TestTerraform({
    cwd,
    binary,
    env: prepareEnv(process.env, { ...provider.env, ...variables }),
  });
}

function terraformFor(main: string): TestTerraform {
  return inFolder(temporaryFolder({ "main.tf": main }));
}

async function succeed(run: Promise<{ exitCode: number; text: string }>, exitCode = 0): Promise<string> {
  const result = await run;
  if (result.exitCode !== exitCode) throw new Error(`exit code ${result.exitCode}: ${result.text}`);
  return result.text;
}

const EVERYTHING = `
  terraform {
    required_providers {
      null = { source = "hashicorp/null", version = "~> 3.2" }
    }
    backend "local" {}
  }
  variable "word" { default = "one" }
  resource "null_resource" "first"  { triggers = { word = var.word, none = null, __proto__ = "data" } }
  resource "null_resource" "second" {
    triggers = { id = null_resource.first.id, refined = "pre-\${null_resource.first.id}" }
  }
  resource "null_resource" "bare" {}
  data "null_data_source" "known" { inputs = { word = var.word, none = null, __proto__ = "data" } }
  data "null_data_source" "late"  { inputs = { id = null_resource.first.id } }
  data "null_data_source" "bare"  {}
  output "known" { value = data.null_data_source.known.outputs }
  output "late"  { value = data.null_data_source.late.outputs.id == null_resource.first.id }
  output "bare"  { value = data.null_data_source.bare }
  output "ids"   { value = [null_resource.first.id, null_resource.second.id, null_resource.bare.id] }
`;

test("Resources and data sources live through init, validate, plan, apply, refresh, replacement and destroy.", async () => {
  const terraform = terraformFor(EVERYTHING);
  const outputs = async (): Promise<unknown> => terraform.output();
  await succeed(terraform.init());
  expect(await terraform.validate()).toMatchObject({ exitCode: 0, diagnostics: [] });

  const plan = await succeed(terraform.plan(), 2);
  expect(plan).toContain("Plan: 3 to add, 0 to change, 0 to destroy.");
  expect(plan).not.toContain("Deprecated");

  await succeed(terraform.apply());
  const made = await outputs();
  const map = { word: "one", none: null, ["__proto__"]: "data" };
  expect(made).toMatchObject({
    known: { value: map },
    late: { value: true },
    ids: { value: Array(3).fill(expect.stringMatching(/^\d+$/)) },
    bare: { value: { id: "static", inputs: null, outputs: null, has_computed_default: "default" } },
  });

  await succeed(terraform.apply("-refresh-only"));
  await succeed(terraform.apply());
  expect(await outputs()).toHaveProperty("ids", (made as { ids: unknown }).ids);

  const change = "-var=word=two";
  const replacement = await succeed(terraform.plan({ args: [change] }), 2);
  expect(replacement).toContain("null_resource.first must be replaced");
  expect(replacement).toContain("# forces replacement");
  expect(replacement).toContain("Plan: 2 to add, 0 to change, 2 to destroy.");
  await succeed(terraform.apply(change));
  expect(await outputs()).not.toHaveProperty("ids", (made as { ids: unknown }).ids);

  expect(await succeed(terraform.destroy([change]))).toContain("Resources: 3 destroyed.");
  expect(await outputs()).toEqual({});
});

test("A second plan of what was applied says that there are no changes.", async () => {
  const terraform = terraformFor(`
    resource "null_resource" "r" { triggers = { word = "one", none = null } }
    data "null_data_source" "d"  { inputs = { word = "one", none = null } }
  `);
  await succeed(terraform.apply());
  expect(await succeed(terraform.plan())).toContain("No changes.");
});

test("A plan that was saved is applied as it was.", async () => {
  const terraform = terraformFor('resource "null_resource" "r" {}');
  await succeed(terraform.plan({ out: "saved" }), 2);
  expect(await succeed(terraform.apply("saved"))).toContain("1 added");
});

test("Inputs of 5 MB come through unchanged.", async () => {
  const text = "0123456789abcdef".repeat(327_680);
  const main = `
    data "null_data_source" "large" {
      inputs = { text = file("\${path.module}/large.txt") }
      lifecycle {
        postcondition {
          condition     = sha256(self.outputs.text) == filesha256("\${path.module}/large.txt")
          error_message = "other text"
        }
      }
    }
  `;
  const terraform = inFolder(temporaryFolder({ "main.tf": main, "large.txt": text }));
  expect(await succeed(terraform.plan())).toContain("No changes.");
});

test("A postcondition that fails gives exit code 1 with its message.", async () => {
  const terraform = terraformFor(`
    data "null_data_source" "geo" {
      inputs = { mode = "GEO_ALL" }
      lifecycle {
        postcondition {
          condition     = self.outputs.mode == "GEO_BLOCK_LIST"
          error_message = "record_geo_mode differs"
        }
      }
    }
  `);
  const { exitCode, diagnostics } = await terraform.planJson();
  expect(exitCode).toBe(1);
  expect(diagnostics).toMatchObject([{ severity: "error", detail: "record_geo_mode differs" }]);
});

test("One process serves several runs at once.", async () => {
  const runs = ["a", "b", "c"].map(async (word) => {
    const terraform = terraformFor(`
      data "null_data_source" "d"  { inputs = { word = "${word}" } }
      resource "null_resource" "r" { triggers = data.null_data_source.d.outputs }
      output "word" { value = null_resource.r.triggers.word }
    `);
    await succeed(terraform.apply());
    return terraform.output();
  });
  expect(await Promise.all(runs)).toMatchObject(["a", "b", "c"].map((value) => ({ word: { value } })));
});

test("A CLI configuration that does not exist is a warning and no more.", async () => {
  const folder = temporaryFolder({ "main.tf": 'data "null_data_source" "d" {}' });
  const terraform = inFolder(folder, { TF_CLI_CONFIG_FILE: path.join(folder, "missing.tfrc") });
  const { exitCode, text, diagnostics } = await terraform.planJson();
  expect({ exitCode, text }).toEqual({ exitCode: 0, text: expect.stringContaining("missing.tfrc") });
  expect(text).toContain("Unable to open CLI configuration file");
  expect(diagnostics).toEqual([]);
});

test("A configuration that sets what only the provider may set is refused, as by the real one.", async () => {
  const terraform = terraformFor(`
    data "null_data_source" "d"  { outputs = { word = "declared" } }
    resource "null_resource" "r" { id = "mine" }
  `);
  for (const { exitCode, diagnostics } of [await terraform.validate(), await terraform.planJson()]) {
    expect(exitCode).toBe(1);
    expect(diagnostics).toMatchObject(
      Array(2).fill({ severity: "error", summary: "Invalid Configuration for Read-Only Attribute" }),
    );
    expect(diagnostics.map(({ range }) => range?.start.line).sort()).toEqual([2, 3]);
  }
});
