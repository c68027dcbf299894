import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { App, Aspects, TerraformStack } from "cdktf";
import { FullstoryError } from "../../lib/errors.js";
import type { Evidence } from "../../lib/evidence/evidence.js";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingDomain,
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  DataFullstoryRecordingTargeting,
  DeclarationError,
  FullstoryGate,
  FullstoryOrg,
  type FullstoryOrgProps,
  synth,
} from "../../lib/index.js";
import { temporaryFolder } from "../plans/support.js";
import { sharedSimulator } from "../simulator/support.js";
import { documents, failureOf } from "./support.js";

const simulator = sharedSimulator();

const LIVE_GEO = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] } as const;

function liveApp(outdir: string, props: FullstoryOrgProps = {}, names: readonly string[] = ["web"]): App {
  const app = new App({ outdir });
  const { url, adminKey } = simulator();
  new FullstoryOrg(app, "org", { baseUrl: url, apiKey: adminKey, source: "live", ...props });
  for (const name of names) new TerraformStack(app, name);
  return app;
}

function stackOf(app: App, name = "web"): TerraformStack {
  return app.node.findChild(name) as TerraformStack;
}

/** Eight documents, each asked for twice. */
function everything(stack: TerraformStack): void {
  for (const n of [1, 2]) {
    new DataFullstoryRecordingBlocking(stack, `blocking${n}`).expect({
      blockedUas: ["PingProbe/2", "CheckoutCanary"],
    });
    new DataFullstoryRecordingDomain(stack, `domain${n}`);
    new DataFullstoryRecordingDomain(stack, `views${n}`, { platform: "mobile" });
    new DataFullstoryRecordingFeatures(stack, `features${n}`).expect({ enabled: true });
    new DataFullstoryRecordingFeatures(stack, `mobile${n}`, { platform: "mobile" });
    new DataFullstoryRecordingGeo(stack, `geo${n}`).expect(LIVE_GEO);
    new DataFullstoryRecordingPrivacy(stack, `privacy${n}`).expect({ discardIpAddresses: true });
    new DataFullstoryRecordingTargeting(stack, `targeting${n}`);
  }
}

function terraformJson(outdir: string, stack = "web"): string {
  return readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8");
}

function evidence(outdir: string, stack = "web"): Evidence {
  return JSON.parse(
    readFileSync(path.join(outdir, "stacks", stack, "fullstory.evidence.json"), "utf8"),
  ) as Evidence;
}

function withoutTimes(json: string): string {
  return json.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z| UTC)|synth\.test\.ts:\d+/g, "TIME");
}

const both: readonly [string, (app: App) => Promise<void>][] = [
  ["synth(app)", synth],
  ["app.synth()", async (app) => app.synth()],
];

test("Both ways to synthesize write the same Terraform JSON but for times, with drift and blame in it.", async () => {
  await simulator().set(
    "geo",
    { recordGeoMode: "GEO_ALL" },
    { by: "dana@ternanddale.example", at: "2026-11-21T16:02:00Z" },
  );
  const outdir = temporaryFolder();
  const texts: string[] = [];
  for (const [, run] of both) {
    const app = liveApp(outdir);
    everything(stackOf(app));
    await run(app);
    texts.push(withoutTimes(terraformJson(outdir)));
  }
  expect(texts[0]).toContain("by d***@ternanddale.example, was GEO_ALLOW_LIST");
  expect(texts[1]).toBe(texts[0]);
});

test.each(both)(
  "%s asks each endpoint once, all eight at the same time, and nothing else.",
  async (_name, run) => {
    await simulator().configure({ latencyMs: 100 });
    const app = liveApp(temporaryFolder());
    everything(stackOf(app));
    await run(app);
    const asked = (await simulator().requests()).map(({ path: where }) => where);
    expect(asked).toHaveLength(8);
    expect(await simulator().maxInFlight()).toBe(8);
  },
);

