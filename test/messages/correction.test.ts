import { describeCorrection } from "../../lib/messages/index.js";
import type { Finding } from "../../lib/settings/compare/finding.js";
import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/index.js";
import { findEnumHint } from "../../lib/settings/model/nearest.js";
import { compared } from "../settings/support.js";
import { answered } from "../settings/verdicts/element-blocks.js";

function missing(path: string, more: Partial<Finding> = {}): Finding {
  return {
    path,
    result: "differs",
    kind: "missing",
    direction: "loosened",
    observed: "00000000",
    implied: false,
    dataClass: "setting",
    ...more,
  };
}

const mode = endpoints.privacy.document.fields["defaultPrivacyMode"];

test("PRIVACY_MODE_MASK is never corrected to the weaker PRIVACY_MODE_OFF: the documented values are listed", () => {
  if (mode === undefined) throw new Error("the field is gone");
  const hint = findEnumHint(mode, "PRIVACY_MODE_MASK");
  expect(hint).not.toContain("did you mean");
  expect(hint).toContain("(documented: PRIVACY_MODE_OFF, PRIVACY_MODE_MASK_BODY, PRIVACY_MODE_MASK_DEFAULT)");
  expect(findEnumHint(mode, "PRIVACY_MODE_MASK_DEFUALT")).toContain(
    'did you mean "PRIVACY_MODE_MASK_DEFAULT"?',
  );
});

test.each([
  ['recordGeoZones["us"]', '"US"'],
  ['recordGeoZones["UK"]', '"GB"'],
  ['recordGeoZones["USA"]', '"US"'],
  ['blockedIps["10.0.0.0/8"]', '"10.*.*.*"'],
])("%s gets the nearest form that is valid", (path, meant) => {
  expect(describeCorrection(missing(path))).toContain(`did you mean ${meant}?`);
});

const rule = (selector: string) => ({ selector, type: "BLOCK_EXCLUDE" }) as const;

/** The corrections of a declaration of element rules. */
function corrected(elementBlocks: unknown): readonly string[] {
  const live = [".tax-id", "#chat"].map((selector) => ({ ...answered, ...rule(selector) }));
  const { fields } = compared("privacy", { elementBlocks: live }, { elementBlocks });
  return fields.flatMap(({ findings }) => findings.flatMap((finding) => describeCorrection(finding) ?? []));
}

test.each([
  ["a whole list", [rule(".tax-idd"), rule("#chat")]],
  ["a part of a list, whose other live items are no findings", Match.arrayWith([rule(".tax-idd")])],
])("a selector that is a letter off gets the one that is live, in %s", (_what, elementBlocks) => {
  expect(corrected(elementBlocks)).toEqual([
    '".tax-idd" is declared, and live has ".tax-id"; if that is meant, write it so',
  ]);
});

test("what is just gone from live, or is declared beside it, is no slip of the declaration", () => {
  expect(corrected(Match.arrayWith([rule(".password")]))).toEqual([]);
  const both = Match.arrayWith([rule(".tax-id"), rule(".tax-ids")]);
  expect(corrected(both)).toEqual([]);
  expect(describeCorrection(missing('recordGeoZones["DE"]'))).toBeUndefined();
  expect(describeCorrection(missing('blockedIps["10.0.0.*"]'))).toBeUndefined();
});

test("personal data of live settings is in no correction", () => {
  const live = { blockedAppIds: ["user-1234567"], blockedIps: ["192.0.2.10"] };
  const declared = { blockedAppIds: ["user-1234568"], blockedIps: ["192.0.2.11"] };
  const near = (maskAddresses: boolean) =>
    compared("blocking", live, declared, { maskAddresses }).fields.map(({ findings }) =>
      findings.flatMap((finding) => finding.near ?? []),
    );
  expect(near(false)).toEqual([[], ["192.0.2.10"]]);
  expect(near(true)).toEqual([[], []]);
});
