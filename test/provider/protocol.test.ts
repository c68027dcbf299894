import { decodeValue } from "../../src/plugin/cty/decode-value.js";
import { type CtyValue, type Provider, Typed, Unknown } from "../../src/plugin/index.js";
import { answerCall } from "../../src/plugin/rpc/answer-call.js";
import { buildImpliedType } from "../../src/plugin/rpc/dynamic-value.js";
import { encodeMessage, type Field, Message } from "../../src/plugin/wire/message.js";
import { createProvider } from "../../src/provider/provider.js";
import { gateSchema } from "../../src/provider/schema/gate-schema.js";
import * as fc from "../fast-check.js";
import { answerOf, diagnosticsOf, dynamicValue } from "../plugin/support.js";
import { type Answers, startAnswers } from "./answers.js";

let answers: Answers;
beforeAll(async () => {
  answers = await startAnswers();
});
afterAll(() => answers.stop());

const LIVE = { recordGeoMode: "GEO_ALL", recordGeoZones: [] };
const MODE = new Typed(
  ["object", { record_geo_mode: "string" }],
  new Map([["record_geo_mode", "GEO_ALLOW_LIST"]]),
);

async function configured(more: Record<string, CtyValue> = {}, version = "1.11.4"): Promise<Provider> {
  const provider = createProvider({});
  const config = { api_key: answers.keyFor(LIVE), base_url: answers.url, ...more };
  const answer = await answerOf(provider, "ConfigureProvider", [
    [1, version],
    [2, dynamicValue(provider.schema, config)],
  ]);
  // An error here would keep Terraform from a destroy.
  expect(diagnosticsOf(answer, 1)).toEqual([]);
  return provider;
}

function gateOf(attributes: Record<string, CtyValue>): readonly Field[] {
  return [
    [1, "fullstory_gate"],
    [2, dynamicValue(gateSchema, attributes)],
  ];
}

interface Told {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly path: readonly (string | number)[];
}

async function read(provider: Provider, attributes: Record<string, CtyValue>): Promise<readonly Told[]> {
  const answer = await answerOf(provider, "ReadDataSource", gateOf(attributes));
  return diagnosticsOf(answer, 2) as readonly Told[];
}

const UNKNOWN = new Unknown();
const REFINED = new Unknown({ type: 12, data: Buffer.from("8201c202a447454f5f", "hex") });
const waiver = (expires: CtyValue) => [
  new Map<string, CtyValue>([
    ["path", "record_geo_mode"],
    ["observed", "0".repeat(32)],
    ["reason", "the vendor mends it"],
    ["expires", expires],
  ]),
];

test.each<[string, Record<string, CtyValue>, string]>([
  ["a declaration", { geo: UNKNOWN }, "geo"],
  ["a typed declaration", { geo: new Typed(["object", {}], UNKNOWN) }, "geo"],
  [
    "a setting, of which something is known",
    { geo: new Typed(["object", { record_geo_mode: "string" }], new Map([["record_geo_mode", REFINED]])) },
    "geo.record_geo_mode",
  ],
  ["a severity", { geo: MODE, severity: UNKNOWN }, "severity"],
  ["a requirement", { geo: MODE, require: ["geo", UNKNOWN] }, "require[1]"],
  ["a waiver", { geo: MODE, waivers: waiver(UNKNOWN) }, "waivers[0].expires"],
])(
  "A read that is asked with %s that is not known yet is one error, which says where.",
  async (_what, given, where) => {
    const provider = await configured();
    for (const [rpc, field] of [
      ["ReadDataSource", 2],
      ["OpenEphemeralResource", 1],
    ] as const) {
      const answer = await answerOf(provider, rpc, gateOf(given));
      expect(diagnosticsOf(answer, field)).toMatchObject([
        { severity: "error", summary: expect.stringContaining(`${where}: is not known yet`) },
      ]);
      expect(answer.getMessage(rpc === "ReadDataSource" ? 1 : 3).getBytes(1)).toHaveLength(0);
    }
    const validated = await answerOf(provider, "ValidateDataResourceConfig", gateOf(given));
    expect(diagnosticsOf(validated, 1)).toEqual([]);
  },
);

