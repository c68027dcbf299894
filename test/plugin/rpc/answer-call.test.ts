import { FunctionError, type Provider, Unknown } from "../../../src/plugin/index.js";
import { answerCall } from "../../../src/plugin/rpc/answer-call.js";
import { encodeMessage, type Field, Message } from "../../../src/plugin/wire/message.js";
import { answerOf, diagnosticsOf, dynamicValue } from "../support.js";

const schema = { version: 2, attributes: { name: { type: "string", optional: true } } } as const;
const signal = new AbortController().signal;

const provider: Provider = {
  schema,
  dataSources: { test_read: { schema, read: () => ({}) } },
  ephemeralResources: { test_open: { schema, read: () => ({}) } },
  resources: {
    test_thing: { schema, plan: () => ({}), apply: ({ planned }) => ({ state: planned }) },
  },
  functions: {
    pick: {
      parameters: [{ name: "name", type: "string" }],
      returns: "string",
      call([name]) {
        if (name === "bad") throw new FunctionError("bad is not a name", 0);
        if (name === "none") throw new Error("there is none");
        return name ?? null;
      },
    },
  },
};

function typed(name: string, ...more: readonly Field[]): readonly Field[] {
  return [[1, name], ...more];
}

const text = (value: string): Uint8Array =>
  encodeMessage([[1, Buffer.from([0xa0 | value.length, ...Buffer.from(value)])]]);

async function errorsOf(rpc: string, fieldNumber: number, fields: readonly Field[]): Promise<unknown> {
  return diagnosticsOf(await answerOf(provider, rpc, fields), fieldNumber);
}

test("Metadata and functions name what the schema has.", async () => {
  const metadata = await answerOf(provider, "GetMetadata");
  const names = [3, 4, 5, 6].map((field) => metadata.getMessages(field).map((each) => each.getText(1)));
  expect(names).toEqual([["test_read"], ["test_thing"], ["pick"], ["test_open"]]);
  expect(metadata.getMessage(1).getNumber(2)).toBe(1);
  expect((await answerOf(provider, "GetFunctions")).getMessages(1).map((each) => each.getText(1))).toEqual([
    "pick",
  ]);
  expect((await answerOf(provider, "GetResourceIdentitySchemas")).getMessages(1)).toEqual([]);
});

test("A procedure that is not implemented is refused, and no other one.", async () => {
  await expect(answerOf(provider, "GenerateResourceConfig")).rejects.toMatchObject({ status: 12 });
  await expect(answerOf(provider, "constructor")).rejects.toMatchObject({ status: 12 });
});

test.each([
  ["ReadDataSource", 2, "test_read", "the provider answered neither a value nor an error"],
  ["OpenEphemeralResource", 1, "test_open", "the provider answered neither a value nor an error"],
  ["ReadDataSource", 2, "constructor", 'there is no data source "constructor"'],
  ["ImportResourceState", 2, "test_thing", "test_thing cannot be imported"],
])("What %s cannot answer (field %d, %s) is an error: %s", async (rpc, field, name, detail) => {
  const fields = typed(name, [2, dynamicValue(schema)]);
  expect(await errorsOf(rpc, field, fields)).toEqual([
    { severity: "error", summary: "The provider failed", detail, path: [] },
  ]);
});

test("A plan without a planned object is an error; a destroy is planned without the provider.", async () => {
  const proposed = typed("test_thing", [3, dynamicValue(schema)]);
  expect(await errorsOf("PlanResourceChange", 4, proposed)).toMatchObject([
    { detail: "the provider planned nothing" },
  ]);
  const destroy = await answerOf(provider, "PlanResourceChange", typed("test_thing"));
  expect(Buffer.from(destroy.getMessage(1).getBytes(1))).toEqual(Buffer.of(0xc0));
  expect(diagnosticsOf(destroy, 4)).toEqual([]);
});

