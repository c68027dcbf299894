import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { EVIDENCE_VERSION } from "../../lib/evidence/evidence.js";
import { decodeEvidence } from "../../lib/evidence/index.js";
import { evidenceSchema } from "../../lib/evidence/schema.js";
import { clean, document, drifted, evidence, field, undecided } from "../reports/gate-reports.js";

const { evidenceJsonSchema }: { evidenceJsonSchema(schema: object, version: number): object } =
  require("../../scripts/evidence-schema.cjs");

const shipped: object = JSON.parse(readFileSync(join(__dirname, "../../docs/evidence.schema.json"), "utf8"));
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(shipped);
const samples = [clean(), drifted(), undecided()].flatMap(({ stacks }) =>
  stacks.flatMap((stack) => stack.evidence ?? []),
);

test("the JSON Schema that is shipped is the one that evidence is read with", () => {
  const made = evidenceJsonSchema(evidenceSchema, EVIDENCE_VERSION);
  expect(shipped).toEqual(JSON.parse(JSON.stringify(made)));
});

test.each(samples.map((sample) => [sample.stack, sample] as const))(
  "evidence of %s is valid by both",
  (_name, sample) => {
    expect(decodeEvidence(JSON.stringify(sample))).toEqual({ ok: true, value: sample });
    validate(sample);
    expect(validate.errors ?? []).toEqual([]);
  },
);

const whole = evidence([document("geo", [field("recordGeoMode")])]);
const wrong: readonly (readonly [string, object])[] = [
  ["a key too many", { ...whole, extra: 1 }],
  ["a key too few", { ...whole, findings: undefined }],
  ["another version", { ...whole, schemaVersion: 0 }],
  [
    "an address that is none",
    { ...whole, documents: [{ ...whole.documents[0], address: "null_resource.x" }] },
  ],
  ["a digest that is none", { ...whole, terraformJsonSha256: "abc" }],
  ["an outcome that is none", { ...whole, outcome: "great" }],
  ["a count below nothing", { ...whole, counts: { ...whole.counts, matches: -1 } }],
  ["a time that is none", { ...whole, synthesizedAt: "yesterday" }],
];

test.each(wrong)("%s is a fault by both", (_name, given) => {
  const text = JSON.stringify(given);
  expect(decodeEvidence(text)).toMatchObject({ ok: false });
  expect(validate(JSON.parse(text))).toBe(false);
});

test("a newer version is said in one line", () => {
  const decoded = decodeEvidence(JSON.stringify({ ...whole, schemaVersion: 3, new: "keys" }));
  expect(decoded).toEqual({
    ok: false,
    writtenBy: "newer",
    faults: [expect.stringMatching(/written by a newer cdktf-fullstory: version 3/)],
  });
});

test("an older version is said in one line", () => {
  const decoded = decodeEvidence(JSON.stringify({ ...whole, schemaVersion: 1, old: "keys" }));
  expect(decoded).toEqual({
    ok: false,
    writtenBy: "older",
    faults: ["$.schemaVersion: written by an older cdktf-fullstory: version 1, and this one reads version 2"],
  });
});
