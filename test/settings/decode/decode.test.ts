import {
  decodeDocument,
  getUnknownValues,
  listUnknownKeys,
} from "../../../lib/settings/decode/decode-document.js";
import type { JsonObject } from "../../../lib/settings/model/json.js";
import { decoded, faultsOf } from "../support.js";

const block = { selector: ".a", type: "BLOCK_EXCLUDE" };

describe("Decoding a settings document", () => {
  it("reads camelCase keys", () => {
    expect(decoded("geo", { recordGeoMode: "GEO_ALL" })).toEqual({ recordGeoMode: "GEO_ALL" });
  });

  it("reads snake_case keys at every depth, and names them in camelCase", () => {
    const body = {
      element_blocks: [{ selector: ".a", exception_selectors: ["b"] }],
      metadata: { last_updated_by: "x" },
    };
    expect(decoded("privacy", body)).toEqual({
      elementBlocks: [{ selector: ".a", exceptionSelectors: ["b"] }],
      metadata: { lastUpdatedBy: "x" },
    });
  });

  it.each(["recordRes", "record_res", "recordRsp", "record_rsp"])("reads %s as recordRsp", (key) => {
    expect(decoded("privacy", { ajaxWatches: [{ [key]: "ELIDE" }] })).toEqual({
      ajaxWatches: [{ recordRsp: "ELIDE" }],
    });
  });

  it.each([
    [{ recordGeoMode: "GEO_ALL", record_geo_mode: "GEO_BLOCK_LIST" }, "recordGeoMode", "record_geo_mode"],
    [{ recordGeoMode: "GEO_ALL", record_geo_mode: null }, "recordGeoMode", "record_geo_mode"],
    [{ recordGeoZones: ["A", "B"], record_geo_zones: ["B", "A"] }, "recordGeoZones", "record_geo_zones"],
  ])("refuses two spellings of one key with different values: %j", (body, first, second) => {
    expect(faultsOf("geo", body)).toEqual([
      `$: "${first}" and "${second}" are two spellings of one key with different values`,
    ]);
  });

  it("refuses recordRes beside a recordRsp with another value, in whichever item", () => {
    const body = { ajaxWatches: [{ recordRsp: "ELIDE" }, { recordRsp: "ELIDE", recordRes: "RECORD" }] };
    expect(faultsOf("privacy", body)).toEqual([
      '$.ajaxWatches[1]: "recordRsp" and "recordRes" are two spellings of one key with different values',
    ]);
  });

  it("takes two spellings whose objects differ only in the order and spelling of keys", () => {
    const body = {
      elementBlocks: [{ selector: "a", group_id: 1 }],
      element_blocks: [{ groupId: 1, selector: "a" }],
    };
    expect(faultsOf("privacy", body)).toEqual([]);
  });

  it.each([{}, { code: "internal", message: "an error occurred" }, { recordGeoModes: "GEO_ALL" }])(
    "takes no body for a document that has none of its keys: %j",
    (body) => {
      const fault = "$: expected the geo settings, found none of their documented keys";
      expect(faultsOf("geo", body)).toEqual([fault]);
    },
  );

  it("takes a part of a document for a document", () => {
    expect(faultsOf("geo", { record_geo_zones: null })).toEqual([]);
  });

  it("refuses two spellings that differ in what nobody documents", () => {
    const body = { elementBlocks: [{ selector: "a", x: 1 }], element_blocks: [{ selector: "a", x: 2 }] };
    expect(faultsOf("privacy", body)).toHaveLength(1);
  });

  it("does not throw on two spellings of something nested too deeply", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect(faultsOf("privacy", { elementRuleGroups: deep, element_rule_groups: deep })[0]).toContain(
      "nested deeper than 64",
    );
  });

  it("keeps unknown keys aside, with their paths and values", () => {
    const result = decodeDocument(
      "privacy",
      JSON.parse('{"elementBlocks":[{"selector":"a","new-key":[1]}],"__proto__":{"a":1},"constructor":2}'),
    );
    if (!result.ok) throw new Error("not decoded");
    expect([...result.unknownKeys].sort()).toEqual([
      "$.__proto__",
      "$.constructor",
      '$.elementBlocks[0]["new-key"]',
    ]);
    expect(Object.getPrototypeOf(result.value)).toBeNull();
    expect(listUnknownKeys(result.value)).toEqual(["__proto__", "constructor"]);
    expect(JSON.stringify(getUnknownValues(result.value))).toBe('{"__proto__":{"a":1},"constructor":2}');
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  it("names unknown keys in the order of the settings, what is inside an object before what is beside", () => {
    const result = decodeDocument("privacy", {
      z: 1,
      metadata: { by: 1, lastUpdated: "" },
      element_blocks: [{ a: 1 }, { selector: ".a" }, { exception_selectors: ["b"], c: [{ d: 1 }], b: 1 }],
      a: 1,
    });
    expect(result.ok && result.unknownKeys).toEqual([
      "$.elementBlocks[0].a",
      "$.elementBlocks[2].c",
      "$.elementBlocks[2].b",
      "$.metadata.by",
      "$.z",
      "$.a",
    ]);
  });

  it("gives keys in the order of the settings, however the answer orders and spells them", () => {
    const value = decoded("geo", { metadata: {}, record_geo_zones: [], recordGeoMode: "GEO_ALL" });
    expect(Object.keys(value)).toEqual(["recordGeoMode", "recordGeoZones", "metadata"]);
  });

  it("writes the path of a fault deep inside open JSON, and of the next one beside it", () => {
    const body = {
      sessionTargetingRules: [{ a: [0, { "x y": [1e300] }] }, { b: undefined }],
      metadata: { created: 1 },
    };
    expect(faultsOf("targeting", body)).toEqual([
      '$.sessionTargetingRules[0].a[1]["x y"][0]: the number is too large to be read exactly',
      "$.sessionTargetingRules[1].b: expected JSON, found nothing",
      "$.metadata.created: expected a string, found a number",
    ]);
  });

  it("keeps __proto__ inside open JSON as data", () => {
    const value = decoded(
      "targeting",
      JSON.parse('{"sessionTargetingRules":[{"__proto__":{"polluted":true}}]}'),
    );
    expect(JSON.stringify(value)).toBe('{"sessionTargetingRules":[{"__proto__":{"polluted":true}}]}');
  });

  it("reports all faults at once, each with its path", () => {
    const body = {
      elementBlocks: [{ ...block, consent: "no", groupId: 1.5 }, "x", { ...block, exceptionSelectors: [1] }],
      ajaxWatches: {},
      discardIpAddresses: 0,
      defaultPrivacyMode: true,
      metadata: [],
    };
    expect(faultsOf("privacy", body)).toEqual([
      "$.elementBlocks[0].consent: expected a boolean, found a string",
      "$.elementBlocks[0].groupId: expected a whole number, found a number",
      "$.elementBlocks[1]: expected an object, found a string",
      "$.elementBlocks[2].exceptionSelectors[0]: expected a string, found a number",
      "$.ajaxWatches: expected an array, found an object",
      "$.discardIpAddresses: expected a boolean, found a number",
      "$.defaultPrivacyMode: expected a string, found a boolean",
      "$.metadata: expected an object, found an array",
    ]);
  });

  it("shows the first twenty faults and counts the rest", () => {
    const faults = faultsOf("blocking", { blockedIps: Array.from({ length: 50 }, () => 1) });
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe("and 30 more");
  });

  it("quotes no value of the body in a fault", () => {
    expect(faultsOf("geo", { recordGeoZones: "secret-value" }).join()).not.toContain("secret-value");
  });

  it.each([
    [[], "an array"],
    [null, "null"],
    [undefined, "nothing"],
    ["<!DOCTYPE html><html></html>", "a string"],
    [42, "a number"],
    [true, "a boolean"],
  ])("refuses %j as a body, in one sentence", (body, found) => {
    expect(faultsOf("geo", body)).toEqual([`$: expected an object, found ${found}`]);
  });

  it.each([[new Date()], [new Map([["recordGeoMode", "GEO_ALL"]])]])(
    "refuses an instance of a class as a body: %p",
    (body) => {
      expect(faultsOf("geo", body)).toHaveLength(1);
    },
  );

  it("refuses an instance of a class inside open JSON", () => {
    expect(faultsOf("targeting", { sessionTargetingRules: [{ at: new Date() }] })).toEqual([
      "$.sessionTargetingRules[0].at: expected JSON, found an object",
    ]);
  });

  it("refuses null as an item of a list", () => {
    expect(faultsOf("blocking", { blockedIps: [null] })).toHaveLength(1);
    expect(faultsOf("targeting", { sessionTargetingRules: [null] })).toHaveLength(1);
  });

  it("refuses a hole in a list", () => {
    expect(faultsOf("blocking", { blockedIps: new Array(2) })).not.toEqual([]);
  });

  it("takes null for any field", () => {
    expect(
      faultsOf("privacy", {
        elementBlocks: null,
        discardIpAddresses: null,
        metadata: null,
        elementRuleGroups: null,
      }),
    ).toEqual([]);
  });

  it("takes open JSON 64 levels deep and refuses it deeper", () => {
    const nest = (levels: number): unknown => (levels === 0 ? "x" : { a: nest(levels - 1) });
    expect(faultsOf("targeting", { sessionTargetingRules: [nest(64)] })).toEqual([]);
    expect(faultsOf("targeting", { sessionTargetingRules: [nest(65)] })[0]).toContain(
      "nested deeper than 64 levels",
    );
  });

  it.each([2 ** 53, -(2 ** 53), 1e300, Number.POSITIVE_INFINITY, Number.NaN])(
    "refuses the number %p, which cannot have been read exactly",
    (value) => {
      expect(faultsOf("targeting", { sessionTargetingRules: [{ value }] })).toEqual([
        "$.sessionTargetingRules[0].value: the number is too large to be read exactly",
      ]);
    },
  );

  it("takes the largest safe integer, and fractions", () => {
    expect(
      faultsOf("targeting", { sessionTargetingRules: [{ a: Number.MAX_SAFE_INTEGER, b: 1.25 }] }),
    ).toEqual([]);
  });

  it("keeps undocumented words of an enum as they are", () => {
    expect(decoded("geo", { recordGeoMode: "geo_new" })).toEqual({ recordGeoMode: "geo_new" });
  });

  it("copies, so that a later change of the body changes nothing", () => {
    const body = { recordGeoZones: ["A"] };
    const value = decoded("geo", body) as JsonObject;
    body.recordGeoZones.push("B");
    expect(value["recordGeoZones"]).toEqual(["A"]);
  });
});
