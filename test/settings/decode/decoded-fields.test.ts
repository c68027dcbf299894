import { decodeObject, limitFaults } from "../../../lib/settings/decode/decode-document.js";
import type { ObjectField } from "../../../lib/settings/model/field.js";

describe("Faults of a body", () => {
  const faults = (count: number) => Array.from({ length: count }, (_, index) => `$.a${index}: no`);

  it.each([0, 1, 20])("are all shown up to twenty: %d", (count) => {
    expect(limitFaults(faults(count))).toEqual(faults(count));
  });

  it("are counted beyond", () => {
    expect(limitFaults(faults(21))).toEqual([...faults(20), "and 1 more"]);
    expect(limitFaults(faults(25))).toEqual([...faults(20), "and 5 more"]);
  });
});

describe("Items of a list of open JSON", () => {
  const field = (): ObjectField => ({
    kind: "object",
    doc: "A document.",
    fields: {
      rules: { kind: "list", order: "ordered", doc: "Rules.", item: { kind: "json", doc: "A rule." } },
    },
  });

  it.each([
    ["a", "a string"],
    [1, "a number"],
    [null, "null"],
    [[], "an array"],
  ])("are objects: %j is a fault", (item, name) => {
    expect(decodeObject(field(), { rules: [{ a: 1 }, item] })).toEqual({
      ok: false,
      faults: [`$.rules[1]: expected an object, found ${name}`],
    });
  });

  it("may hold anything", () => {
    expect(decodeObject(field(), { rules: [{ a: [1, null] }] })).toMatchObject({ ok: true });
  });
});
