import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingDomain,
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  FullstoryGate,
  type Waiver,
} from "../../lib/index.js";
import { Match } from "../../lib/settings/declare/match.js";
import { toLongDigest } from "../../lib/settings/model/canonical.js";
import { documents } from "../synthesis/support.js";
import { addressOf, errorsAt, firstLines, statusOf, TestApp } from "./support.js";

const DAY_MS = 86_400_000;

function day(ahead: number): string {
  return new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);
}

const GEO_ALL = { recordGeoMode: "GEO_ALL" } as const;

/** The digest that the evidence prints for the one finding of a path. */
function observedOf(path: string): string {
  const made = new TestApp();
  const org = made.org(documents);
  new DataFullstoryRecordingGeo(made.stack, "geo", { org }).expect({ ...GEO_ALL, recordGeoZones: ["FR"] });
  new DataFullstoryRecordingBlocking(made.stack, "blocking", { org }).expect({ blockedIps: ["10.9.9.9"] });
  return (
    made
      .synth()
      .evidence()
      .findings.find((finding) => finding.path === path)?.observed ?? ""
  );
}

function waiver(path: string, more: Partial<Waiver> = {}): Waiver {
  return { path, observed: observedOf(path), reason: "moving offices", expires: day(10), ...more };
}

test("Waivers let through what they name while they are in force, and nothing else.", async () => {
  const made = new TestApp();
  const org = made.org(documents);
  const geo = (id: string, waivers: readonly Waiver[]) =>
    new DataFullstoryRecordingGeo(made.stack, id, { org }).expect(GEO_ALL, { waivers });
  const inForce = geo("in_force", [waiver("recordGeoMode", { owner: "Dana" })]);
  const today = geo("today", [waiver("recordGeoMode", { expires: day(0) })]);
  const expired = geo("expired", [waiver("recordGeoMode", { expires: day(-1) })]);
  const instant = geo("instant", [
    waiver("recordGeoMode", { expires: new Date(Date.now() - 5_000).toISOString() }),
  ]);
  const changed = geo("changed", [waiver("recordGeoMode", { observed: "0".repeat(32) })]);
  const other = new DataFullstoryRecordingGeo(made.stack, "other", { org }).expect(
    { ...GEO_ALL, recordGeoZones: ["DE", "NL"] },
    { waivers: [waiver('recordGeoZones["FR"]')] },
  );
  const { exitCode, checks, diagnostics } = await made.synth().plan();
  const status = statusOf(checks);
  expect(exitCode).toBe(1);
  expect([inForce, today].map((source) => status.get(addressOf(source)))).toEqual(["pass", "pass"]);
  for (const source of [expired, instant, changed, other]) expect(status.get(addressOf(source))).toBe("fail");
  for (const source of [expired, instant]) {
    expect(errorsAt(diagnostics, addressOf(source))[0]).toMatch(/^fullstory: waiver expired, recordGeoMode/);
  }
  const [message = ""] = errorsAt(diagnostics, addressOf(changed));
  expect(message).toContain(
    "\n  Waiver    one names this path, but it was written for another finding: declared or live has changed since\n",
  );
  expect(message.split("\n")[0]).toBe("fullstory: drift, recordGeoMode differs [TIGHTENED]");
  const { waivers, outcome } = made.evidence();
  expect(outcome).toBe("drift");
  const states = waivers.map((each) => [each.construct, each.state]);
  expect(Object.fromEntries(states)).toMatchObject({
    "web/in_force": "in-force",
    "web/today": "in-force",
    "web/expired": "expired",
    "web/instant": "expired",
    "web/changed": "changed",
    "web/other": "unused",
  });
});

test("Whether a waiver is over is decided when the plan is made, not when the app is synthesized.", async () => {
  const made = new TestApp();
  const org = made.org(documents);
  const waivers = [waiver("recordGeoMode")];
  new DataFullstoryRecordingGeo(made.stack, "geo", { org }).expect(GEO_ALL, { waivers });
  expect((await made.synth().plan()).exitCode).toBe(0);
  expect(made.evidence()).toMatchObject({ outcome: "pass", counts: { waived: 1, tightened: 0 } });
  made.edit((text) => text.replace(/("waiver_record_geo_mode_until": ")[^"]+/, `$1${day(-1)}T23:59:59Z`));
  const { exitCode, diagnostics } = await made.plan();
  expect(exitCode).toBe(1);
  expect(firstLines(diagnostics, "error")).toEqual([
    "fullstory: waiver expired, recordGeoMode differs again",
  ]);
});

