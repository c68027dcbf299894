import { DataFullstoryRecordingGeo, FullstoryOrg } from "../../lib/index.js";
import { documents } from "../synthesis/support.js";
import { firstLines, planDir, TestApp } from "./support.js";

const ALLOWED = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL"] } as const;

function app(maxAge: string): TestApp {
  const made = new TestApp();
  new FullstoryOrg(made.stack, "org", { source: documents, maxAge });
  new DataFullstoryRecordingGeo(made.stack, "geo").expect(ALLOWED);
  return made.synth();
}

/** As if the settings had been read that many seconds ago; negative: in the future. */
function readAgo(seconds: number): (text: string) => string {
  const instant = `${new Date(Date.now() - seconds * 1_000).toISOString().slice(0, 19)}Z`;
  return (text) => text.replace(/("fetched_at": ")[^"]+/, `$1${instant}`);
}

test("Settings that were read too long ago fail the plan as stale, not as drift.", async () => {
  const { exitCode, diagnostics } = await app("1h").edit(readAgo(3_700)).plan();
  expect(exitCode).toBe(1);
  expect(firstLines(diagnostics, "error")).toEqual([
    "fullstory: stale, the settings were read too long ago (not drift)",
  ]);
  const [{ detail } = { detail: "" }] = diagnostics.filter(({ severity }) => severity === "error");
  expect(detail).toMatch(/\n {2}Read {6}\S+Z, 2 of 2 declared fields matched then\n/);
  expect(detail).toMatch(/\n {2}Planned {3}20\d\d-\d\d-\d\dT[\d:]+Z, limit 1h\n/);
});

test("Settings that were read in the future fail the plan; a clock that is a little behind does not.", async () => {
  const future = await app("1h").edit(readAgo(-7_200)).plan();
  expect(future.exitCode).toBe(1);
  expect(firstLines(future.diagnostics, "error")).toEqual([
    "fullstory: stale, the settings were read too long ago (not drift)",
  ]);
  expect((await app("1h").edit(readAgo(-20)).plan()).exitCode).toBe(0);
});

test("Settings just inside the limit pass, and maxAge off has no limit.", async () => {
  expect((await app("1h").edit(readAgo(3_500)).plan()).exitCode).toBe(0);
  expect((await app("off").edit(readAgo(400_000)).plan()).exitCode).toBe(0);
});

test("An input that somebody edits after the synthesis fails, though nothing drifted.", async () => {
  const { exitCode, diagnostics } = await app("1h")
    .edit((text) => text.replace(/("observed_record_geo_mode": ")[^,]*",/, '$1\\"GEO_ALL\\"",'))
    .plan();
  expect(exitCode).toBe(1);
  expect(firstLines(diagnostics, "error")).toEqual([
    "fullstory: drift, this file was changed after it was synthesized",
  ]);
});

test("TF_CLI_ARGS_plan does not go round the gate, and what it would leave out shows as unknown.", async () => {
  const made = new TestApp();
  new FullstoryOrg(made.stack, "org", { source: documents });
  new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
  const dir = made.synth().dir();
  const env = { ...process.env, TF_CLI_ARGS_plan: "-target=null_resource.other" };
  expect((await planDir(dir, env)).exitCode).toBe(1);
  const terraform = await made.terraform();
  const skipped = await terraform.plan({ args: ["-target=null_resource.other"], out: `${dir}/plan.tfplan` });
  expect(skipped.exitCode).toBe(0);
  const { json } = await terraform.show(`${dir}/plan.tfplan`);
  expect(json).toMatchObject({
    checks: expect.arrayContaining([expect.objectContaining({ status: "unknown" })]),
  });
});

test("skipValidation does not drop the gate.", async () => {
  const made = new TestApp(undefined, "web", { skipValidation: true });
  new FullstoryOrg(made.stack, "org", { source: documents });
  new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
  expect((await made.synth().plan()).exitCode).toBe(1);
});

test("An app that asks for HCL is refused, and no file of it can be planned.", () => {
  const made = new TestApp(undefined, "web", { hclOutput: true, skipValidation: true });
  new FullstoryOrg(made.stack, "org", { source: documents });
  new DataFullstoryRecordingGeo(made.stack, "geo").expect(ALLOWED);
  expect(() => made.synth()).toThrow("hclOutput: cannot carry the gate");
  expect(() => made.text()).toThrow("ENOENT");
  expect(made.evidence()).toMatchObject({ outcome: "error" });
});

test("A user's own conditions hold in a plan beside the gate's.", async () => {
  const made = new TestApp();
  new FullstoryOrg(made.stack, "org", { source: documents });
  const lifecycle = (word: string) => ({
    postcondition: [{ condition: `\${self.outputs["status"] == "${word}"}`, errorMessage: `not ${word}` }],
  });
  new DataFullstoryRecordingGeo(made.stack, "good", { lifecycle: lifecycle("read") }).expect(ALLOWED);
  new DataFullstoryRecordingGeo(made.stack, "bad", { lifecycle: lifecycle("other") }).expect(ALLOWED);
  const { exitCode, diagnostics } = await made.synth().plan();
  expect(exitCode).toBe(1);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ detail }) => detail)).toEqual([
    "not other",
  ]);
});
