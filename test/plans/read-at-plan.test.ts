import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { TerraformHclModule, TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import {
  DataFullstoryRecordingGeo,
  FullstoryGate,
  type FullstoryGateProps,
  FullstoryOrg,
  Match,
} from "../../lib/index.js";
import type { TestTerraform } from "../terraform/test-terraform.js";
import { appReading, type PlanTime, startPlanTime, terraformFor } from "./plan-time.js";
import { type TestApp, temporaryFolder } from "./support.js";

let planTime: PlanTime;
beforeAll(async () => {
  planTime = await startPlanTime();
});
beforeEach(async () => {
  await planTime.simulator.reset();
  await planTime.simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["US"] });
});
const loosen = () => planTime.simulator.replace("geo", { recordGeoMode: "GEO_ALL", recordGeoZones: [] });

const GEO = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["US"] } as const;

function gated(props: FullstoryGateProps, more?: (stack: TerraformStack) => void): TestApp {
  const made = appReading({ readAt: "plan" });
  more?.(made.stack);
  new FullstoryGate(made.stack, "gate", props);
  return made.synth();
}

/** The words of every failure, without what differs from one run to the next. */
async function failuresOf(terraform: TestTerraform): Promise<readonly string[]> {
  const { diagnostics } = await terraform.planJson();
  return diagnostics
    .filter(({ severity, detail }) => severity === "error" && detail.startsWith("fullstory:"))
    .flatMap(({ detail }) => detail.split(/\n+(?=fullstory: )/))
    .map((text) => text.replace(/read \S+ \S+ UTC/, "read WHEN").replace(/\n {2}Whole difference: .*/, ""))
    .sort();
}

test("What Terraform reads fails with the words that a synthesis finds for it, in one stack.", async () => {
  const declared = {
    because: "DPIA-31",
    geo: GEO,
    features: { mobile: { consoleWatcher: true } },
  } as const;
  await loosen();
  const { adminKey: apiKey, url: baseUrl } = planTime.simulator;
  const made = appReading({ readAt: "plan" });
  const atSynth = new FullstoryOrg(made.stack, "synth", { alias: "synth", readAt: "synth", apiKey, baseUrl });
  for (const props of [declared, { ...declared, org: atSynth }])
    new FullstoryGate(made.stack, "org" in props ? "here" : "there", props);
  const found = await failuresOf(await terraformFor(made.synth(), planTime));
  expect(found).toHaveLength(6);
  // Sorted, so that the same words stand side by side.
  expect(found.filter((_, index) => index % 2 === 0)).toEqual(found.filter((_, index) => index % 2 === 1));
  const { outcome, documents } = made.evidence();
  expect(outcome).toBe("drift");
  expect(documents.map(({ status }) => status)).toEqual(["read", "read", "planned", "planned"]);
});

/** A guarded stack with a resource, a module, and a data source that is referred to. */
function guarded(): TestApp {
  return gated({ guard: true, geo: GEO }, (stack) => {
    new TerraformHclModule(stack, "module", { source: moduleFolder() });
    stack.addOverride("resource.terraform_data.waits", { input: "1" });
    const geo = new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
    new TerraformOutput(stack, "zones", { value: geo.recordGeoZones });
  });
}

function moduleFolder(): string {
  const folder = path.join(temporaryFolder(), "module");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "main.tf"), 'resource "terraform_data" "inside" {}\n');
  return folder;
}

const managedIn = (made: TestApp): readonly string[] =>
  (
    JSON.parse(readFileSync(path.join(made.outdir, "web.tfstate"), "utf8")) as {
      readonly resources: readonly { readonly mode: string; readonly name: string }[];
    }
  ).resources.flatMap(({ mode, name }) => (mode === "managed" ? [name] : []));

test("A clean saved plan over a later loosening fails at apply, and neither a resource nor what is in a module is made.", async () => {
  const made = guarded();
  const terraform = await terraformFor(made, planTime);
  const planFile = path.join(made.outdir, "saved.tfplan");
  const planned = await terraform.plan({ out: planFile });
  expect([planned.exitCode, planned.text.toLowerCase().includes("deprecat")]).toEqual([2, false]);
  await loosen();
  const applied = await terraform.apply(planFile);
  expect(applied.exitCode).toBe(1);
  expect(applied.text).toContain("fullstory: drift, recordGeoMode differs [LOOSENED]");
  expect(managedIn(made)).toEqual([]);
});

test("A guarded stack applies, and under drift no -target goes round its gate, while a destroy does.", async () => {
  const made = guarded();
  const terraform = await terraformFor(made, planTime);
  expect((await terraform.apply()).exitCode).toBe(0);
  expect(managedIn(made)).toEqual(["waits", "inside"]);
  expect(await terraform.output()).toMatchObject({ zones: { value: ["US"] } });
  expect((await terraform.plan()).exitCode).toBe(0);
  await loosen();
  for (const target of ["terraform_data.waits", "module.module"]) {
    const { exitCode, text } = await terraform.plan({ args: [`-target=${target}`] });
    expect([exitCode, text.includes("fullstory: drift, recordGeoMode")]).toEqual([1, true]);
  }
  expect((await terraform.plan({ args: ["-refresh-only"] })).exitCode).not.toBe(1);
  expect((await terraform.destroy()).exitCode).toBe(0);
});

