import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type AttachedProvider, startAttached } from "../../src/plugin/attach.js";
import { temporaryFolder } from "../terraform/support.js";
import type { TestTerraform } from "../terraform/test-terraform.js";
import { inFolder, launching, PROGRAM, REQUIRED, succeed } from "./example/support.js";

let provider: AttachedProvider;
beforeAll(async () => {
  provider = await startAttached({ program: PROGRAM, source: "acme/example" });
});
afterAll(() => provider.stop());

const ways: Record<string, (main: string) => Promise<TestTerraform>> = {
  launched: (main) => launching(main),
  attached: (main) => inFolder(temporaryFolder({ "main.tf": `${REQUIRED}\n${main}` }), provider.env),
};

async function outputs(terraform: TestTerraform): Promise<Record<string, unknown>> {
  await succeed(terraform.apply());
  const json = (await terraform.output()) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(json).map(([name, { value }]) => [name, value]));
}

const EVERY_TYPE = `
  provider "example" { greeting = "good day" }
  data "example_echo" "all" {
    single   = { on = true }
    list     = [{ name = "first" }, { name = "second" }]
    map      = { a = { size = 0.1 }, b = {} }
    set      = [{ tag = "x" }, { tag = "y" }]
    anything = { words = ["a", "b"], number = 9007199254740994, none = null, __proto__ = true }
  }
  output "all" { value = { for key, value in data.example_echo.all : key => value if key != "secret" } }
`;

test.each(Object.keys(ways))("Every type of value goes there and back, %s.", async (way) => {
  const terraform = await ways[way]?.(EVERY_TYPE);
  if (terraform === undefined) throw new Error("no such way");
  const { all } = await outputs(terraform);
  expect(all).toEqual({
    single: { on: true },
    list: [{ name: "first" }, { name: "second" }],
    map: { a: { size: 0.1, made: null }, b: { size: null, made: null } },
    set: [{ tag: "x" }, { tag: "y" }],
    anything: { words: ["a", "b"], number: 2 ** 53 + 2, none: null, ["__proto__"]: true },
    greeting: "good day from 1",
    kind: JSON.stringify([
      "object",
      Object.fromEntries([
        ["__proto__", "bool"],
        ["none", "dynamic"],
        ["number", "number"],
        ["words", ["tuple", ["string", "string"]]],
      ]),
    ]),
    made: { text: "t", exact: 0.1, list: ["a", "b"] },
  });
  expect(await succeed(terraform.plan())).toContain("No changes.");
});

test("Numbers of any size keep every digit, in decimal.", async () => {
  const terraform = await ways["attached"]?.(`
    locals { numbers = [0.1, 9007199254740993, 1e300, 123456789012345678901234567890.5, -0.000001] }
    data "example_echo" "d" { anything = local.numbers }
    output "same" { value = [for n in range(5) : data.example_echo.d.anything[n] == local.numbers[n]] }
  `);
  expect(terraform && (await outputs(terraform))).toEqual({ same: Array(5).fill(true) });
});

test("Each alias of an attached provider keeps its own configuration.", async () => {
  const terraform = await ways["attached"]?.(`
    provider "example" { greeting = "one" }
    provider "example" {
      alias = "two"
      greeting = "two"
    }
    data "example_echo" "one" {}
    data "example_echo" "two" { provider = example.two }
    output "greetings" { value = [data.example_echo.one.greeting, data.example_echo.two.greeting] }
  `);
  expect(terraform && (await outputs(terraform))).toEqual({ greetings: ["one from 1", "two from 1"] });
});

test("Errors of validation and warnings stand at the line that they are about.", async () => {
  const terraform = await ways["attached"]?.(`
    data "example_echo" "bad" {
      anything = {
        good   = 1
        bad_if = 2
      }
    }
  `);
  const { exitCode, diagnostics = [] } = (await terraform?.validate()) ?? {};
  expect(exitCode).toBe(1);
  expect(diagnostics).toMatchObject([{ summary: "A bad key", detail: "bad_if is bad" }]);
  const warned = await ways["attached"]?.('data "example_echo" "w" {\n  secret = "s"\n}');
  const plan = await warned?.planJson();
  expect(plan?.exitCode).toBe(0);
  expect(plan?.diagnostics).toMatchObject([{ severity: "warning", summary: "Warned" }]);
  expect(plan?.diagnostics[0]?.range?.start.line).toBeGreaterThan(8);
});

test("A computed attribute inside of nested ones cannot be configured.", async () => {
  const terraform = await ways["attached"]?.(
    'data "example_echo" "d" { map = { a = { made = "by hand" } } }',
  );
  const { diagnostics = [] } = (await terraform?.validate()) ?? {};
  expect(diagnostics).toMatchObject([
    { severity: "error", summary: "Invalid Configuration for Read-Only Attribute" },
  ]);
});

