import { resolve } from "node:path";
import { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { Aspects, Fn, Lazy, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingGeoHistory,
  DataFullstoryRecordingPrivacy,
  DataFullstoryRecordingTargeting,
  DataFullstorySessionEvents,
  FullstoryGate,
  FullstoryOrg,
  type FullstoryOrgProps,
} from "../../lib/index.js";
import { VERSION } from "../../lib/version.js";
import {
  type FinishedFile,
  makeGuardedApp,
  type Stripping,
  testFileStrippings,
  testStrippings,
} from "./strippings.js";
import { failureOf, testStack } from "./support.js";

const GEO = { recordGeoMode: "GEO_ALLOW_LIST" } as const;
const KEY = "FULLSTORY_READ_AT";

afterEach(() => {
  delete process.env[KEY];
  delete process.env["FULLSTORY_SETTINGS_SOURCE"];
});

interface Gate {
  readonly [argument: string]: unknown;
}
interface Synthesized {
  readonly data: {
    readonly fullstory_gate?: Readonly<Record<string, Gate>>;
    readonly null_data_source?: object;
    readonly [type: string]: Readonly<Record<string, Gate>> | object | undefined;
  };
  readonly ephemeral?: { readonly fullstory_gate: Readonly<Record<string, Gate>> };
  readonly provider: { readonly fullstory: readonly Gate[]; readonly null?: unknown };
  readonly terraform: { readonly required_version: string; readonly required_providers: object };
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly check?: object;
  readonly variable?: object;
}

const synthesized = (stack: TerraformStack) => JSON.parse(Testing.synth(stack, true)) as Synthesized;

/** A stack whose org is read by Terraform. */
function planned(org: FullstoryOrgProps = {}): TerraformStack {
  const { stack } = testStack(false);
  new FullstoryOrg(stack, "org", { readAt: "plan", ...org });
  return stack;
}

test("A stack that Terraform reads has the provider, a gate for each part, and nothing of the null provider.", () => {
  const stack = planned({ expectOrg: "o-X-na1", timeoutMs: 500, allowHost: "h.example", maxAge: "1h" });
  new FullstoryGate(stack, "gate", {
    because: "DPIA ${31}",
    geo: GEO,
    features: { mobile: { declared: { consoleWatcher: false }, severity: "warning" } },
  });
  const { data, provider, terraform, ephemeral, check } = synthesized(stack);
  expect(Object.keys(data)).toEqual(["fullstory_gate"]);
  const gates = Object.values(data.fullstory_gate ?? {});
  expect(gates).toHaveLength(2);
  const geo = gates.find((gate) => "geo" in gate);
  expect(geo).toMatchObject({
    because: "DPIA $${31}",
    geo: '{"record_geo_mode":"GEO_ALLOW_LIST"}',
    on_drift: "report",
    provider: "fullstory.org",
    lifecycle: { postcondition: [{ condition: "${self.passed && length(self.failures) == 0}" }] },
  });
  expect(geo?.["declared_at"]).toMatch(/^test\/synthesis\/read-at-plan\.test\.ts:\d+$/);
  expect(gates.find((gate) => "features" in gate)).toMatchObject({
    features: '{"mobile":{"console_watcher":false}}',
    severity: "warning",
    lifecycle: { postcondition: [{ condition: "${self.checked > 0 && length(self.failures) == 0}" }] },
  });
  expect(Object.keys(check ?? {})).toHaveLength(1);
  expect(provider).toEqual({
    fullstory: [{ alias: "org", expect_org: "o-X-na1", allow_host: ["h.example"], timeout: "500ms" }],
  });
  expect(terraform).toMatchObject({
    required_version: ">= 1.5.0",
    required_providers: { fullstory: { source: "cdktf-fullstory/fullstory" } },
  });
  expect(ephemeral).toBeUndefined();
});

test("A stack may ask for other versions of the provider, never for one that is older than the package.", () => {
  const stack = planned();
  stack.addOverride("terraform.required_providers.fullstory.version", "~> 0.0.1");
  new FullstoryGate(stack, "gate", { geo: GEO });
  expect(synthesized(stack).terraform.required_providers).toEqual({
    fullstory: { source: "cdktf-fullstory/fullstory", version: `~> 0.0.1, >= ${VERSION}` },
  });
});

test("Getters are native references, dependents wait for the gate, and nothing is read.", () => {
  const stack = planned({ exposeIdentifiers: true });
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect(GEO).expect(GEO);
  const privacy = new DataFullstoryRecordingPrivacy(stack, "privacy");
  const targeting = new DataFullstoryRecordingTargeting(stack, "targeting");
  const history = new DataFullstoryRecordingGeoHistory(stack, "history", { limit: 3 });
  const events = new DataFullstorySessionEvents(stack, "events", { sessionId: "1:2" });
  const values = {
    zones: geo.recordGeoZones,
    second: Fn.element(geo.recordGeoZones, 1),
    discard: privacy.discardIpAddresses,
    groups: privacy.elementRuleGroups,
    rules: targeting.sessionTargetingRules,
    versions: history.versionCount,
    count: events.eventCount,
    events: events.events,
    ids: new DataFullstoryRecordingBlocking(stack, "blocking").blockedAppIds,
  };
  const outputs = new Construct(stack, "out");
  for (const [name, value] of Object.entries(values))
    new TerraformOutput(outputs, name, { value }).overrideLogicalId(name);
  new NullProvider(stack, "null");
  new Resource(stack, "waits", { dependsOn: [geo] });
  const { output, data, ...rest } = synthesized(stack);
  expect(Object.fromEntries(Object.entries(output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
    zones: "${data.fullstory_recording_geo.geo.record_geo_zones}",
    second: "${element(data.fullstory_recording_geo.geo.record_geo_zones, 1)}",
    discard: "${data.fullstory_recording_privacy.privacy.discard_ip_addresses}",
    groups: "${jsondecode(data.fullstory_recording_privacy.privacy.element_rule_groups)}",
    rules:
      "${[for each in data.fullstory_recording_targeting.targeting.session_targeting_rules : jsondecode(each)]}",
    versions: "${length(data.fullstory_recording_geo_history.history.versions)}",
    count: "${data.fullstory_session_events.events.event_count}",
    events: "${data.fullstory_session_events.events.events}",
    ids: "${data.fullstory_recording_blocking.blocking.blocked_app_ids}",
  });
  expect(data["fullstory_recording_geo"]).toMatchObject({
    geo: { depends_on: ["data.fullstory_gate.geo", "data.fullstory_gate.geo_2"], provider: "fullstory.org" },
  });
  expect(data["fullstory_recording_geo_history"]).toMatchObject({ history: { limit: 3 } });
  expect(data["fullstory_session_events"]).toMatchObject({
    events: { session_id: "1:2", include_events: true },
  });
  expect(rest).toMatchObject({
    resource: { null_resource: { waits: { depends_on: ["data.fullstory_recording_geo.geo"] } } },
  });
});

test("Orgs that are read at synthesis and by Terraform live in one stack, each with its provider.", () => {
  const { stack } = testStack({ source: { geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: [] } } });
  const eu = new FullstoryOrg(stack, "eu", {
    alias: "eu west",
    readAt: "plan",
    baseUrl: "https://api.eu1.fullstory.com",
  });
  const us = new FullstoryOrg(stack, "us", { alias: "eu.west", readAt: "plan" });
  new FullstoryGate(stack, "here", { geo: GEO });
  new FullstoryGate(stack, "there", { org: eu, geo: GEO });
  new FullstoryGate(stack, "other", { org: us, geo: GEO });
  const { provider, data } = synthesized(stack);
  expect(provider).toEqual({
    null: [{}],
    fullstory: [{ alias: "eu_west", base_url: "https://api.eu1.fullstory.com" }, { alias: "eu_west_2" }],
  });
  expect(Object.keys(data.null_data_source ?? {})).toHaveLength(1);
  expect(Object.values(data.fullstory_gate ?? {}).map((gate) => gate["provider"])).toEqual([
    "fullstory.eu_west_2",
    "fullstory.eu_west",
  ]);
});

test("FULLSTORY_READ_AT is the default alone, an org that is declared later decides, and another word is refused.", () => {
  process.env[KEY] = "plan";
  const { stack } = testStack({ readAt: "synth" });
  new DataFullstoryRecordingGeo(stack, "geo").expect(GEO);
  expect(Object.keys(synthesized(stack).data)).toEqual(["null_data_source"]);
  const later = testStack(false).stack;
  const geo = new DataFullstoryRecordingGeo(later, "geo").expect(GEO);
  new TerraformOutput(later, "mode", { value: geo.recordGeoMode });
  new Resource(later, "waits", { dependsOn: [geo] });
  new FullstoryOrg(later, "org", { readAt: "synth", source: { geo: { ...GEO, recordGeoZones: [] } } });
  expect(synthesized(later).output?.["mode"]?.value).toContain("data.null_data_source.geo");
  const env = testStack(false).stack;
  new DataFullstoryRecordingGeo(env, "geo").expect(GEO);
  expect(Object.keys(synthesized(env).data)).toEqual(["fullstory_gate", "fullstory_recording_geo"]);
  process.env[KEY] = "apply";
  const { stack: wrong } = testStack(false);
  new DataFullstoryRecordingGeo(wrong, "geo").expect(GEO);
  expect(failureOf(() => synthesized(wrong)).message).toContain(
    'FULLSTORY_READ_AT must be "synth" or "plan"',
  );
});

test.each<readonly [string, FullstoryOrgProps, string]>([
  ["a key in code", { apiKey: "na1.secret" }, "apiKey: a key would stand in cdk.tf.json"],
  ["a key that is unset", { apiKey: "" }, "apiKey was given but is undefined or empty"],
  ["documents", { source: {} }, "documents in code never reach Terraform"],
  [
    "a snapshot that a reference names",
    { source: reference() },
    "source: a Terraform reference has no value yet",
  ],
  ["an error at synthesis", { onReadError: "synth" }, 'onReadError: "synth" cannot be'],
  ["a host that nobody allowed", { baseUrl: "https://evil.example" }, "baseUrl: "],
  ["a number that is none", { attempts: 0 }, "attempts: must be a whole number from 1 to 100"],
  ["another word", { readAt: "apply" as "plan" }, 'readAt: must be "synth" or "plan"'],
])("An org that Terraform reads refuses %s, and says no key.", (_what, props, says) => {
  const stack = planned(props);
  new DataFullstoryRecordingGeo(stack, "geo").expect(GEO);
  const { message } = failureOf(() => synthesized(stack));
  expect(message).toContain(says);
  expect(message).not.toContain("na1.secret");
});

function reference(): string {
  return Token.asString({ resolve: () => "x" });
}

const variable = (stack: TerraformStack, more: object) => new TerraformVariable(stack, "key", { ...more });

test.each<readonly [string, (stack: TerraformStack) => string, boolean]>([
  ["a sensitive variable", (stack) => variable(stack, { sensitive: true }).stringValue, true],
  ["a variable that hides nothing", (stack) => variable(stack, {}).stringValue, false],
  ["a text that only looks like a reference", () => Lazy.stringValue({ produce: () => "na1.secret" }), false],
  [
    "something made of a variable",
    (stack) => Fn.upper(variable(stack, { sensitive: true }).stringValue),
    false,
  ],
])("The key may be %s: %#", (_what, apiKey, isFine) => {
  const { stack } = testStack(false);
  new FullstoryOrg(stack, "org", { readAt: "plan", apiKey: apiKey(stack) });
  new DataFullstoryRecordingGeo(stack, "geo").expect(GEO);
  if (isFine) {
    const { provider, variable: variables } = synthesized(stack);
    expect(provider.fullstory).toEqual([{ alias: "org", api_key: "${var.key}" }]);
    expect(variables).toEqual({ key: { sensitive: true, nullable: false } });
  } else {
    const { message } = failureOf(() => synthesized(stack));
    expect(message).toContain("is no variable of this stack that is sensitive or ephemeral");
    expect(message).not.toContain("na1.secret");
  }
});

test.each([{ nullable: true }, { default: null }])(
  "The key's variable may not be null, as it is with %j.",
  (more) => {
    const { stack } = testStack(false);
    const key = variable(stack, { sensitive: true });
    for (const [name, value] of Object.entries(more)) key.addOverride(name, value);
    new FullstoryOrg(stack, "org", { readAt: "plan", apiKey: key.stringValue });
    new DataFullstoryRecordingGeo(stack, "geo").expect(GEO);
    expect(failureOf(() => synthesized(stack)).message).toContain("is the variable key, which may be null");
  },
);

test("In the finished file it is noticed that the key's variable may be null.", () => {
  const { app, stack } = makeGuardedApp({ readAt: "plan" });
  const apiKey = variable(stack, { sensitive: true }).stringValue;
  const org = new FullstoryOrg(stack, "keyed", { alias: "keyed", readAt: "plan", apiKey });
  new DataFullstoryRecordingGeo(stack, "geo", { org });
  const toTerraform = stack.toTerraform.bind(stack);
  stack.toTerraform = () => {
    const file = toTerraform() as { readonly variable: { readonly key: { nullable?: boolean } } };
    delete file.variable.key.nullable;
    return file;
  };
  expect(failureOf(() => app.synth()).message).toContain("the variable key, which is a key, may be null");
});

test("What needs a value while the app synthesizes says why there is none.", () => {
  const stack = planned();
  const geo = new DataFullstoryRecordingGeo(stack, "geo");
  expect(failureOf(() => geo.settings).message).toContain(
    'settings: its org is read by Terraform (readAt "plan")',
  );
  new DataFullstoryRecordingGeoHistory(stack, "history").expectAlways(GEO, { since: "2026-01-01" });
  new DataFullstorySessionEvents(stack, "events", { sessionId: "1:2" }).expect({ events: [] });
  geo.expect({ recordGeoMode: reference() as "GEO_ALL" });
  const { message } = failureOf(() => synthesized(stack));
  expect(message).toContain("[web/history] cannot be expected of geo history: Terraform reads this org");
  expect(message).toContain("[web/events] cannot be expected of session events");
  expect(message).toContain("a Terraform reference has no value yet");
});

test("A snapshot is named by its absolute path, and live that is pinned stays live.", () => {
  const { app } = testStack(false);
  const make = (id: string, props: FullstoryOrgProps) => {
    const stack = new TerraformStack(app, id);
    new FullstoryOrg(stack, "org", { readAt: "plan", ...props });
    new DataFullstoryRecordingGeo(stack, "geo").expect(GEO);
    return synthesized(stack).provider.fullstory[0];
  };
  expect(make("a", { source: "my.snapshot.json", snapshotMaxAge: "30d" })).toEqual({
    alias: "org",
    snapshot: resolve("my.snapshot.json"),
    max_age: "30d",
  });
  expect(make("f", { source: "/settings/my.snapshot.json" })).toMatchObject({
    snapshot: "/settings/my.snapshot.json",
  });
  expect(make("b", { source: "live" })).toMatchObject({ snapshot: "live" });
  expect(make("c", {})).toEqual({ alias: "org" });
  process.env["FULLSTORY_SETTINGS_SOURCE"] = "env.snapshot.json";
  expect(make("d", {})).toMatchObject({ snapshot: resolve("env.snapshot.json") });
  expect(make("e", { source: "live" })).toMatchObject({ snapshot: "live" });
});

const gate = "data.fullstory_gate.geo";

/** What an aspect does to the part of a gate. */
function aspectOn(stack: TerraformStack, change: (part: DataNullDataSource) => void): void {
  new FullstoryGate(stack, "gate", { privacy: { discardIpAddresses: true } });
  const visit = (node: IConstruct) => {
    if (node instanceof DataNullDataSource && node.node.path === "web/gate/privacy") change(node);
  };
  Aspects.of(stack).add({ visit });
}

test("A condition that an aspect gives to the part of a gate stands in the stack's file.", () => {
  const stack = planned();
  const postcondition = [{ condition: "${self.discard_ip_addresses}", errorMessage: "ours" }];
  aspectOn(stack, (part) => {
    part.lifecycle = { postcondition };
  });
  const { data } = synthesized(stack);
  expect(Object.values(data["fullstory_recording_privacy"] ?? {})).toMatchObject([
    { lifecycle: { postcondition: [{ condition: "${self.discard_ip_addresses}" }] } },
  ]);
});

const ways: readonly Stripping[] = [
  {
    title: "count of the data source",
    strip: (geo) => geo.addOverride("count", 0),
    says: "[web/geo] count was added",
  },
  {
    title: "depends_on of the data source",
    strip: (geo) => geo.addOverride("depends_on", ["null_resource.managed"]),
    says: "[web/geo] depends_on names something else than a gate",
  },
  {
    title: "what the data source waits for",
    strip: (geo) => geo.addOverride("depends_on", null),
    says: "[web/geo] it no longer depends on its gate",
  },
  {
    title: "provider of the data source",
    strip: (geo) => geo.addOverride("provider", "fullstory.other"),
    says: "[web/geo] the provider was changed",
  },
  {
    title: "an argument of the data source",
    strip: (geo) => geo.addOverride("platform", "mobile"),
    says: "[web/geo] platform was added",
  },
  {
    title: "a condition on something managed",
    strip: (geo) => {
      geo.lifecycle = {
        postcondition: [{ condition: '${null_resource.managed.id != ""}', errorMessage: "x" }],
      };
    },
    says: "refers to null_resource.managed.id",
  },
  {
    title: "the gate, by an override of the stack",
    strip: (_geo, stack) => stack.addOverride(`${gate}.on_drift`, "error"),
    says: `${gate} is there already`,
  },
  {
    title: "gates, by a list of others",
    strip: (_geo, stack) => stack.addOverride("data.fullstory_gate", [{ mine: { geo: "{}" } }]),
    says: "data.fullstory_gate is no single object",
  },
  {
    title: "count of a gate's part, by an aspect",
    strip: (_geo, stack) => aspectOn(stack, (part) => part.addOverride("count", 0)),
    says: "[web/gate/privacy] count was added",
  },
  {
    title: "the provider, by an override of the stack",
    strip: (_geo, stack) =>
      stack.addOverride("provider.fullstory", [{ alias: "org", base_url: "http://127.0.0.1:1" }]),
    says: "provider fullstory.org is there already",
  },
  {
    title: "where the provider comes from",
    strip: (_geo, stack) =>
      stack.addOverride("terraform.required_providers.fullstory.source", "someone/fullstory"),
    says: "the provider fullstory comes from someone/fullstory",
  },
];

testStrippings("A change of $title is noticed.", ways, planned);

const GATE = "gate_geo_E182D8D5";

function change(gates: FinishedFile["data"]["fullstory_gate"], more: object): void {
  Object.assign(gates[GATE] ?? {}, more);
}

testFileStrippings("In the finished file it is noticed that %s.", { readAt: "plan" }, [
  [
    "a gate is gone",
    ({ data }) => delete data.fullstory_gate[GATE],
    `data.fullstory_gate.${GATE} is not in the file`,
  ],
  [
    "on_drift is changed",
    ({ data }) => change(data.fullstory_gate, { on_drift: "error" }),
    `on_drift of data.fullstory_gate.${GATE} was changed`,
  ],
  [
    "a postcondition is gone",
    ({ data }) => change(data.fullstory_gate, { lifecycle: {} }),
    `lifecycle of data.fullstory_gate.${GATE} was changed`,
  ],
  [
    "the declaration is loosened",
    ({ data }) => change(data.fullstory_gate, { geo: "{}" }),
    `geo of data.fullstory_gate.${GATE} was changed`,
  ],
  [
    "a waiver is added",
    ({ data }) => change(data.fullstory_gate, { waivers: [{}] }),
    `waivers of data.fullstory_gate.${GATE} was changed`,
  ],
  [
    "a gate has a count",
    ({ data }) => change(data.fullstory_gate, { count: 0 }),
    `count of data.fullstory_gate.${GATE} was changed`,
  ],
  [
    "the ephemeral gates are gone",
    (file) => Object.assign(file, { ephemeral: {} }),
    `ephemeral.fullstory_gate.${GATE} is not in the file`,
  ],
  [
    "an ephemeral gate is never opened",
    ({ ephemeral }) => change(ephemeral.fullstory_gate, { count: 0 }),
    `count of ephemeral.fullstory_gate.${GATE} was changed`,
  ],
  [
    "a resource does not wait",
    ({ resource }) => resource.null_resource.managed.depends_on.pop(),
    "null_resource.managed does not wait for the gate",
  ],
  [
    "the provider reads elsewhere",
    ({ provider }) => Object.assign(provider.fullstory[0] ?? {}, { base_url: "http://127.0.0.1:1" }),
    "provider fullstory.org was changed or is gone",
  ],
  [
    "another block has the alias",
    ({ provider }) => provider.fullstory.push({ alias: "org" }),
    "provider fullstory.org was changed or is gone",
  ],
  [
    "the provider may be too old",
    ({ terraform }) =>
      Object.assign(terraform, {
        required_providers: { fullstory: { source: "cdktf-fullstory/fullstory" } },
      }),
    "the provider fullstory may be another version than >= ",
  ],
  [
    "Terraform may be too old",
    ({ terraform }) => Object.assign(terraform, { required_version: ">= 1.5.0" }),
    "the stack no longer requires Terraform >= 1.10.0",
  ],
]);
