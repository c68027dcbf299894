import { decode, encode } from "@msgpack/msgpack";
import { nullDataSource } from "../../src/null-provider/null-data-source.js";
import { nullResource } from "../../src/null-provider/null-resource.js";
import { providerCalls } from "../../src/null-provider/provider.js";
import { encodeMessage, Message } from "../../src/plugin/proto.js";
import { isUnknown, NULL, splitObject, UNKNOWN } from "../../src/plugin/value.js";

function call(rpc: string, ...fields: Parameters<typeof encodeMessage>[0][]): Message {
  const answer = providerCalls().get(`/tfplugin6.Provider/${rpc}`);
  if (answer === undefined) throw new Error(`no ${rpc}`);
  return new Message(answer(new Message(encodeMessage(fields.flatMap((some) => [...some])))));
}

const config = (attributes: object): Uint8Array =>
  encode({ inputs: null, outputs: null, random: null, has_computed_default: null, id: null, ...attributes });

test("The data source answers its inputs as outputs, and a static id.", () => {
  const state = decode(nullDataSource.read(config({ inputs: { a: "b", none: null } })));
  expect(state).toEqual({
    inputs: { a: "b", none: null },
    outputs: { a: "b", none: null },
    has_computed_default: "default",
    id: "static",
    random: expect.stringMatching(/^\d+$/),
  });
});

test("Without inputs the outputs are null, and a default that is set stays.", () => {
  const state = decode(nullDataSource.read(config({ has_computed_default: "mine" })));
  expect(state).toMatchObject({ inputs: null, outputs: null, has_computed_default: "mine" });
});

test("A new resource has an id that is unknown until it is applied.", () => {
  const planned = nullResource.plan(NULL, encode({ triggers: { a: "b" }, id: null }));
  expect(isUnknown(splitObject(planned).get("id") ?? NULL)).toBe(true);
  expect(decode(nullResource.apply(planned))).toEqual({
    triggers: { a: "b" },
    id: expect.stringMatching(/^\d+$/),
  });
});

test("An object that exists keeps its id, and a destroy is planned and applied as nothing.", () => {
  const prior = encode({ triggers: null, id: "7" });
  expect(nullResource.plan(prior, prior)).toEqual(prior);
  expect(nullResource.apply(prior)).toEqual(prior);
  expect(nullResource.apply(nullResource.plan(prior, NULL))).toEqual(NULL);
});

test("Triggers that are not known yet stay unknown in the plan.", () => {
  const proposed = Buffer.from("82a26964c0a87472696767657273d40000", "hex");
  const planned = splitObject(nullResource.plan(NULL, proposed));
  expect(Buffer.from(planned.get("triggers") ?? [])).toEqual(Buffer.from(UNKNOWN));
});

test("Each of the calls that Terraform needs is served, and no more.", () => {
  expect([...providerCalls().keys()].sort()).toEqual([
    "/plugin.GRPCController/Shutdown",
    "/tfplugin6.Provider/ApplyResourceChange",
    "/tfplugin6.Provider/ConfigureProvider",
    "/tfplugin6.Provider/GetProviderSchema",
    "/tfplugin6.Provider/PlanResourceChange",
    "/tfplugin6.Provider/ReadDataSource",
    "/tfplugin6.Provider/ReadResource",
    "/tfplugin6.Provider/StopProvider",
    "/tfplugin6.Provider/UpgradeResourceState",
    "/tfplugin6.Provider/ValidateDataResourceConfig",
    "/tfplugin6.Provider/ValidateProviderConfig",
    "/tfplugin6.Provider/ValidateResourceConfig",
  ]);
});

test("A fault is answered as a diagnostic that says what it was.", () => {
  const diagnostic = call("ReadDataSource", [[1, "null_other"]]).message(2);
  expect(diagnostic.text(2)).toBe("The stand-in for hashicorp/null failed");
  expect(diagnostic.text(3)).toBe('"null_other" is not served here, only null_data_source');
  const broken = call("ReadDataSource", [[1, "null_data_source"]], [[2, encodeMessage([[1, NULL]])]]);
  expect(broken.message(2).text(3)).toContain("expected an object");
});

test("A state of an earlier run is handed back as the JSON that it is.", () => {
  const state = Buffer.from('{"id":"7","triggers":null}');
  const answer = call(
    "UpgradeResourceState",
    [[1, "null_resource"]],
    [[2, 0]],
    [[3, encodeMessage([[1, state]])]],
  );
  expect(answer.message(1).text(2)).toBe(state.toString());
});
