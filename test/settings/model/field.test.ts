import { Match } from "../../../lib/settings/declare/match.js";
import { elementBlockField } from "../../../lib/settings/endpoints/element-block.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import {
  type EnumField,
  listEnumSpellings,
  rateByRank,
  type ScalarChange,
} from "../../../lib/settings/model/field.js";
import type { Scalar } from "../../../lib/settings/model/json.js";
import { verdict } from "../support.js";

describe("The spellings of a word", () => {
  const field = (): EnumField => {
    const type = elementBlockField.fields["type"];
    if (type?.kind !== "enum") throw new Error("no such field");
    return type;
  };

  it.each([
    ["BLOCK_MASK", ["BLOCK_MASK", "BLOCK_SCRUB"]],
    ["BLOCK_RECORD", ["BLOCK_UNMASK", "BLOCK_RECORD"]],
    ["BLOCK_EXCLUDE", ["BLOCK_EXCLUDE"]],
    ["BLOCK_OTHER", ["BLOCK_OTHER"]],
  ])("are its own and no other word's: %s", (word, expected) => {
    expect(listEnumSpellings(field(), word)).toEqual(expected);
  });

  it.each([
    ["RECORD", "BLOCK_SCRUB", "differs"],
    ["RECORD", "BLOCK_EXCLUDE", "differs"],
    ["RECORD", "BLOCK_UNMASK", "matches"],
    ["SCRUB", "BLOCK_MASK", "matches"],
    ["SCRUB", "BLOCK_UNMASK", "differs"],
  ])("are what a pattern is tried on: %s on %s", (pattern, type, expected) => {
    const rule = Match.objectLike({ selector: ".a", type: Match.stringLikeRegexp(pattern) });
    const live = { elementBlocks: [{ selector: ".a", type, scope: "ALL_SESSIONS" }] };
    expect(verdict("privacy", live, { elementBlocks: [rule] })).toBe(expected);
  });
});

describe("A direction by rank", () => {
  const direction = (declared: Scalar | undefined, live: Scalar | undefined) => {
    const siblings: ScalarChange["siblings"] = { declared: new Map(), live: {} };
    return rateByRank({ LOW: 0, HIGH: 1, TOP: 1, null: 2, true: 2 })({ declared, live, siblings });
  };

  it.each<[Scalar | undefined, Scalar | undefined, string]>([
    ["LOW", "HIGH", "tightened"],
    ["HIGH", "LOW", "loosened"],
    ["HIGH", "TOP", "unclear"],
    ["LOW", "OTHER", "unclear"],
    ["OTHER", "LOW", "unclear"],
    ["LOW", "constructor", "unclear"],
    ["LOW", "toString", "unclear"],
    ["constructor", "LOW", "unclear"],
    ["LOW", null, "unclear"],
    [null, "LOW", "unclear"],
    ["LOW", true, "unclear"],
    [true, "LOW", "unclear"],
    ["LOW", undefined, "unclear"],
  ])("from %j to %j is %s", (declared, live, expected) => {
    expect(direction(declared, live)).toBe(expected);
  });
});

it("Domains and features have a document for each platform, and no other endpoint has", () => {
  const both = Object.values(endpoints).filter(({ platforms }) => platforms);
  expect(both.map(({ name }) => name)).toEqual(["domain", "features"]);
});
