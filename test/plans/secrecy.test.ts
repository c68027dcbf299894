import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inspect } from "node:util";
import { TerraformOutput } from "cdktf";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  DataFullstoryRecordingTargeting,
  FullstoryOrg,
  synth,
} from "../../lib/index.js";
import { sharedSimulator } from "../simulator/support.js";
import { TestApp } from "./support.js";

const KEY = "planted-key-5b1f9c0d7e";
const simulator = sharedSimulator({ adminKey: KEY });

/** What may be in no file and on no screen. */
const planted = [
  KEY,
  Buffer.from(KEY).toString("base64"),
  "planted-customer-1",
  "planted-customer-2",
  "planted-customer-3",
  "planted.person@ternanddale.example",
  "planted.author@ternanddale.example",
  "Planted Person",
  "planted note of the org",
  "planted label",
];

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

function leaksIn(text: string): readonly string[] {
  return planted.filter((word) => text.includes(word));
}

async function plant(): Promise<void> {
  const people = { by: "Planted Person (planted.person@ternanddale.example)", at: "2026-11-20T10:00:00Z" };
  await simulator().set("blocking", { blockedAppIds: ["planted-customer-1", "planted-customer-2"] }, people);
  const metadata = { createdBy: "planted.author@ternanddale.example" };
  await simulator().set("geo", { recordGeoMode: "GEO_ALL", metadata }, people);
  const elementBlocks = [
    {
      selector: ".a",
      type: "BLOCK_MASK",
      scope: "NO_SESSIONS",
      notes: "planted note of the org",
      label: "planted label",
    },
  ];
  await simulator().set("privacy", { elementBlocks }, people);
  await simulator().fault({ kind: "status", status: 403, match: { path: "/targeting" } });
}

function build(outdir?: string): TestApp {
  const made = new TestApp(outdir);
  new FullstoryOrg(made.stack, "org", { baseUrl: simulator().url, apiKey: KEY, source: "live" });
  const blocking = new DataFullstoryRecordingBlocking(made.stack, "blocking").expect({
    blockedAppIds: ["planted-customer-2", "planted-customer-3"],
    blockedUas: ["PingProbe/2", "CheckoutCanary"],
    metadata: { lastUpdatedBy: "planted.author@ternanddale.example" },
  });
  const geo = new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  const privacy = new DataFullstoryRecordingPrivacy(made.stack, "privacy").expect({
    elementBlocks: [{ selector: ".a", type: "BLOCK_MASK" }],
  });
  for (const source of [blocking, geo])
    new TerraformOutput(made.stack, `m_${source.node.id}`, { value: source.metadata });
  new TerraformOutput(made.stack, "rules", { value: privacy.elementBlocks });
  new DataFullstoryRecordingTargeting(made.add("second"), "targeting", {
    org: new FullstoryOrg(made.app, "org", { baseUrl: simulator().url, apiKey: KEY, source: "live" }),
  }).expect({ sessionTargetingRules: [] });
  return made;
}

test("Drift, an unreadable document and success leave nothing of key, identifiers, people or notes anywhere.", async () => {
  await plant();
  const screens: string[] = [];
  const write = (chunk: unknown) => {
    screens.push(String(chunk));
    return true;
  };
  const spies = [jest.spyOn(process.stdout, "write"), jest.spyOn(process.stderr, "write")];
  for (const spy of spies) spy.mockImplementation(write);
  const made = build();
  try {
    await synth(made.app);
    made.app.synth();
    screens.push(inspect(made.app, { depth: 12, showHidden: true }));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  for (const stack of ["web", "second"]) {
    const plan = await made.plan(stack);
    expect(plan.exitCode).toBe(1);
    screens.push(plan.text, JSON.stringify(plan.diagnostics));
  }
  // The same stack without its failing part is applied, so that there is a state and a plan to be searched.
  const passing = new TestApp(path.join(made.outdir, "passing"));
  new FullstoryOrg(passing.stack, "org", { baseUrl: simulator().url, apiKey: KEY, source: "live" });
  const blocking = new DataFullstoryRecordingBlocking(passing.stack, "blocking").expect({
    blockedAppIds: ["planted-customer-2", "planted-customer-1"],
  });
  new TerraformOutput(passing.stack, "people", { value: blocking.metadata });
  await synth(passing.app);
  const terraform = await passing.terraform();
  const planFile = path.join(made.outdir, "saved.tfplan");
  screens.push((await terraform.plan({ out: planFile })).text);
  screens.push(JSON.stringify((await terraform.show(planFile)).json));
  const applied = await terraform.apply(planFile);
  expect([applied.exitCode, applied.text.includes("Apply complete!")]).toEqual([0, true]);
  screens.push(applied.text, JSON.stringify(await terraform.output()));
  screens.push(execFileSync("unzip", ["-p", planFile], { encoding: "latin1", maxBuffer: 50_000_000 }));

  const files = filesIn(made.outdir);
  expect(files.filter((file) => /tfstate$|cdk\.tf\.json$|evidence\.json$/.test(file)).length).toBeGreaterThan(
    5,
  );
  const leaks = files.map(
    (file) => [path.relative(made.outdir, file), leaksIn(readFileSync(file, "latin1"))] as const,
  );
  expect(leaks.filter(([, words]) => words.length > 0)).toEqual([]);
  expect(screens.flatMap(leaksIn)).toEqual([]);
  console.info(
    `${files.length} files and ${screens.length} outputs hold none of ${planted.length} planted texts`,
  );
});

test("No error that is thrown holds the key or what was declared of people, however it is printed.", async () => {
  await plant();
  const errors: unknown[] = [];
  const attempts: readonly ((made: TestApp) => unknown)[] = [
    (made) => {
      new FullstoryOrg(made.app, "broken", { apiKey: `${KEY} with blanks`, baseUrl: "http://example.com" });
      return synth(made.app);
    },
    (made) => {
      new FullstoryOrg(made.stack, "org2", {
        apiKey: `na1.${KEY}`,
        baseUrl: "https://api.eu1.fullstory.com",
      });
      return synth(made.app);
    },
    async (made) => {
      await simulator().fault({ kind: "html", html: `<p>${KEY} planted-customer-1</p>` });
      new DataFullstoryRecordingBlocking(made.stack, "thrown").expect({ blockedUas: [] });
      return new DataFullstoryRecordingBlocking(made.stack, "read").settings;
    },
  ];
  for (const attempt of attempts) {
    try {
      await attempt(build());
    } catch (error) {
      errors.push(error);
    }
  }
  expect(errors).toHaveLength(attempts.length);
  for (const error of errors) {
    const printed = [
      inspect(error, { depth: 10, showHidden: true }),
      JSON.stringify(error),
      String(error),
    ].join();
    expect(leaksIn(printed)).toEqual([]);
  }
});
