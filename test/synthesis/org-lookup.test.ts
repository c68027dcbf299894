import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { DataFullstoryRecordingGeo, DeclarationError, FullstoryGate, FullstoryOrg } from "../../lib/index.js";
import { documents, elementIn, failureOf, synthesized, testStack } from "./support.js";

const other = { geo: { recordGeoMode: "GEO_ALL", recordGeoZones: [] } };

function modeIn(stack: TerraformStack, id: string): string | undefined {
  return elementIn(stack, id).inputs["observed_record_geo_mode"];
}

function geo(scope: Construct, id: string, org?: FullstoryOrg): DataFullstoryRecordingGeo {
  return new DataFullstoryRecordingGeo(scope, id, org === undefined ? {} : { org }).expect({
    recordGeoMode: "GEO_ALLOW_LIST",
  });
}

beforeEach(() => {
  for (const name of ["FULLSTORY_API_KEY", "FULLSTORY_BASE_URL", "FULLSTORY_SETTINGS_SOURCE"])
    delete process.env[name];
});

test("An org that is declared after its data source serves it just the same.", () => {
  const { stack } = testStack(false);
  geo(stack, "geo");
  new FullstoryOrg(stack, "org", { source: documents });
  expect(modeIn(stack, "geo")).toBe('"GEO_ALLOW_LIST"');
});

test("The org of the nearest scope is used, not one further up.", () => {
  const { app, stack } = testStack();
  const inner = new Construct(stack, "inner");
  new FullstoryOrg(inner, "org", { source: other });
  new FullstoryOrg(app, "org", { source: { geo: { recordGeoMode: "OUTER" } } });
  geo(inner, "geo");
  geo(stack, "geo");
  const second = new TerraformStack(app, "second");
  geo(second, "geo");
  expect(
    Object.entries(synthesized(stack).data.null_data_source).find(([id]) => id.startsWith("inner_geo"))?.[1]
      .inputs["observed_record_geo_mode"],
  ).toBe('"GEO_ALL"');
  expect(modeIn(stack, "geo")).toBe('"GEO_ALLOW_LIST"');
  expect(modeIn(second, "geo")).toBe('"OUTER"');
});

test("An org with an alias serves only where it is passed.", () => {
  const { stack } = testStack();
  const aliased = new FullstoryOrg(stack, "eu", { alias: "eu", source: other });
  geo(stack, "plain");
  geo(stack, "passed", aliased);
  expect(modeIn(stack, "plain")).toBe('"GEO_ALLOW_LIST"');
  expect(modeIn(stack, "passed")).toBe('"GEO_ALL"');
});

test("A scope that has only orgs with an alias has no default, and the environment does not step in.", () => {
  process.env["FULLSTORY_API_KEY"] = "na1.a-key";
  const { stack } = testStack(false);
  new FullstoryOrg(stack, "eu", { alias: "eu", source: other });
  geo(stack, "geo");
  const error = failureOf(() => synthesized(stack));
  expect(error).toBeInstanceOf(DeclarationError);
  expect(error.message).toContain('[web/geo] org: only orgs with an alias are declared around it ("eu")');
});

test("Two orgs without an alias in one scope are an error that names both.", () => {
  const { stack } = testStack();
  new FullstoryOrg(stack, "second", { source: other });
  geo(stack, "geo");
  const { message } = failureOf(() => synthesized(stack));
  expect(message).toContain("[web/second] alias: web/org in the same scope has no alias either");
});

test("Two orgs with the same alias in one scope are an error.", () => {
  const { stack } = testStack();
  for (const id of ["a", "b"]) new FullstoryOrg(stack, id, { source: other, alias: "eu" });
  geo(stack, "geo");
  expect(failureOf(() => synthesized(stack)).message).toContain(
    'web/a in the same scope has the alias "eu" too',
  );
});

test("Where no org is declared the environment's is used, and its missing key is named.", () => {
  const { stack } = testStack(false);
  geo(stack, "geo");
  const { message } = failureOf(() => synthesized(stack));
  expect(message).toContain("[web/geo]");
  expect(message).toContain("FULLSTORY_API_KEY");
});

test("The environment may name a snapshot, but never overrides what code says.", () => {
  process.env["FULLSTORY_SETTINGS_SOURCE"] = "/nowhere/fullstory.snapshot.json";
  const { stack } = testStack();
  geo(stack, "geo");
  expect(elementIn(stack, "geo").inputs["status"]).toBe("read");
  const { stack: bare } = testStack(false);
  geo(bare, "geo");
  expect(elementIn(bare, "geo").inputs["status"]).toBe("unreadable");
});

test.each([
  ["undefined", undefined],
  ["empty", ""],
  ["blank", "  "],
])("A key that is given but %s is an error, though the environment has one.", (_what, apiKey) => {
  process.env["FULLSTORY_API_KEY"] = "na1.from-the-environment";
  const { stack } = testStack(false);
  // A user's project without exactOptionalPropertyTypes lets this through.
  new FullstoryOrg(stack, "org", { apiKey } as { apiKey: string });
  geo(stack, "geo");
  const { message } = failureOf(() => synthesized(stack));
  expect(message).toContain("apiKey was given but is undefined or empty");
  expect(message).not.toContain("from-the-environment");
});

test("All wrong options of an org are reported together, with its path.", () => {
  const { stack } = testStack(false);
  new FullstoryOrg(stack, "org", {
    source: documents,
    maxAge: "7 days",
    maxWaiverDays: 0,
    onReadError: "never",
    showActors: "yes",
    expectOrg: "",
    sauce: 1,
  } as object);
  geo(stack, "geo");
  const { message } = failureOf(() => synthesized(stack));
  for (const field of ["maxAge", "maxWaiverDays", "onReadError", "showActors", "expectOrg", "sauce"])
    expect(message).toContain(`[web/org] ${field}: `);
});

test("An org of a gate serves all its parts.", () => {
  const { stack } = testStack();
  const org = new FullstoryOrg(stack, "eu", { alias: "eu", source: other });
  new FullstoryGate(stack, "gate", { org, geo: { recordGeoMode: "GEO_ALL" } });
  const inputs = Object.values(synthesized(stack).data.null_data_source)[0]?.inputs;
  expect(inputs).toMatchObject({ observed_record_geo_mode: '"GEO_ALL"' });
});

test("An app for tests needs no org of its own where the stack has one.", () => {
  const stack = new TerraformStack(Testing.app(), "alone");
  new FullstoryOrg(stack, "org", { source: documents });
  geo(stack, "geo");
  expect(elementIn(stack, "geo").inputs["source"]).toBe("documents");
});