test.each([
  ["throw", "The provider failed", "this was thrown"],
  ["nothing", "The provider failed", "the provider answered neither a value nor an error"],
  ["wrong", "The provider failed", "how: expected string, found number"],
])("A read that goes wrong (%s) is one error that says why.", async (how, summary, detail) => {
  const terraform = await ways["attached"]?.(`data "example_fail" "d" { how = "${how}" }`);
  const { exitCode, diagnostics = [] } = (await terraform?.planJson()) ?? {};
  expect(exitCode).toBe(1);
  expect(diagnostics).toMatchObject([{ severity: "error", summary, detail }]);
});

test("A crash is shown with its stack.", async () => {
  const terraform = await ways["launched"]?.('data "example_fail" "d" { how = "crash" }');
  const { exitCode, text = "" } = (await terraform?.plan()) ?? {};
  expect(exitCode).toBe(1);
  expect(text).toContain("Stack trace from the terraform-provider-example_v1.0.0 plugin");
  expect(text).toContain("Error: this was not caught");
});

test.each(Object.keys(ways))("Functions are called with values of any type, %s.", async (way) => {
  const terraform = await ways[way]?.(`
    data "example_echo" "d" {}
    output "joined" { value = provider::example::join("-", ["a", "b", "c"]) }
    output "type"   { value = provider::example::type_of([1]) }
  `);
  expect(terraform && (await outputs(terraform))).toEqual({
    joined: "a-b-c",
    type: '["tuple",["number"]]',
  });
});

test("A function's error names its argument.", async () => {
  const terraform = await ways["attached"]?.(
    'output "o" { value = provider::example::join("-", ["a", ""]) }',
  );
  const { diagnostics = [] } = (await terraform?.planJson()) ?? {};
  expect(diagnostics).toMatchObject([
    { severity: "error", detail: expect.stringContaining("a text is empty") },
  ]);
});

test("An ephemeral resource is opened at plan and again at apply, and kept nowhere.", async () => {
  const log = path.join(temporaryFolder(), "log");
  const terraform = await launching(
    `
      ephemeral "example_token" "t" { user = "ann" }
      provider "example" {
        alias = "with_token"
        greeting = ephemeral.example_token.t.token
      }
      data "example_echo" "d" { provider = example.with_token }
      output "greeting" { value = data.example_echo.d.greeting }
    `,
    { EXAMPLE_LOG: log },
  );
  expect(await succeed(terraform.plan({ out: "saved" }), 2)).toContain("ann-token");
  expect(readFileSync(log, "utf8")).toBe("open ann\n");
  await succeed(terraform.apply("saved"));
  expect(readFileSync(log, "utf8")).toBe("open ann\n".repeat(2));
});

test("An ephemeral resource that cannot be opened fails the plan at its line.", async () => {
  const terraform = await ways["attached"]?.('ephemeral "example_token" "t" {\n  user = "stranger"\n}');
  const { exitCode, diagnostics = [] } = (await terraform?.planJson()) ?? {};
  expect(exitCode).toBe(1);
  expect(diagnostics).toMatchObject([{ severity: "error", summary: "Unknown user" }]);
  const invalid = await ways["attached"]?.('ephemeral "example_token" "t" { user = "" }');
  expect((await invalid?.validate())?.diagnostics).toMatchObject([{ summary: "No user" }]);
});

test("Without TLS the provider is served in the clear.", async () => {
  const terraform = await launching('data "example_echo" "d" {}', { TF_DISABLE_PLUGIN_TLS: "1" });
  expect(await succeed(terraform.plan())).toContain("No changes.");
});

test("The schema that Terraform knows is the one that was written.", () => {
  const cwd = temporaryFolder({ "main.tf": REQUIRED });
  const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", ...provider.env };
  const { stdout } = spawnSync("terraform", ["providers", "schema", "-json"], { cwd, env, encoding: "utf8" });
  const schemas = JSON.parse(stdout).provider_schemas["registry.terraform.io/acme/example"];
  const { description, attributes } = schemas.data_source_schemas.example_echo.block;
  expect(description).toBe("Answers what it is asked.");
  expect(attributes).toMatchObject({
    single: { description: "One.", description_kind: "markdown", optional: true },
    map: { nested_type: { nesting_mode: "map", attributes: { made: { type: "string", computed: true } } } },
    anything: { type: "dynamic", optional: true },
    secret: { sensitive: true },
    greeting: { computed: true },
  });
  expect(schemas.ephemeral_resource_schemas.example_token.block.attributes.user).toMatchObject({
    required: true,
  });
  expect(schemas.functions.join).toMatchObject({
    summary: "Joins texts.",
    return_type: "string",
    parameters: [
      { name: "separator", type: "string" },
      { name: "texts", type: ["list", "string"], description: "What is joined." },
    ],
  });
});