test("A notice under warningsAsErrors fails what Terraform reads, though every setting is as declared.", async () => {
  const made = appReading({ readAt: "plan", warningsAsErrors: true });
  const expires = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
  const waiver = { path: "recordGeoMode", observed: "0".repeat(32), reason: "Until the audit.", expires };
  new FullstoryGate(made.stack, "gate", { geo: GEO, waivers: [waiver] });
  // Needed on no platform: neither gate can tell alone.
  const features = { web: { ajaxWatcher: Match.anyValue() }, mobile: { ajaxWatcher: Match.anyValue() } };
  new FullstoryGate(made.stack, "both", { features, waivers: [{ ...waiver, path: "ajaxWatcher" }] });
  const terraform = await terraformFor(made.synth(), planTime);
  const { exitCode, diagnostics } = await terraform.planJson();
  const shown = diagnostics.map(({ severity, detail }) => `${severity} ${detail.split("\n")[0]}`);
  expect([exitCode, shown.toSorted()]).toEqual([
    1,
    ["ajaxWatcher", "recordGeoMode"].map(
      (path) => `error fullstory: notice, a waiver for ${path} is not needed`,
    ),
  ]);
});

test("An option that a variable of null gives is no option that was left out: nothing passes.", async () => {
  const made = appReading({ readAt: "plan", alias: "left out" });
  const unset = new TerraformVariable(made.stack, "unset", { type: "string" });
  unset.addOverride("default", null);
  for (const option of ["expectOrg", "baseUrl"]) {
    const props = { readAt: "plan", alias: option, [option]: unset.stringValue } as const;
    const org = new FullstoryOrg(made.stack, option, props);
    new FullstoryGate(made.stack, `gate ${option}`, { org, geo: GEO });
  }
  const terraform = await terraformFor(made.synth(), planTime);
  const { diagnostics } = await terraform.planJson();
  expect(diagnostics.map(({ detail }) => / {2}Argument {2}(.*)/.exec(detail)?.[1]).toSorted()).toEqual([
    "base_url is empty; leave it out or give it a value",
    "expect_org is empty; leave it out or give it a value",
  ]);
});

test("What only warns is shown and stops nothing, guard or not, until nothing can be read.", async () => {
  const made = gated({ guard: true, severity: "warning", geo: GEO }, (stack) => {
    stack.addOverride("resource.terraform_data.waits", { input: "1" });
    new FullstoryGate(stack, "tightened", {
      onTightened: "warning",
      privacy: { discardIpAddresses: false },
    });
  });
  await loosen();
  await planTime.simulator.set("privacy", { discardIpAddresses: true });
  const terraform = await terraformFor(made, planTime);
  const planFile = path.join(made.outdir, "warned.tfplan");
  const { exitCode, diagnostics } = await terraform.planJson({ out: planFile });
  const shown = diagnostics.map(({ severity, detail }) => `${severity} ${detail.split("\n")[0]}`);
  expect([exitCode, shown.toSorted()]).toEqual([
    2,
    [
      "warning fullstory: drift, discardIpAddresses differs [TIGHTENED]",
      "warning fullstory: drift, recordGeoMode differs [LOOSENED]",
    ],
  ]);
  expect((await terraform.apply(planFile)).exitCode).toBe(0);
  expect(managedIn(made)).toEqual(["waits"]);
  await planTime.simulator.fault({ kind: "status", status: 404, match: { path: "/geo" } });
  const unread = await terraform.plan();
  expect([unread.exitCode, unread.text.includes("fullstory: unreadable")]).toEqual([1, true]);
});

test("A waiver of a gate that one platform needs is not called needless for the other.", async () => {
  await planTime.simulator.set("features", { consoleWatcher: true }, { platform: "mobile" });
  const declared = { web: { consoleWatcher: false }, mobile: { consoleWatcher: false } };
  const plan = async (waivers: FullstoryGateProps["waivers"] = []) => {
    const terraform = await terraformFor(gated({ features: declared, waivers }), planTime);
    const { exitCode, text, diagnostics } = await terraform.planJson();
    const warnings = diagnostics.filter(({ severity }) => severity === "warning");
    return { exitCode, observed: /observed ([0-9a-f]{32})/.exec(text)?.[1] ?? "", warnings };
  };
  const { exitCode, observed } = await plan();
  expect(exitCode).toBe(1);
  const expires = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const waived = await plan([{ path: "consoleWatcher", observed, reason: "moving", expires }]);
  expect(waived).toEqual({ exitCode: 0, observed: "", warnings: [] });
});
