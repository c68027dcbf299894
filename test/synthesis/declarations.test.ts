import { Resource } from "@cdktf/provider-null/lib/resource";
import { Testing, Token } from "cdktf";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingDomain,
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  DeclarationError,
  FullstoryGate,
  FullstoryOrg,
} from "../../lib/index.js";
import { Match } from "../../lib/settings/declare/match.js";
import { elementIn, failureOf, synthesized, testStack } from "./support.js";

const ALLOWED = { recordGeoMode: "GEO_ALLOW_LIST" } as const;

/** The message of a synthesis that must fail on this declaration of geo, whoever reads the settings. */
function refusalOf(declared: unknown, options?: object): string {
  const planned = testStack(false);
  new FullstoryOrg(planned.stack, "org", { readAt: "plan" });
  const [message = "", other] = [testStack(), planned].map(({ stack }) => {
    // What a user's JavaScript, or a widened type, lets through.
    new DataFullstoryRecordingGeo(stack, "geo").expect(declared as typeof ALLOWED, options as object);
    const error = failureOf(() => synthesized(stack));
    expect(error).toBeInstanceOf(DeclarationError);
    return error.message;
  });
  expect(other).toBe(message);
  return message;
}

class Mode {}

test.each<[string, unknown, string]>([
  ["nothing", {}, "declares nothing, so it could not fail"],
  ["undefined", { recordGeoMode: undefined }, "undefined cannot be compared with a setting"],
  ["a function", { recordGeoMode: () => "GEO_ALL" }, "a function cannot be compared"],
  ["a promise", { recordGeoMode: Promise.resolve("GEO_ALL") }, "an instance of Promise cannot be compared"],
  ["an instance", { recordGeoMode: new Mode() }, "an instance of Mode cannot be compared"],
  ["a map", new Map([["recordGeoMode", "GEO_ALL"]]), "an instance of Map cannot be compared"],
  ["a date", { recordGeoMode: new Date(0) }, "an instance of Date cannot be compared"],
  ["a wrong type", { recordGeoMode: 1 }, "expected a string, found a number"],
  ["a mistyped key", { recordGeoMod: "GEO_ALL" }, 'is not a setting; did you mean "recordGeoMode"?'],
  ["a list without its mode", { recordGeoZones: ["DE"] }, 'add `recordGeoMode: "GEO_ALLOW_LIST",`'],
  [
    "a reference",
    { recordGeoMode: Token.asString({ resolve: () => "x" }) },
    "a Terraform reference has no value yet",
  ],
  ["no alternatives", { recordGeoMode: Match.oneOf() }, "Match.oneOf() has no alternatives"],
  ["a broken pattern", { recordGeoMode: Match.stringLikeRegexp("(") }, "recordGeoMode:"],
])("A declaration of %s is an error with construct path and place.", (_what, declared, expected) => {
  const message = refusalOf(declared);
  expect(message).toContain(expected);
  expect(message).toContain("[web/geo]");
  expect(message).toMatch(/\(test\/synthesis\/declarations\.test\.ts:\d+\)$/m);
});

test.each<[string, object, string]>([
  ["an unknown option", { severitee: "warning" }, "severitee: no such option of expect"],
  ["an unknown severity", { severity: "info" }, 'severity: must be "error" or "warning"'],
  ["an empty reason", { because: " " }, "because: must be a sentence"],
  ["waivers that are no list", { waivers: {} }, "waivers: must be a list"],
])("An expectation with %s is an error.", (_what, options, expected) => {
  expect(refusalOf(ALLOWED, options)).toContain(expected);
});

const waiver = {
  path: "recordGeoMode",
  observed: "0123456789abcdef0123456789abcdef",
  reason: "moving",
  expires: "2026-12-01",
};

test.each<[string, object, string]>([
  ["no reason", { ...waiver, reason: "" }, "needs a reason in words"],
  ["the reason of the suggestion, not edited", { ...waiver, reason: "..." }, "needs a reason in words"],
  ["no digest", { ...waiver, observed: "x" }, "needs `observed`"],
  ["a date that is none", { ...waiver, expires: "2026-02-31" }, "needs `expires` as a date"],
  ["a date in words", { ...waiver, expires: "soon" }, "needs `expires` as a date"],
  [
    "a day far ahead",
    { ...waiver, expires: "2031-01-01" },
    "expires more than 90 days ahead (maxWaiverDays)",
  ],
  ["another path", { ...waiver, path: "recordGeoZones" }, "is for a path that is not declared here"],
  ["a key too many", { ...waiver, until: 1 }, 'has no option "until"'],
])("A waiver with %s is an error that names it.", (_what, given, expected) => {
  jest.useFakeTimers({ now: Date.parse("2026-11-22T08:21:04Z"), doNotFake: ["performance"] });
  try {
    expect(refusalOf(ALLOWED, { waivers: [given] })).toContain(`[web/geo] waivers[0]: ${expected}`);
  } finally {
    jest.useRealTimers();
  }
});

