import { privacy } from "../../../lib/settings/endpoints/privacy.js";
import { findEnumHint, findNearest } from "../../../lib/settings/model/nearest.js";
import { compared, problemsOf } from "../support.js";

const known = ["scope", "type", "recordGeoMode"];

/** A word that was typed, and what is suggested for it. */
const words: [string, string | undefined][] = [
  ["scop", "scope"],
  ["SCOPE", "scope"],
  ["scp", "scope"],
  ["sc", undefined],
  ["recordMode", "recordGeoMode"],
  ["recMode", undefined],
  ["zzzzzz", undefined],
];

it.each(words)(
  "For %s is suggested %s: up to two letters are another, or a third of a long word",
  (word, found) => {
    expect(findNearest(word, known)).toBe(found);
  },
);

it("Nothing is suggested where nothing is known", () => {
  expect(findNearest("scope", [])).toBeUndefined();
});

it("Nothing is searched for a word of more than a hundred letters, which could take long", () => {
  const word = (length: number) => "a".repeat(length);
  expect(findNearest(word(100), [word(100)])).toBe(word(100));
  expect(findNearest(word(101), [word(101)])).toBeUndefined();
});

it("An older spelling of a key is suggested only where the newer one is a setting", () => {
  const message = problemsOf("geo", { recordRes: "ELIDE" })[0]?.message;
  expect(message).toBe("is not a setting; known are recordGeoMode, recordGeoZones, metadata");
});

it.each([
  ["documented", "GEO_BLOCK_LIST"],
  ["null", null],
])("A declared word that is %s carries no suggestion when it differs", (_title, recordGeoMode) => {
  const [field] = compared("geo", { recordGeoMode: "GEO_ALL" }, { recordGeoMode }).fields;
  expect(field?.result).toBe("differs");
  expect(field?.findings.map(({ note }) => note)).toEqual([undefined]);
});

it("A declared word that resembles no documented one is only said to be undocumented", () => {
  const [field] = compared("geo", { recordGeoMode: "GEO_ALL" }, { recordGeoMode: "nowhere at all" }).fields;
  expect(field?.findings.map(({ note }) => note)).toEqual([
    '"nowhere at all" is not a documented value (documented: GEO_ALL, GEO_ALLOW_LIST, GEO_BLOCK_LIST)',
  ]);
});

describe("A word that nobody documents", () => {
  const hint = (word: string | null, field = privacy.document.fields["defaultPrivacyMode"]) => {
    if (field === undefined) throw new Error("no such field");
    return /did you mean "(\w+)"/.exec(findEnumHint(field, word) ?? "")?.[1];
  };

  it.each([
    ["is as near to two documented ones", "FIRST_LICE", ["FIRST_LINE", "FIRST_LIFE"], undefined],
    ["has a slip in its first word and two in the rest", "WORDX_ABCXYF", ["WORDY_ABCDEF"], undefined],
    ["lacks the last word of a documented one", "X_MODE", ["X_MODE_A"], "X_MODE_A"],
  ])("%s: %s", (_title, word, values, meant) => {
    expect(hint(word, { kind: "enum", doc: "A word.", values })).toBe(meant);
  });

  it.each([
    ["PRIVACY_MODE_OF", "PRIVACY_MODE_OFF"],
    ["privacy_mode_off", "PRIVACY_MODE_OFF"],
    ["PRIVACY_MODE_OFFF", "PRIVACY_MODE_OFF"],
    ["PRIVACY_MODE_MASK_BODI", "PRIVACY_MODE_MASK_BODY"],
    ["PRIVACY_MOD_MASK_DEFAULT", "PRIVACY_MODE_MASK_DEFAULT"],
    // Each of these is as near to a weaker word as to a stricter one, or to none.
    ["PRIVACY_MODE_MASK", undefined],
    ["PRIVACY_MODE_", undefined],
    ["PRIVACY_MODE_ON", undefined],
    ["PRIVACY_MODE_MASK_BLOB", undefined],
    ["PRIVACY_MODE_MASK_DEFXYZT", undefined],
    [`PRIVACY_MODE_OFF${"F".repeat(100)}`, undefined],
    ["", undefined],
    ["PRIVACY_MODE_OFF", undefined],
    [null, undefined],
  ])("%p is most likely %p", (word, meant) => {
    expect(hint(word)).toBe(meant);
  });
});