test("A state of another version of the schema is not taken for one of this version.", async () => {
  const state = (version: number): readonly Field[] =>
    typed("test_thing", [2, version], [3, encodeMessage([[1, "{}"]])]);
  expect((await answerOf(provider, "UpgradeResourceState", state(2))).getMessage(1).getText(2)).toBe("{}");
  expect(await errorsOf("UpgradeResourceState", 2, state(1))).toMatchObject([
    { detail: "the state was written with version 1 of the schema, and this is 2" },
  ]);
});

test("A configuration that is null, JSON or broken is an error.", async () => {
  const broken = async (value: Uint8Array): Promise<unknown> =>
    errorsOf("ReadDataSource", 2, typed("test_read", [2, value]));
  expect(await broken(new Uint8Array(0))).toMatchObject([{ detail: "a configuration is null" }]);
  expect(await broken(encodeMessage([[2, "{}"]]))).toMatchObject([
    { detail: "a value came as JSON, not as msgpack" },
  ]);
  expect(await broken(encodeMessage([[1, "text"]]))).toMatchObject([{ severity: "error" }]);
  expect(await broken(encodeMessage([[1, Buffer.from("d40000", "hex")]]))).toMatchObject([
    { detail: "an object is expected, not an unknown value" },
  ]);
});

test("A function's result and its errors, the argument at fault named.", async () => {
  const call = (argument: string): Promise<Message> =>
    answerOf(provider, "CallFunction", typed("pick", [2, text(argument)]));
  expect((await call("some")).getMessage(1).getText(1).slice(1)).toBe("some");
  const bad = (await call("bad")).getMessage(2);
  expect([bad.getText(1), bad.getNumber(2)]).toEqual(["bad is not a name", 0]);
  expect((await call("none")).getMessage(2).getText(1)).toBe("there is none");
  const tooMany = await answerOf(provider, "CallFunction", typed("pick", [2, text("a")], [2, text("b")]));
  expect([tooMany.getMessage(2).getText(1), tooMany.getMessage(2).getNumber(2)]).toEqual([
    "there are too many arguments",
    1,
  ]);
});

test("The provider words its own errors, and those of loading it are errors as well.", async () => {
  const worded: Provider = {
    ...provider,
    describeError: (error) => ({ severity: "error", summary: "test: failed", detail: String(error) }),
  };
  const response = await answerOf(worded, "ReadDataSource", typed("test_other"));
  expect(diagnosticsOf(response, 2)).toMatchObject([
    { summary: "test: failed", detail: 'Error: there is no data source "test_other"' },
  ]);
  const unloaded = await answerCall({
    name: "GetProviderSchema",
    body: new Uint8Array(0),
    call: { signal },
    loadProvider: () => Promise.reject(new Error("a file is missing")),
  });
  expect(diagnosticsOf(new Message(unloaded), 4)).toMatchObject([{ detail: "a file is missing" }]);
});

test("A call that is aborted is answered at once, whatever its handler does.", async () => {
  const controller = new AbortController();
  const hanging: Provider = {
    schema,
    dataSources: { test_read: { schema, read: () => new Promise(() => controller.abort()) } },
  };
  const request = {
    name: "ReadDataSource",
    body: encodeMessage(typed("test_read", [2, dynamicValue(schema)])),
    loadProvider: () => Promise.resolve(hanging),
  };
  for (let round = 0; round < 2; round++) {
    const response = await answerCall({ ...request, call: { signal: controller.signal } });
    expect(diagnosticsOf(new Message(response), 2)).toMatchObject([{ summary: "Interrupted" }]);
  }
});

test("An unknown value of the configuration reaches the handler as one.", async () => {
  const seen: unknown[] = [];
  const watching: Provider = {
    schema,
    configure({ config, terraformVersion }) {
      seen.push(terraformVersion, config.get("name"));
      return [];
    },
  };
  await answerOf(watching, "ConfigureProvider", [
    [1, "1.11.4"],
    [2, dynamicValue(schema, { name: new Unknown() })],
  ]);
  expect(seen).toEqual(["1.11.4", new Unknown()]);
});