test.each(["api_key", "base_url", "expect_org", "snapshot", "attempts", "show_actors"])(
  "A configuration whose %s is not known yet is one error of what reads, which names it.",
  async (name) => {
    const told = await read(await configured({ [name]: UNKNOWN }), { geo: MODE });
    expect(told).toHaveLength(1);
    expect(told[0]?.detail).toMatch(
      new RegExp(`^  Argument  ${name} is not known before apply[\\s\\S]*What to do: `),
    );
  },
);

test.each<[string, CtyValue, string]>([
  ["since", "2026-02-31", 'must be a date like "2026-01-31" or an ISO 8601 instant'],
  ["since", "yesterday", 'must be a date like "2026-01-31" or an ISO 8601 instant'],
  ["limit", 101, "must be a whole number from 1 to 100"],
  ["platform", "tv", 'must be "web" or "mobile"'],
])(
  "A history that is asked with the %s %j is refused while Terraform validates.",
  async (name, value, says) => {
    const provider = createProvider({});
    const type = "fullstory_recording_features_history";
    const schema = provider.dataSources?.[type]?.schema ?? { attributes: {} };
    const fields: readonly Field[] = [
      [1, type],
      [2, dynamicValue(schema, { [name]: value })],
    ];
    for (const [rpc, field] of [
      ["ValidateDataResourceConfig", 1],
      ["ReadDataSource", 2],
    ] as const) {
      expect(diagnosticsOf(await answerOf(provider, rpc, fields), field)).toEqual([
        {
          severity: "error",
          summary: `fullstory: bad declaration, ${name} ${says}`,
          detail: "",
          path: [name],
        },
      ]);
    }
  },
);

test("A waiver that the provider does not let run so long is told in the provider's words.", async () => {
  const told = await read(await configured({ max_waiver_days: 7 }), {
    geo: MODE,
    waivers: waiver("2090-01-01"),
  });
  expect(told).toMatchObject([
    { detail: expect.stringContaining("more than 7 days ahead (max_waiver_days)") },
  ]);
});

test.each([
  ["1.11.4", ["geo"]],
  ["1.15.0-beta1", ["geo", "record_geo_zones", 0]],
  ["2.0.0", ["geo", "record_geo_zones", 0]],
])("For Terraform %s, the path to a line is as long as that finds one.", async (version, path) => {
  const geo = new Typed(
    ["object", { record_geo_mode: "string", record_geo_zones: ["tuple", ["number"]] }],
    new Map<string, CtyValue>([
      ["record_geo_mode", "GEO_ALLOW_LIST"],
      ["record_geo_zones", [7]],
    ]),
  );
  const told = await read(await configured({}, version), { geo });
  expect(told[0]?.path.slice(0, path.length)).toEqual(path);
});

/** Bytes with a few changed, some cut off, some put in. */
const broken = (whole: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat(whole.length), fc.constantFrom("set", "cut", "put"), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) => {
      const bytes = [...whole];
      for (const [at, what, byte] of changes) {
        if (what === "cut") bytes.splice(at, 1 + (byte % 8));
        else if (what === "put") bytes.splice(at, 0, byte);
        else bytes[Math.min(at, bytes.length - 1)] = byte;
      }
      return Uint8Array.from(bytes);
    })
    .filter((bytes) => Buffer.compare(bytes, whole) !== 0);

test("A gate's request whose bytes are broken anywhere is an error, and never a pass.", async () => {
  const provider = await configured();
  const whole = encodeMessage(gateOf({ geo: MODE }));
  const fields = async (body: Uint8Array): Promise<Message> => {
    const call = { signal: new AbortController().signal };
    const loadProvider = () => Promise.resolve(provider);
    return new Message(await answerCall({ name: "ReadDataSource", body, call, loadProvider }));
  };
  expect(diagnosticsOf(await fields(whole), 2)).toMatchObject([{ severity: "error" }]);
  await fc.assert(
    fc.asyncProperty(fc.oneof(broken(whole), fc.uint8Array({ maxLength: 60 })), async (body) => {
      const answer = await fields(body);
      expect(diagnosticsOf(answer, 2)).toContainEqual(expect.objectContaining({ severity: "error" }));
      const state = answer.getMessage(1).getBytes(1);
      if (state.length === 0) return;
      const object = decodeValue(state, buildImpliedType(gateSchema));
      expect(object instanceof Map && object.get("passed")).toBe(false);
    }),
    { numRuns: 500 },
  );
});