test("A waiver that nothing needs warns that it can be deleted; one whose live value changed does not.", async () => {
  const made = new TestApp();
  const org = made.org(documents);
  const matching = { recordGeoMode: "GEO_ALLOW_LIST" } as const;
  for (const [id, expires] of [
    ["unused", day(9)],
    ["past", day(-9)],
  ] as const) {
    new DataFullstoryRecordingGeo(made.stack, id, { org }).expect(matching, {
      waivers: [waiver("recordGeoMode", { expires })],
    });
  }
  const passing = await made.synth().plan();
  expect(passing.exitCode).toBe(0);
  const notice = "fullstory: notice, a waiver for recordGeoMode is not needed";
  expect(firstLines(passing.diagnostics, "warning").filter((line) => line === notice)).toHaveLength(2);
  const changed = new TestApp();
  const strict = changed.org(documents, { warningsAsErrors: true, source: documents });
  new DataFullstoryRecordingGeo(changed.stack, "geo", { org: strict }).expect(GEO_ALL, {
    waivers: [waiver("recordGeoMode", { observed: "0".repeat(32) })],
  });
  const { diagnostics } = await changed.synth().plan();
  expect(firstLines(diagnostics, "error")).not.toContain(notice);
});

test("A waiver of a gate is needed where one of its platforms needs it.", async () => {
  const made = new TestApp();
  const org = made.org({ features: { web: { consoleWatcher: true }, mobile: { consoleWatcher: false } } });
  const expectation = { consoleWatcher: false };
  const probe = new TestApp();
  new FullstoryGate(probe.stack, "gate", {
    org: probe.org({ features: { web: { consoleWatcher: true }, mobile: { consoleWatcher: false } } }),
    features: { web: expectation, mobile: expectation },
  });
  const observed =
    probe
      .synth()
      .evidence()
      .findings.find(({ result }) => result === "differs")?.observed ?? "";
  new FullstoryGate(made.stack, "gate", {
    org,
    features: { web: expectation, mobile: expectation },
    waivers: [{ path: "consoleWatcher", observed, reason: "moving", expires: day(3) }],
  });
  const { exitCode, diagnostics } = await made.synth().plan();
  expect(exitCode).toBe(0);
  expect(firstLines(diagnostics, "warning").join()).not.toContain("is not needed");
});

test("A whole list is waived by its own digest, and only while it stays exactly so.", async () => {
  const made = new TestApp();
  const org = made.org(documents);
  const declared = { blockedIps: ["10.9.9.9"] };
  const observed = wholeDigestOf(declared);
  const whole = (id: string, digest: string) =>
    new DataFullstoryRecordingBlocking(made.stack, id, { org }).expect(declared, {
      waivers: [{ path: "blockedIps", observed: digest, reason: "moving", expires: day(3), whole: true }],
    });
  const good = whole("good", observed);
  const bad = whole("bad", "0".repeat(32));
  const { checks } = await made.synth().plan();
  const status = statusOf(checks);
  expect([good, bad].map((source) => status.get(addressOf(source)))).toEqual(["pass", "fail"]);
});

/** The digest of the whole list, as the evidence prints it where a list differs. */
function wholeDigestOf(declared: { readonly blockedIps: readonly string[] }): string {
  const made = new TestApp();
  const org = made.org(documents);
  new DataFullstoryRecordingBlocking(made.stack, "blocking", { org }).expect(declared);
  const [document] = made.synth().evidence().documents;
  return document?.fields[0]?.whole ?? "";
}

