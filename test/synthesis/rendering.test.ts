import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { Aspects, TerraformStack, Testing } from "cdktf";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  FullstoryGate,
  FullstoryOrg,
} from "../../lib/index.js";
import { documents, elementIn, failureOf, synthesized, testStack } from "./support.js";

const ALLOWED = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["NL", "DE"] } as const;

test("A gate on geo renders inputs, conditions and a version as this snapshot has them.", () => {
  jest.useFakeTimers({ now: Date.parse("2026-11-22T08:21:04Z"), doNotFake: ["performance"] });
  try {
    const { stack } = testStack();
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED, { because: "Where we are licensed." });
    const { data, terraform } = synthesized(stack);
    expect({ data, terraform }).toMatchSnapshot();
  } finally {
    jest.useRealTimers();
  }
});

test("`Testing.toHaveDataSource` finds each of our classes.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
  const json = Testing.synth(stack);
  expect(Testing.toHaveDataSource(json, DataFullstoryRecordingGeo.tfResourceType)).toBe(true);
  expect(
    Testing.toHaveDataSourceWithProperties(json, DataFullstoryRecordingGeo.tfResourceType, {
      inputs: elementIn(stack, "geo").inputs,
    }),
  ).toBe(true);
  expect(geo.expect({ recordGeoMode: "GEO_ALLOW_LIST" })).toBe(geo);
});

test("A user's own conditions stand beside the gate's, in Terraform's spelling.", () => {
  const { stack } = testStack();
  const own = { condition: '${self.outputs["status"] != ""}', errorMessage: "mine" };
  new DataFullstoryRecordingGeo(stack, "geo", { lifecycle: { postcondition: [own] } }).expect(ALLOWED);
  const { postcondition = [] } = elementIn(stack, "geo").lifecycle;
  expect(postcondition).toHaveLength(5);
  expect(postcondition[4]).toEqual({ condition: own.condition, error_message: "mine" });
});

test("Long text and identifiers travel as digests, short text in clear.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingBlocking(stack, "blocking").expect({
    blockedIps: Array.from({ length: 40 }, (_, i) => `10.0.0.${i}`),
    blockedUas: ["Probe"],
    blockedAppIds: ["customer-000311"],
  });
  const { inputs } = elementIn(stack, "blocking");
  expect(inputs["expected_blocked_uas"]).toBe('["Probe"]');
  expect(inputs["expected_blocked_ips"]).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(inputs["observed_blocked_app_ids"]).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(inputs["observed_blocked_app_ids"]).toBe(inputs["expected_blocked_app_ids"]);
  expect(Testing.synth(stack)).not.toContain("customer-000311");
});

test("With maskAddresses an IP address is masked like an identifier.", () => {
  const { stack } = testStack({ maskAddresses: true });
  new DataFullstoryRecordingBlocking(stack, "blocking").expect({ blockedIps: ["203.0.113.99"] });
  const json = Testing.synth(stack);
  for (const address of ["203.0.113.99", "192.0.2.1", "10.0.0.*"]) expect(json).not.toContain(address);
});

test("One field may be expected twice, and both expectations are conditions.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
  geo.expect({ recordGeoMode: "GEO_ALLOW_LIST" }, { severity: "warning" }).expect(ALLOWED);
  const { check } = synthesized(stack);
  expect(elementIn(stack, "geo").lifecycle["postcondition"]).toHaveLength(6);
  expect(Object.keys(check ?? {})).toEqual(["fullstory_geo_not_live", "fullstory_geo_record_geo_mode"]);
});

describe("The provider of a stack", () => {
  const providersIn = (stack: TerraformStack) => synthesized(stack).provider?.null;

  test("is added where there is none.", () => {
    const { stack } = testStack();
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
    expect(providersIn(stack)).toEqual([{}]);
    expect(providersIn(stack)).toEqual([{}]);
  });

  test("is the user's own, declared before or after.", () => {
    for (const early of [true, false]) {
      const { stack } = testStack();
      if (early) new NullProvider(stack, "null");
      new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
      if (!early) new NullProvider(stack, "null");
      expect(providersIn(stack)).toEqual([{}]);
    }
  });

  test("is added beside one that has an alias.", () => {
    const { stack } = testStack();
    new NullProvider(stack, "null", { alias: "other" });
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
    expect(providersIn(stack)).toEqual(expect.arrayContaining([{ alias: "other" }, {}]));
  });

  test("is the one that the org names.", () => {
    const { stack } = testStack(false);
    const nullProvider = new NullProvider(stack, "null", { alias: "other" });
    new FullstoryOrg(stack, "org", { source: documents, nullProvider });
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
    expect(elementIn(stack, "geo").provider).toBe("null.other");
  });

  test("cannot be one of another stack.", () => {
    const { app, stack } = testStack(false);
    const elsewhere = new TerraformStack(app, "elsewhere");
    const nullProvider = new NullProvider(elsewhere, "null", { alias: "other" });
    new FullstoryOrg(stack, "org", { source: documents, nullProvider });
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
    expect(failureOf(() => synthesized(stack)).message).toContain(
      "nullProvider: belongs to the stack elsewhere",
    );
  });

  test("is not added to a stack without our elements.", () => {
    const { app, stack } = testStack();
    new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
    const bystander = new TerraformStack(app, "bystander");
    new Resource(bystander, "resource");
    expect(providersIn(bystander)).toBeUndefined();
    expect(synthesized(bystander).terraform?.required_version).toBeUndefined();
  });

  test("is there for a gate that an aspect adds.", () => {
    const { stack } = testStack();
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === stack && node.node.tryFindChild("late") === undefined)
          new FullstoryGate(stack, "late", { geo: ALLOWED });
      },
    });
    const json = JSON.parse(Testing.synth(stack)) as ReturnType<typeof synthesized>;
    expect(Object.keys(json.data.null_data_source)).toHaveLength(1);
  });
});

test("The version that a user requires stands beside ours.", () => {
  const { stack } = testStack();
  stack.addOverride("terraform.required_version", "~> 1.11");
  new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED);
  expect(synthesized(stack).terraform?.required_version).toBe("~> 1.11, >= 1.5.0");
});

test("A check block of the user's stays beside ours.", () => {
  const { stack } = testStack();
  stack.addOverride("check", { mine: { assert: [{ condition: "${1 == 1}", error_message: "mine" }] } });
  new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED, { severity: "warning" });
  expect(Object.keys(synthesized(stack).check ?? {})).toContain("mine");
});

test("The order of declaration and of calls changes nothing in what is rendered.", () => {
  const render = (turned: boolean) => {
    const { stack } = testStack(false);
    const steps = [
      () => new FullstoryOrg(stack, "org", { source: documents }),
      () => new DataFullstoryRecordingGeo(stack, "geo").expect(ALLOWED),
      () => new DataFullstoryRecordingPrivacy(stack, "privacy").expect({ discardIpAddresses: true }),
    ];
    for (const step of turned ? steps.reverse() : steps) step();
    return synthesized(stack).data;
  };
  const withoutTimes = (data: object) =>
    JSON.stringify(data).replace(/\d{4}-\d\d-\d\dT[\d:]+Z|rendering\.test\.ts:\d+/g, "");
  expect(withoutTimes(render(true))).toBe(withoutTimes(render(false)));
});