test.each(both)("Two runs of %s in one process fetch twice.", async (_name, run) => {
  const outdir = temporaryFolder();
  const app = liveApp(outdir);
  new DataFullstoryRecordingGeo(stackOf(app), "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  await run(app);
  expect(evidence(outdir).outcome).toBe("pass");
  await simulator().set("geo", { recordGeoMode: "GEO_ALL" });
  await run(app);
  expect(evidence(outdir).outcome).toBe("drift");
});

test.each(both)(
  "%s throws an error class for a wrong declaration, and writes nothing.",
  async (_name, run) => {
    const outdir = temporaryFolder();
    const app = liveApp(outdir);
    new DataFullstoryRecordingGeo(stackOf(app), "geo").expect({ recordGeoMod: 1 } as object);
    await expect(run(app)).rejects.toBeInstanceOf(DeclarationError);
    expect(await simulator().requests()).toEqual([]);
    expect(existsSync(path.join(outdir, "stacks/web/cdk.tf.json"))).toBe(false);
  },
);

test.each(both)(
  "%s throws why a document could not be read where onReadError is synth.",
  async (_name, run) => {
    const outdir = temporaryFolder();
    const app = liveApp(outdir, { apiKey: simulator().standardKey, onReadError: "synth" });
    new DataFullstoryRecordingPrivacy(stackOf(app), "privacy").expect({ discardIpAddresses: true });
    const error: unknown = await run(app).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FullstoryError);
    expect(error).toMatchObject({ code: "forbidden", status: 403, name: "ForbiddenError" });
    expect(evidence(outdir)).toMatchObject({ outcome: "error", error: { code: "forbidden" } });
    expect(existsSync(path.join(outdir, "stacks/web/cdk.tf.json"))).toBe(false);
  },
);

test.each(both)("After a failing %s no earlier file is left to be planned.", async (_name, run) => {
  const outdir = temporaryFolder();
  const good = liveApp(outdir);
  new DataFullstoryRecordingGeo(stackOf(good), "geo").expect(LIVE_GEO);
  await run(good);
  expect(existsSync(path.join(outdir, "stacks/web/cdk.tf.json"))).toBe(true);
  const bad = liveApp(outdir);
  new DataFullstoryRecordingGeo(stackOf(bad), "geo").expect({} as typeof LIVE_GEO);
  await expect(run(bad)).rejects.toBeInstanceOf(DeclarationError);
  expect(readdirSync(path.join(outdir, "stacks/web"))).toEqual(["fullstory.evidence.json"]);
  expect(evidence(outdir)).toMatchObject({ outcome: "error", error: { code: "declaration" } });
});

test("An earlier file is not left either where the gate comes from an aspect and the user's own code throws.", () => {
  const outdir = temporaryFolder();
  const run = (fail: boolean) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "web");
    new FullstoryOrg(stack, "org", { source: documents });
    Aspects.of(stack).add({
      visit: (node) => {
        if (node !== stack) return;
        if (stack.node.tryFindChild("gate") === undefined)
          new FullstoryGate(stack, "gate", { geo: { recordGeoMode: "GEO_ALLOW_LIST" } });
        if (fail) throw new Error("a mistake of the user's");
      },
    });
    app.synth();
  };
  run(false);
  expect(evidence(outdir)).toMatchObject({ outcome: "pass", counts: { declared: 1, matches: 1 } });
  expect(failureOf(() => run(true)).message).toBe("a mistake of the user's");
  expect(existsSync(path.join(outdir, "stacks/web/cdk.tf.json"))).toBe(false);
  expect(evidence(outdir)).toMatchObject({ outcome: "error", error: { code: "synthesis_failed" } });
});