test("What was not checked cannot be waived.", async () => {
  const made = new TestApp();
  const org = made.org({ features: { web: { metadata: {} } } });
  const digest = (text: string) => toLongDigest(text);
  const features = new DataFullstoryRecordingFeatures(made.stack, "features", { org }).expect(
    { enabled: true },
    {
      waivers: ["null", "", "undefined", "nothing"].map((text) => ({
        path: "enabled",
        observed: digest(text),
        reason: "moving",
        expires: day(3),
      })),
    },
  );
  const { checks, diagnostics } = await made.synth().plan();
  expect(statusOf(checks).get(addressOf(features))).toBe("fail");
  const [message = ""] = errorsAt(diagnostics, addressOf(features));
  expect(message).toMatch(/^fullstory: drift, enabled could not be checked \[NOT CHECKED\]/);
  expect(message).not.toContain("waivers: [");
  expect(made.evidence().counts).toMatchObject({ notChecked: 1, waived: 0 });
});

/** The waivers that the messages of a plan offer, as the code that is to be pasted. */
function offered(messages: readonly string[]): readonly Waiver[] {
  return messages.flatMap((message) =>
    [...message.matchAll(/^ +waivers: (\[.*\])$/gm)].flatMap(([, code = "[]"]) => {
      const waivers = new Function(`return ${code}`)() as readonly Waiver[];
      return waivers.map((each) => ({ ...each, reason: "tried" }));
    }),
  );
}

const hostile = [
  "::error::x",
  'a]"\'b\\ ${file("/etc/passwd")}',
  "##VSO[x]y ##[z]",
  "`${TfToken[TOKEN.0]}`",
  "\u202e\u0000\n e\u0301 \ud800",
  "long".repeat(80),
];

test("The line that a message offers can be pasted as it is: every hostile name is waived by it.", async () => {
  const live = {
    privacy: {
      elementBlocks: hostile.map((selector) => ({
        selector,
        type: "BLOCK_UNMASK",
        scope: "NO_SESSIONS",
        consent: false,
      })),
      ajaxWatches: null,
    },
    blocking: { blockedIps: null, blockedAppIds: ["customer-000311"], blockedUas: hostile },
    domain: { onlyRecordKnownDomains: true, domains: [{ domain: "a" }, { domain: "b" }] },
  };
  const build = (waivers: ReadonlyMap<string, readonly Waiver[]>) => {
    const made = new TestApp();
    const options = (name: string) => {
      const given = waivers.get(name);
      return given === undefined ? {} : { waivers: given };
    };
    const sources = [
      ...hostile.map((selector, index) =>
        new DataFullstoryRecordingPrivacy(made.stack, `rule${index}`, { org: made.org(live) }).expect(
          { elementBlocks: Match.arrayWith([{ selector, type: "BLOCK_UNMASK" }]) },
          options(`rule${index}`),
        ),
      ),
      ...hostile.map((agent, index) =>
        new DataFullstoryRecordingBlocking(made.stack, `agent${index}`, {
          org: made.org({ ...live }),
        }).expect({ blockedUas: hostile.filter((other) => other !== agent) }, options(`agent${index}`)),
      ),
      new DataFullstoryRecordingPrivacy(made.stack, "watches", { org: made.org(live) }).expect(
        { ajaxWatches: [] },
        options("watches"),
      ),
      new DataFullstoryRecordingBlocking(made.stack, "ips", { org: made.org(live) }).expect(
        { blockedIps: ["x"] },
        options("ips"),
      ),
      new DataFullstoryRecordingBlocking(made.stack, "ids", { org: made.org(live) }).expect(
        { blockedAppIds: [] },
        options("ids"),
      ),
      new DataFullstoryRecordingDomain(made.stack, "domains", { org: made.org(live) }).expect(
        { onlyRecordKnownDomains: Match.anyValue(), domains: [{ domain: "b" }, { domain: "a" }] },
        options("domains"),
      ),
    ];
    return { made: made.synth(), sources };
  };
  const before = build(new Map());
  const failing = await before.made.plan();
  const pasted = new Map(
    before.sources.map((source) => [
      source.node.id,
      offered(errorsAt(failing.diagnostics, addressOf(source))),
    ]),
  );
  expect([...pasted].filter(([, waivers]) => waivers.length === 0)).toEqual([]);
  const after = build(pasted);
  const { exitCode, diagnostics } = await after.made.plan();
  expect({ exitCode, left: firstLines(diagnostics, "error") }).toEqual({ exitCode: 0, left: [] });
  console.info(`${[...pasted.values()].flat().length} waivers were pasted and hold`);
});
