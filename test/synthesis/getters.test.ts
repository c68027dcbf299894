import { TerraformOutput, Testing, Token } from "cdktf";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingDomain,
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  DataFullstoryRecordingTargeting,
} from "../../lib/index.js";
import { elementIn, failureOf, synthesized, testStack } from "./support.js";

test("Each getter becomes the expression that its docstring names.", () => {
  const { stack } = testStack({ exposeIdentifiers: true });
  const blocking = new DataFullstoryRecordingBlocking(stack, "blocking");
  const domain = new DataFullstoryRecordingDomain(stack, "domain");
  const features = new DataFullstoryRecordingFeatures(stack, "features");
  const geo = new DataFullstoryRecordingGeo(stack, "geo");
  const privacy = new DataFullstoryRecordingPrivacy(stack, "privacy");
  const targeting = new DataFullstoryRecordingTargeting(stack, "targeting");
  const values: Readonly<Record<string, unknown>> = {
    blockedIps: blocking.blockedIps,
    blockedUas: blocking.blockedUas,
    blockedAppIds: blocking.blockedAppIds,
    onlyRecordKnownDomains: domain.onlyRecordKnownDomains,
    domains: domain.domains,
    enabled: features.enabled,
    recordGeoMode: geo.recordGeoMode,
    recordGeoZones: geo.recordGeoZones,
    elementBlocks: privacy.elementBlocks,
    ajaxWatches: privacy.ajaxWatches,
    discardIpAddresses: privacy.discardIpAddresses,
    defaultPrivacyMode: privacy.defaultPrivacyMode,
    elementRuleGroups: privacy.elementRuleGroups,
    sessionTargetingRules: targeting.sessionTargetingRules,
    metadata: geo.metadata,
  };
  for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value });
  const output = synthesized(stack).output ?? {};
  expect(
    Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value])),
  ).toMatchSnapshot();
});

test("A field is an input only once its getter was called, as it came.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  expect(elementIn(stack, "geo").inputs).not.toHaveProperty("record_geo_mode");
  new TerraformOutput(stack, "mode", { value: geo.recordGeoMode });
  new TerraformOutput(stack, "zones", { value: geo.recordGeoZones });
  expect(elementIn(stack, "geo").inputs).toMatchObject({
    record_geo_mode: "GEO_ALLOW_LIST",
    record_geo_zones: '["DE","NL"]',
  });
});

test("Metadata is an input only once its getter was called, with people masked.", () => {
  const { stack } = testStack();
  const blocking = new DataFullstoryRecordingBlocking(stack, "blocking").expect({ blockedUas: ["Probe"] });
  expect(elementIn(stack, "blocking").inputs).not.toHaveProperty("metadata");
  new TerraformOutput(stack, "metadata", { value: blocking.metadata });
  expect(elementIn(stack, "blocking").inputs["metadata"]).toBe(
    '{"lastUpdated":"2026-01-02T03:04:05Z","lastUpdatedBy":"J*** (j***@example.com)"}',
  );
});

test("A getter that is called while the stack renders still finds its input.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  const value = Token.asString({
    resolve: () => geo.recordGeoMode,
    creationStack: [],
    toString: () => "late",
  });
  new TerraformOutput(stack, "mode", { value });
  expect(elementIn(stack, "geo").inputs).toHaveProperty("record_geo_mode");
});

test("A reference to identifiers is an error that names the option, and is sensitive with it.", () => {
  const { stack } = testStack();
  const blocking = new DataFullstoryRecordingBlocking(stack, "blocking");
  new TerraformOutput(stack, "ids", { value: blocking.blockedAppIds });
  expect(failureOf(() => synthesized(stack)).message).toContain(
    "[web/blocking] blockedAppIds: holds identifiers: a reference to it needs `exposeIdentifiers: true`",
  );
  const { stack: open } = testStack({ exposeIdentifiers: true });
  const exposed = new DataFullstoryRecordingBlocking(open, "blocking");
  new TerraformOutput(open, "ids", { value: exposed.blockedAppIds });
  expect(JSON.stringify(synthesized(open).output)).toContain("${sensitive(jsondecode(");
});

test("Metadata that names people is sensitive, and masked metadata is not.", () => {
  const values = [true, false].map((exposeIdentifiers) => {
    const { stack } = testStack({ exposeIdentifiers });
    const blocking = new DataFullstoryRecordingBlocking(stack, "blocking");
    new TerraformOutput(stack, "metadata", { value: blocking.metadata });
    return synthesized(stack).output?.["metadata"]?.value;
  });
  expect(values[0]).toContain("sensitive(");
  expect(values[1]).not.toContain("sensitive(");
});

test("Free text of rules reaches the file only where a declaration names it.", () => {
  const { stack } = testStack();
  const privacy = new DataFullstoryRecordingPrivacy(stack, "privacy");
  new TerraformOutput(stack, "rules", { value: privacy.elementBlocks });
  expect(Testing.synth(stack)).not.toContain("free text of the org");
  privacy.expect({
    elementBlocks: [{ selector: ".tax-id", type: "BLOCK_EXCLUDE", notes: "free text of the org" }],
  });
  const { element_blocks: text = "" } = elementIn(stack, "privacy").inputs;
  expect(text).toContain("free text of the org");
  expect(text).not.toContain("a label");
});

test("The plain document is at hand as `settings`, also before anything is rendered.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo");
  expect(geo.settings).toEqual({ recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL"] });
  const mobile = new DataFullstoryRecordingFeatures(stack, "mobile", { platform: "mobile" });
  expect(mobile.settings.enabled).toBe(false);
});

test("`settings` of a document that is not there throws the reason.", () => {
  const { stack } = testStack({ source: {} });
  expect(failureOf(() => new DataFullstoryRecordingGeo(stack, "geo").settings).message).toContain(
    "hold no document geo",
  );
});