test("The folder of a renamed stack is removed, also by a synthesis that fails, and a user's own files stay.", async () => {
  const outdir = temporaryFolder();
  const run = (name: string, declared: object) => {
    const app = liveApp(outdir, {}, [name]);
    new DataFullstoryRecordingGeo(stackOf(app, name), "geo").expect(declared);
    return synth(app);
  };
  await run("old", LIVE_GEO);
  await run("new", LIVE_GEO);
  expect(readdirSync(path.join(outdir, "stacks"))).toEqual(["new"]);
  writeFileSync(path.join(outdir, "stacks/new/terraform.tfstate"), "{}");
  await expect(run("newest", {})).rejects.toBeInstanceOf(DeclarationError);
  expect(readdirSync(path.join(outdir, "stacks/new"))).toEqual(["terraform.tfstate"]);
});

test("A folder that is a link, or carries no evidence of ours, is left alone.", async () => {
  const outdir = temporaryFolder();
  const elsewhere = temporaryFolder();
  for (const name of ["cdk.tf.json", "fullstory.evidence.json"])
    writeFileSync(path.join(elsewhere, name), "{}");
  mkdirSync(path.join(outdir, "stacks/theirs"), { recursive: true });
  writeFileSync(path.join(outdir, "stacks/theirs/cdk.tf.json"), "{}");
  symlinkSync(elsewhere, path.join(outdir, "stacks/link"));
  const app = liveApp(outdir);
  new DataFullstoryRecordingGeo(stackOf(app), "geo").expect(LIVE_GEO);
  await synth(app);
  expect(readdirSync(elsewhere).sort()).toEqual(["cdk.tf.json", "fullstory.evidence.json"]);
  expect(readdirSync(path.join(outdir, "stacks/theirs"))).toEqual(["cdk.tf.json"]);
});

test("Evidence carries the digest of the file that it belongs to, whatever the outcome.", async () => {
  const outdir = temporaryFolder();
  const app = liveApp(outdir, {}, ["pass", "drift", "unreadable", "bystander"]);
  await simulator().fault({ kind: "status", status: 404, match: { path: "targeting" } });
  new DataFullstoryRecordingGeo(stackOf(app, "pass"), "geo").expect(LIVE_GEO);
  new DataFullstoryRecordingGeo(stackOf(app, "drift"), "geo").expect({ recordGeoMode: "GEO_ALL" });
  new DataFullstoryRecordingTargeting(stackOf(app, "unreadable"), "t").expect({ sessionTargetingRules: [] });
  new NullProvider(stackOf(app, "bystander"), "null");
  new Resource(stackOf(app, "bystander"), "resource");
  await synth(app);
  for (const name of ["pass", "drift", "unreadable"]) {
    const digest = createHash("sha256").update(terraformJson(outdir, name)).digest("hex");
    expect(evidence(outdir, name)).toMatchObject({ outcome: name, terraformJsonSha256: digest });
  }
  expect(readdirSync(path.join(outdir, "stacks/bystander"))).toEqual(["cdk.tf.json"]);
  expect(terraformJson(outdir, "bystander")).not.toContain("required_version");
});

test("A document that was read for `.settings` is the one that the synthesis compares.", async () => {
  const outdir = temporaryFolder();
  const app = liveApp(outdir);
  const geo = new DataFullstoryRecordingGeo(stackOf(app), "geo");
  const { recordGeoMode = "" } = geo.settings;
  geo.expect({ recordGeoMode });
  await simulator().set("geo", { recordGeoMode: "GEO_ALL" });
  await synth(app);
  expect(evidence(outdir).outcome).toBe("pass");
  expect(await simulator().requests()).toHaveLength(1);
});

test("A synthesis after a failed one reads anew and passes.", async () => {
  const outdir = temporaryFolder();
  const app = liveApp(outdir, { onReadError: "synth" });
  new DataFullstoryRecordingGeo(stackOf(app), "geo").expect(LIVE_GEO);
  await simulator().fault({ kind: "status", status: 401, times: 1 });
  await expect(synth(app)).rejects.toMatchObject({ code: "unauthorized" });
  await synth(app);
  expect(evidence(outdir).outcome).toBe("pass");
});