test("A waiver for a whole list must say so.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingBlocking(stack, "blocking").expect(
    { blockedIps: ["x"] },
    { waivers: [{ ...waiver, path: "blockedIps", expires: soon() }] },
  );
  expect(failureOf(() => synthesized(stack)).message).toContain("is for a whole list: say `whole: true`");
});

function soon(): string {
  return new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
}

test("Faults of several constructs are reported together, each with path, field and line.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingGeo(stack, "geo", { maxAge: "soon" }).expect({ recordGeoMod: 1 } as object);
  new DataFullstoryRecordingFeatures(stack, "features", { platform: "tv" as "web" }).expect({
    enabled: true,
  });
  new DataFullstoryRecordingPrivacy(stack, "privacy").expect({
    elementBlocks: [{ selector: ".tax-id" }, { selektor: "x", type: "BLOCK_MASK" } as object],
  });
  new FullstoryGate(stack, "gate", {});
  const { message } = failureOf(() => synthesized(stack));
  expect(message.replace(/\.ts:\d+/g, ".ts:N")).toMatchSnapshot();
});

test("Two literals that contradict each other in one stack are an error that names both constructs.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingGeo(stack, "one").expect(ALLOWED);
  new DataFullstoryRecordingGeo(stack, "two").expect({ recordGeoMode: "GEO_ALL" });
  expect(failureOf(() => synthesized(stack)).message).toContain(
    "[web/two] recordGeoMode: contradicts what web/one declares for it in the same stack: both cannot hold",
  );
});

test("Literals that differ in severity, platform, org or stack do not contradict each other.", () => {
  const { app, stack } = testStack();
  const other = new FullstoryOrg(stack, "eu", { alias: "eu", source: { geo: { recordGeoMode: "GEO_ALL" } } });
  new DataFullstoryRecordingGeo(stack, "one").expect(ALLOWED);
  new DataFullstoryRecordingGeo(stack, "two").expect({ recordGeoMode: "GEO_ALL" }, { severity: "warning" });
  new DataFullstoryRecordingGeo(stack, "three", { org: other }).expect({ recordGeoMode: "GEO_ALL" });
  new DataFullstoryRecordingFeatures(stack, "web").expect({ enabled: true });
  new DataFullstoryRecordingFeatures(stack, "mobile", { platform: "mobile" }).expect({ enabled: false });
  // Two spellings of one range.
  new DataFullstoryRecordingBlocking(stack, "star").expect({ blockedIps: ["10.0.0.*", "::1"] });
  new DataFullstoryRecordingBlocking(stack, "bits").expect({ blockedIps: ["0:0::1", "10.0.0.0/24"] });
  expect(() => synthesized(stack)).not.toThrow();
  expect(app.node.children).toHaveLength(1);
});

test.each(["90s", "30m", "12h", "14d", "off"])("maxAge may be %s.", (maxAge) => {
  const { stack } = testStack({ maxAge });
  new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
  const conditions = elementIn(stack, "geo").lifecycle["postcondition"] ?? [];
  const seconds = { "90s": 90, "30m": 1800, "12h": 43_200, "14d": 1_209_600, off: undefined }[maxAge];
  expect(conditions).toHaveLength(maxAge === "off" ? 2 : 3);
  if (seconds !== undefined) expect(conditions[1]?.condition).toContain(`"${seconds}s"`);
});

test.each(["0s", "1.5h", "1w", " 1h", "1h ", "-1h", "", "99999d", "1H"])(
  "maxAge may not be %p.",
  (maxAge) => {
    const { stack } = testStack();
    new DataFullstoryRecordingGeo(stack, "geo", { maxAge }).expect(ALLOWED);
    expect(failureOf(() => synthesized(stack)).message).toContain("[web/geo] maxAge: must be a length like");
  },
);

test("A data source's own maxAge wins over its org's.", () => {
  const { stack } = testStack({ maxAge: "off" });
  new DataFullstoryRecordingGeo(stack, "geo", { maxAge: "2h" }).expect(ALLOWED);
  expect(elementIn(stack, "geo").lifecycle["postcondition"]?.[1]?.condition).toContain('"7200s"');
});

test("What would have the gate read too late is refused, as a prop and as an assignment.", () => {
  const { stack } = testStack();
  const resource = new Resource(stack, "managed");
  const props = { count: 0, forEach: {}, provider: undefined, inputs: {} } as object;
  new DataFullstoryRecordingGeo(stack, "props", { ...props, dependsOn: [resource] }).expect(ALLOWED);
  const assigned = new DataFullstoryRecordingGeo(stack, "assigned").expect(ALLOWED);
  assigned.count = 0;
  assigned.inputs = { status: "read" };
  assigned.dependsOn = [resource.fqn];
  const { message } = failureOf(() => synthesized(stack));
  for (const name of ["count", "forEach", "inputs"])
    expect(message).toContain(`[web/props] ${name}: is not accepted`);
  for (const name of ["count", "inputs"])
    expect(message).toContain(`[web/assigned] ${name}: is not accepted`);
  for (const path of ["web/props", "web/assigned"])
    expect(message).toContain(`[${path}] dependsOn: may name other Fullstory data sources only`);
});

