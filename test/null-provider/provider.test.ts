import { createNullProvider, nullDataSource, nullResource } from "../../src/null-provider/provider.js";
import { type Call, type CtyObject, type CtyValue, Unknown } from "../../src/plugin/index.js";
import { encodeMessage } from "../../src/plugin/wire/message.js";
import { answerOf, diagnosticsOf, dynamicValue } from "../plugin/support.js";

const call: Call = { signal: new AbortController().signal };

function object(attributes: Readonly<Record<string, CtyValue>>): CtyObject {
  return new Map(Object.entries(attributes));
}

async function read(attributes: Readonly<Record<string, CtyValue>>): Promise<unknown> {
  const { state } = await nullDataSource.read({ config: object(attributes) }, call);
  return Object.fromEntries(state ?? []);
}

async function plan(prior: CtyObject | null, proposed: CtyObject): Promise<CtyObject | undefined> {
  return (await nullResource.plan({ prior, proposed }, call)).planned;
}

async function apply(planned: CtyObject | null): Promise<CtyObject | null> {
  return (await nullResource.apply({ prior: null, planned }, call)).state;
}

test("The data source answers its inputs as outputs, and a static id.", async () => {
  const inputs = object({ a: "b", none: null });
  expect(await read({ inputs })).toEqual({
    inputs,
    outputs: inputs,
    has_computed_default: "default",
    id: "static",
    random: expect.stringMatching(/^\d+$/),
  });
});

test("Without inputs the outputs are null, and a default that is set stays.", async () => {
  const state = await read({ inputs: null, has_computed_default: "mine" });
  expect(state).toMatchObject({ inputs: null, outputs: null, has_computed_default: "mine" });
});

test("A new resource has an id that is unknown until it is applied.", async () => {
  const planned = await plan(null, object({ triggers: object({ a: "b" }), id: null }));
  expect(planned?.get("id")).toBeInstanceOf(Unknown);
  expect(Object.fromEntries((await apply(planned ?? null)) ?? [])).toEqual({
    triggers: object({ a: "b" }),
    id: expect.stringMatching(/^\d+$/),
  });
});

test("An object that exists keeps its id, and a destroy is applied as nothing.", async () => {
  const prior = object({ triggers: null, id: "7" });
  expect(await plan(prior, prior)).toEqual(prior);
  expect(await apply(prior)).toEqual(prior);
  expect(await apply(null)).toBeNull();
});

test("Triggers that are not known yet stay unknown in the plan.", async () => {
  const planned = await plan(null, object({ triggers: new Unknown(), id: null }));
  expect(planned?.get("triggers")).toBeInstanceOf(Unknown);
});

test("A fault is answered as a diagnostic that says what it was.", async () => {
  const response = await answerOf(createNullProvider(), "ReadDataSource", [[1, "null_other"]]);
  expect(diagnosticsOf(response, 2)).toEqual([
    {
      severity: "error",
      summary: "The stand-in for hashicorp/null failed",
      detail: 'there is no data source "null_other"',
      path: [],
    },
  ]);
});

test("A configuration that sets what only the provider may set is refused, each attribute on its own.", async () => {
  const config = dynamicValue(nullDataSource.schema, { outputs: new Map([["a", "b"]]), random: "7" });
  const response = await answerOf(createNullProvider(), "ValidateDataResourceConfig", [
    [1, "null_data_source"],
    [2, config],
  ]);
  expect(diagnosticsOf(response, 1)).toMatchObject([{ path: ["outputs"] }, { path: ["random"] }]);
});

test("A state of an earlier run is handed back as the JSON that it is.", async () => {
  const state = Buffer.from('{"id":"7","triggers":null}');
  const response = await answerOf(createNullProvider(), "UpgradeResourceState", [
    [1, "null_resource"],
    [2, 0],
    [3, encodeMessage([[1, state]])],
  ]);
  expect(response.getMessage(1).getText(2)).toBe(state.toString());
});
