import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformHclModule, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { FullstoryGate, type FullstoryGateProps } from "../../lib/index.js";
import { documents } from "../synthesis/support.js";
import { firstLines, type ResourceJson, TestApp, temporaryFolder } from "./support.js";

const MATCHES = { recordGeoMode: "GEO_ALLOW_LIST" } as const;
const DIFFERS = { recordGeoMode: "GEO_ALL" } as const;

/** A stack with resources in several places, guarded. */
function guarded(
  props: Partial<FullstoryGateProps> & { geo: object },
  more?: (stack: TerraformStack) => void,
): TestApp {
  const made = new TestApp();
  const nested = new Construct(made.stack, "nested");
  new Resource(made.stack, "first", {
    lifecycle: { precondition: [{ condition: '${path.module != ""}', errorMessage: "own" }] },
  });
  new Resource(nested, "second", { dependsOn: [made.stack.node.findChild("first") as Resource] });
  more?.(made.stack);
  new FullstoryGate(made.stack, "gate", { org: made.org(documents), guard: true, ...props });
  new Resource(new Construct(nested, "deeper"), "third");
  return made.synth();
}

function resourcesOf(made: TestApp): Readonly<Record<string, ResourceJson>> {
  return made.json().resource?.["null_resource"] ?? {};
}

function moduleFolder(): string {
  const folder = path.join(temporaryFolder(), "module");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "main.tf"), 'resource "null_resource" "inside" {}\n');
  return folder;
}

test("Every resource and module call of a guarded stack waits for the gate, beside what it waits for anyway.", () => {
  const made = guarded({ geo: MATCHES }, (stack) => {
    new TerraformHclModule(stack, "module", { source: moduleFolder() });
  });
  const [gate = ""] = Object.keys(made.json().data.null_data_source);
  const all = [...Object.values(resourcesOf(made)), ...Object.values(made.json().module ?? {})];
  expect(all).toHaveLength(4);
  for (const element of all) expect(element.depends_on).toContain(`data.null_data_source.${gate}`);
  expect(resourcesOf(made)["first"]?.lifecycle?.precondition).toHaveLength(2);
  expect(Object.values(resourcesOf(made)).flatMap(({ depends_on }) => depends_on)).toContain(
    "null_resource.first",
  );
});

test("What is excepted does not wait, with everything inside of it.", () => {
  const nested: Construct[] = [];
  const made = new TestApp();
  const left = new Construct(made.stack, "left");
  new Resource(new Construct(left, "deep"), "out");
  new Resource(made.stack, "leftover");
  nested.push(left);
  new FullstoryGate(made.stack, "gate", {
    org: made.org(documents),
    guard: { except: nested },
    geo: MATCHES,
  });
  const resources = Object.entries(resourcesOf(made.synth()));
  const waiting = resources.filter(([, { depends_on }]) => depends_on !== undefined).map(([name]) => name);
  expect(waiting).toEqual(["leftover"]);
});

test("A resource that says that it is inside of what is excepted waits all the same, also one of another stack.", () => {
  const made = new TestApp();
  const left = new Construct(made.stack, "left");
  new Resource(left, "out").overrideLogicalId("out");
  new Resource(made.stack, "inside");
  for (const [name, path] of [
    ["out", "elsewhere"],
    ["inside", `${left.node.path}/inside`],
  ])
    made.stack.addOverride(`resource.null_resource.${name}.//.metadata.path`, path);
  const other = new TerraformStack(made.app, "other");
  new NullProvider(other, "null");
  new Resource(other, "same");
  new Resource(made.stack, "same");
  new FullstoryGate(made.stack, "gate", {
    org: made.org(documents),
    guard: { except: [left, other] },
    geo: MATCHES,
  });
  const resources = Object.entries(resourcesOf(made.synth()));
  const waiting = resources.filter(([, { depends_on }]) => depends_on !== undefined).map(([name]) => name);
  expect(waiting.sort()).toEqual(["inside", "same"]);
});

test("-target cannot go round a guarded gate, and a plan over drift makes nothing.", async () => {
  const made = guarded({ geo: DIFFERS });
  const terraform = await made.terraform();
  for (const address of [
    "null_resource.first",
    Object.keys(resourcesOf(made)).find((name) => name.includes("third")) ?? "",
  ]) {
    const { exitCode, text } = await terraform.plan({
      args: [`-target=${address.includes(".") ? address : `null_resource.${address}`}`],
    });
    expect([exitCode, text.includes("fullstory: drift")]).toEqual([1, true]);
  }
});

test("A guarded stack applies, a plan without changes says so, a late apply is stopped, a destroy is not.", async () => {
  const made = guarded({ geo: MATCHES, applyMaxAge: "12h" }, (stack) => {
    new TerraformHclModule(stack, "module", { source: moduleFolder() });
  });
  const terraform = await made.terraform();
  const planFile = path.join(made.outdir, "late.tfplan");
  expect((await terraform.apply()).exitCode).toBe(0);
  const clean = await terraform.plan();
  expect([clean.exitCode, clean.text.includes("No changes.")]).toEqual([0, true]);

  // As a saved plan that waited: fresh by maxAge when it was made, beyond applyMaxAge when it is applied.
  const late = new TestApp(made.outdir);
  new Resource(late.stack, "new");
  new FullstoryGate(late.stack, "gate", {
    org: late.org(documents, { maxAge: "14d" }),
    guard: true,
    applyMaxAge: "90s",
    geo: MATCHES,
  });
  late.synth();
  const long = new Date(Date.now() - 7_200_000).toISOString();
  late.edit((text) => text.replace(/("fetched_at": ")[^"]+/, `$1${long.slice(0, 19)}Z`));
  const again = await late.terraform();
  const planned = await again.plan({ out: planFile });
  expect(planned.exitCode).toBe(2);
  const applied = await again.apply(planFile);
  expect(applied.exitCode).toBe(1);
  expect(applied.text).toContain("fullstory: stale, this plan is too old to be applied (not drift)");
  const state: unknown = JSON.parse(readFileSync(path.join(made.outdir, "web.tfstate"), "utf8"));
  expect(state).toMatchObject({
    resources: expect.arrayContaining([expect.objectContaining({ name: "new", instances: [] })]),
  });
  expect((await again.destroy()).exitCode).toBe(0);
});

test("A destroy is not blocked by drift, nor by a document that cannot be read.", async () => {
  const made = guarded({ geo: MATCHES });
  expect((await (await made.terraform()).apply()).exitCode).toBe(0);
  const drift = new TestApp(made.outdir);
  new NullProvider(drift.stack, "null");
  new FullstoryGate(drift.stack, "gate", { org: drift.org({}), guard: true, geo: DIFFERS });
  const { diagnostics } = await drift.synth().plan();
  expect(firstLines(diagnostics, "error")).toEqual([
    "fullstory: unreadable, nothing was checked (not drift)",
  ]);
  expect((await (await drift.terraform()).destroy()).exitCode).toBe(0);
});

test("Without applyMaxAge nothing is stopped at apply, and by default a day is allowed.", () => {
  const preconditions = (props: object) =>
    Object.values(resourcesOf(guarded({ geo: MATCHES, ...props }))).flatMap(
      ({ lifecycle }) => lifecycle?.precondition ?? [],
    );
  expect(
    preconditions({})
      .map(({ error_message }) => error_message)
      .join(),
  ).toContain("Limit     1d between");
  expect(preconditions({ applyMaxAge: "off" })).toHaveLength(1);
});