test("A data source may depend on another of ours.", () => {
  const { stack } = testStack();
  const first = new DataFullstoryRecordingGeo(stack, "first").expect(ALLOWED);
  new DataFullstoryRecordingDomain(stack, "second", { dependsOn: [first] });
  expect(elementIn(stack, "second").depends_on).toEqual(["data.null_data_source.first"]);
});

test("A data source that is taken out of the tree is an error, not a gate less.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
  stack.node.tryRemoveChild("geo");
  expect(failureOf(() => synthesized(stack)).message).toContain("[web/geo] was taken out of the tree");
});

test("An org that is taken out of the tree is an error; the environment's does not step in.", () => {
  process.env["FULLSTORY_API_KEY"] = "na1.key";
  try {
    const { stack } = testStack();
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
    stack.node.tryRemoveChild("org");
    expect(failureOf(() => synthesized(stack)).message).toContain("[web/org] was taken out of the tree");
  } finally {
    delete process.env["FULLSTORY_API_KEY"];
  }
});

test("HCL output is refused when it is asked for by itself.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
  expect(failureOf(() => Testing.synthHcl(stack)).message).toContain("[web] hclOutput cannot carry the gate");
});

describe("A gate", () => {
  const refusal = (props: object) => {
    const { stack } = testStack();
    new FullstoryGate(stack, "gate", props);
    return failureOf(() => synthesized(stack)).message;
  };

  test.each<[string, object, string]>([
    ["that declares nothing", {}, "[web/gate] declares nothing, so it could not fail"],
    ["with a part that is undefined", { geo: undefined }, "[web/gate] geo: was given but is undefined"],
    ["with an unknown part", { geoo: {} }, "[web/gate] geoo: no such option of a gate"],
    ["with an empty part", { geo: {} }, "declares nothing, so it could not fail"],
    [
      "without a platform",
      { features: { enabled: true } },
      "[web/gate] features: has settings for each platform",
    ],
    ["with applyMaxAge alone", { geo: ALLOWED, applyMaxAge: "1h" }, "[web/gate] applyMaxAge: needs `guard`"],
    [
      "with a wrong applyMaxAge",
      { geo: ALLOWED, guard: true, applyMaxAge: "1 h" },
      "applyMaxAge: must be a length",
    ],
    ["with a waiver for nothing", { geo: ALLOWED, waivers: [{ path: "enabled" }] }, "[web/gate] waivers[0]"],
    ["with a wrong severity", { geo: ALLOWED, severity: "low" }, 'severity: must be "error" or "warning"'],
    [
      "with a wrong guard",
      { geo: ALLOWED, guard: "yes" },
      "[web/gate] guard: must be true, false or { except: [...] }",
    ],
  ])("%s is an error that says so.", (_what, props, expected) => {
    expect(refusal(props)).toContain(expected);
  });

  test("hands its options to its parts, whose own come first.", () => {
    const { stack } = testStack();
    new FullstoryGate(stack, "gate", {
      severity: "warning",
      geo: { declared: { recordGeoMode: "GEO_ALL" }, severity: "error" },
      features: { web: { enabled: false }, mobile: { declared: { enabled: true }, severity: "error" } },
    });
    const { data, check } = synthesized(stack);
    const conditions = Object.values(data.null_data_source).map(
      ({ lifecycle }) => lifecycle["postcondition"]?.length,
    );
    expect(conditions.sort()).toEqual([2, 3, 3]);
    expect(Object.keys(check ?? {}).filter((name) => name.endsWith("_enabled"))).toHaveLength(1);
  });

  test("hands a waiver to the parts that declare its field, and to no other.", () => {
    const features = { web: { consoleWatcher: true }, mobile: { enabled: false } };
    const probe = testStack().stack;
    new FullstoryGate(probe, "gate", { features });
    // CDKTF takes a digit before an e for a number token, so an empty template stands between them.
    const messages = JSON.stringify(synthesized(probe)).replaceAll('${\\"\\"}', "");
    const [, observed = ""] = /observed: \\"(\w{32})/.exec(messages) ?? [];
    const { stack } = testStack();
    const expires = soon();
    new FullstoryGate(stack, "gate", {
      features,
      waivers: [{ path: "consoleWatcher", observed, reason: "moving", expires }],
    });
    const { data, check } = synthesized(stack);
    expect(JSON.stringify(data)).toContain("waiver_console_watcher_until");
    expect(Object.keys(check ?? {}).filter((name) => name.includes("waiver"))).toEqual([]);
  });

  test("of an app is put into every stack.", () => {
    const { app, stack } = testStack();
    const gates = FullstoryGate.applyTo(app, { geo: ALLOWED });
    expect(gates).toHaveLength(1);
    expect(Object.keys(synthesized(stack).data.null_data_source)).toHaveLength(1);
  });
});
