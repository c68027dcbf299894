import type { Field, ObjectField } from "../../../lib/settings/model/field.js";
import { buildLayout, isLaidOut } from "../../../lib/settings/model/spellings.js";

const text: Field = { kind: "text", doc: "A text." };
const renamed: Field = { ...text, olderKeys: ["recordRes", "record_res"] };
const watch: ObjectField = {
  kind: "object",
  doc: "An object.",
  fields: { recordReq: text, recordRsp: renamed },
};

const fieldOf = (...keys: readonly string[]): ObjectField => ({
  kind: "object",
  doc: "An object.",
  fields: Object.fromEntries(keys.map((key) => [key, text])),
});

describe("The layout of an object", () => {
  it("says how each documented key is spelled, in the order of the settings, and what is left", () => {
    expect(buildLayout(fieldOf("scope", "groupId"), ["x", "group_id", "scope", "groupid"])).toEqual({
      keys: ["x", "group_id", "scope", "groupid"],
      known: [
        { key: "scope", field: text, spelling: "scope", others: [] },
        { key: "groupId", field: text, spelling: "group_id", others: [] },
      ],
      unknown: ["x", "groupid"],
    });
  });

  it("knows every spelling of recordRsp, the documented one first", () => {
    const keys = ["record_res", "recordRes", "record_rsp", "recordRsp"];
    expect(buildLayout(watch, keys)).toEqual({
      keys,
      known: [
        {
          key: "recordRsp",
          field: renamed,
          spelling: "recordRsp",
          others: ["record_rsp", "recordRes", "record_res"],
        },
      ],
      unknown: [],
    });
  });

  it.each(["record_rsp", "recordRes", "record_res"])("knows recordRsp as %s alone", (spelling) => {
    expect(buildLayout(watch, [spelling])).toMatchObject({
      known: [{ key: "recordRsp", spelling, others: [] }],
      unknown: [],
    });
  });

  it("takes recordRes for nothing else than recordRsp", () => {
    expect(buildLayout(watch, ["recordRes", "record_req"])).toMatchObject({
      known: [
        { key: "recordReq", spelling: "record_req", others: [] },
        { key: "recordRsp", spelling: "recordRes", others: [] },
      ],
      unknown: [],
    });
  });

  it("asks a field for its keys once", () => {
    let asked = 0;
    const field: ObjectField = {
      kind: "object",
      doc: "An object.",
      get fields() {
        asked += 1;
        return { scope: text };
      },
    };
    expect(buildLayout(field, ["scope"]).unknown).toEqual([]);
    expect(buildLayout(field, ["other"]).unknown).toEqual(["other"]);
    expect(asked).toBe(1);
  });
});

describe("An object is laid out like another", () => {
  it.each([[[]], [["a"]], [["a", "b"]]])("if it has the same keys in the same order: %j", (keys) => {
    expect(isLaidOut(buildLayout(fieldOf("a"), keys), [...keys])).toBe(true);
  });

  it.each([
    [
      ["a", "b"],
      ["b", "a"],
    ],
    [["a", "b"], ["a"]],
    [["a"], ["a", "b"]],
    [
      ["a", "b"],
      ["a", "c"],
    ],
    [
      ["a", "b"],
      ["c", "b"],
    ],
    [["a"], []],
    [[], ["a"]],
  ])("and not if they differ: %j and %j", (known, keys) => {
    expect(isLaidOut(buildLayout(fieldOf("a", "b"), known), keys)).toBe(false);
  });
});
