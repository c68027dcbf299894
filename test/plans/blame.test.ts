import {
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  FullstoryOrg,
  type FullstoryOrgProps,
  synth,
} from "../../lib/index.js";
import { sharedSimulator } from "../simulator/support.js";
import { addressOf, errorsAt, TestApp } from "./support.js";

const simulator = sharedSimulator();

function liveApp(props: FullstoryOrgProps = {}): TestApp {
  const made = new TestApp();
  const { url, adminKey } = simulator();
  new FullstoryOrg(made.stack, "org", { baseUrl: url, apiKey: adminKey, source: "live", ...props });
  return made;
}

const CHANGED = { by: "Dana (dana@ternanddale.example)", at: "2026-11-21T16:02:11Z" };

test("Drift says who brought it, when, and what was there before; several fields may have several culprits.", async () => {
  await simulator().set(
    "features",
    { consoleWatcher: true },
    { by: "ed@ternanddale.example", at: "2026-11-19T08:00:00Z" },
  );
  await simulator().set("features", { ajaxWatcher: false }, CHANGED);
  await simulator().set("geo", { recordGeoMode: "GEO_ALL" }, CHANGED);
  const made = liveApp();
  const features = new DataFullstoryRecordingFeatures(made.stack, "features").expect({
    consoleWatcher: false,
    ajaxWatcher: true,
    enabled: false,
  });
  const geo = new DataFullstoryRecordingGeo(made.stack, "geo").expect({
    recordGeoMode: "GEO_ALLOW_LIST",
    recordGeoZones: ["DE", "NL", "SE"],
  });
  await synth(made.app);
  const { diagnostics } = await made.plan();
  const messages = errorsAt(diagnostics, addressOf(features)).join("\n");
  expect(messages).toContain("  Changed   2026-11-19 08:00 UTC by e***@ternanddale.example, was false\n");
  expect(messages).toContain(
    "  Changed   2026-11-21 16:02 UTC by D*** (d***@ternanddale.example), was true\n",
  );
  expect(messages).toContain(
    "  Changed   not once as declared since 2024-11-04 08:01 UTC: the declaration is new or was changed\n",
  );
  expect(messages).toMatch(/\n {2}Org {7}o-SIM4-na1, read 20\d\d-/);
  expect(errorsAt(diagnostics, addressOf(geo))).toHaveLength(1);
  const { findings } = made.evidence();
  expect(findings.find(({ path }) => path === "ajaxWatcher")?.blame).toBe(
    "2026-11-21 16:02 UTC by D*** (d***@ternanddale.example), was true",
  );
  expect(findings.find(({ path }) => path === "recordGeoZones")?.blame).toBeUndefined();
});

test("showActors names the people in messages, and evidence masks them all the same.", async () => {
  await simulator().set("geo", { recordGeoMode: "GEO_ALL" }, CHANGED);
  const made = liveApp({ showActors: true });
  new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  await synth(made.app);
  expect(made.text()).toContain("by Dana (dana@ternanddale.example), was GEO_ALLOW_LIST");
  expect(JSON.stringify(made.evidence())).not.toContain("dana@");
});

test("A rule that was taken away, and one that was added, name the versions that did it.", async () => {
  const rule = (selector: string) => ({
    selector,
    type: "BLOCK_EXCLUDE",
    scope: "ALL_SESSIONS",
    consent: false,
    exceptionSelectors: [],
  });
  await simulator().seedHistory("privacy", [
    { settings: { elementBlocks: [rule(".new")] }, by: "c@ternanddale.example", at: "2026-11-03T10:00:00Z" },
    { settings: { elementBlocks: [] }, by: "b@ternanddale.example", at: "2026-11-02T10:00:00Z" },
    { settings: { elementBlocks: [rule(".old")] }, by: "a@ternanddale.example", at: "2026-11-01T10:00:00Z" },
  ]);
  const made = liveApp();
  new DataFullstoryRecordingPrivacy(made.stack, "privacy").expect({
    elementBlocks: [{ selector: ".old", type: "BLOCK_EXCLUDE" }],
  });
  await synth(made.app);
  const blames = made.evidence().findings.map(({ path, blame }) => [path, blame]);
  expect(Object.fromEntries(blames)).toMatchObject({
    'elementBlocks[".old"]': expect.stringContaining("2026-11-02 10:00 UTC by b***@ternanddale.example"),
    'elementBlocks[".new"]': "2026-11-03 10:00 UTC by c***@ternanddale.example, was not there",
  });
});

test.each([
  ["answers 500", { kind: "status", status: 500 } as const, /the history could not be read \(.*500/],
  ["hangs", { kind: "hang" } as const, /the history could not be read \(/],
  ["loops", { kind: "loop-token" } as const, /the history could not be read \(|2026-11-21/],
  ["is no JSON", { kind: "invalid-json" } as const, /the history could not be read \(/],
])(
  "Where the history %s the plan still fails, and says that blame was not to be had.",
  async (_what, fault, says) => {
    await simulator().set("geo", { recordGeoMode: "GEO_ALL" }, CHANGED);
    await simulator().fault({ ...fault, match: { path: "/history" } });
    const made = liveApp({ timeoutMs: 300, deadlineMs: 1_200, attempts: 2 });
    const geo = new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
    const started = Date.now();
    await synth(made.app);
    expect(Date.now() - started).toBeLessThan(3_000);
    const { exitCode, diagnostics } = await made.plan();
    expect(exitCode).toBe(1);
    expect(errorsAt(diagnostics, addressOf(geo)).join()).toMatch(says);
  },
);

test("A passing app reads no history and asks for no identity.", async () => {
  const made = liveApp();
  new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  await synth(made.app);
  expect((await simulator().requests()).map(({ path }) => path)).toEqual(["/settings/recording/v1/geo"]);
});
