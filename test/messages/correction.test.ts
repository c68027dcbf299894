import { correctionOf } from "../../lib/messages/index.js";
import type { Finding } from "../../lib/settings/compare/finding.js";
import { endpoints } from "../../lib/settings/index.js";
import { enumHint } from "../../lib/settings/model/nearest.js";

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
  const hint = enumHint(mode, "PRIVACY_MODE_MASK");
  expect(hint).not.toContain("did you mean");
  expect(hint).toContain("(documented: PRIVACY_MODE_OFF, PRIVACY_MODE_MASK_BODY, PRIVACY_MODE_MASK_DEFAULT)");
  expect(enumHint(mode, "PRIVACY_MODE_MASK_DEFUALT")).toContain('did you mean "PRIVACY_MODE_MASK_DEFAULT"?');
});

test.each([
  ['recordGeoZones["us"]', '"US"'],
  ['recordGeoZones["UK"]', '"GB"'],
  ['recordGeoZones["USA"]', '"US"'],
  ['blockedIps["10.0.0.0/8"]', '"10.*.*.*"'],
])("%s gets the nearest form that is valid", (path, meant) => {
  expect(correctionOf(missing(path), [])).toContain(`did you mean ${meant}?`);
});

test("a selector that is a letter off gets the one that is live", () => {
  const finding = missing('elementBlocks[".tax-idd"]');
  const live = missing('elementBlocks[".tax-id"]', { kind: "extra", direction: "tightened" });
  expect(correctionOf(finding, [finding, live])).toBe(
    '".tax-idd" is declared, and live has ".tax-id"; if that is meant, write it so',
  );
});

test("what is just gone from live is no slip of the declaration", () => {
  const other = missing('elementBlocks["#chat"]', { kind: "extra" });
  expect(correctionOf(missing('elementBlocks[".tax-id"]'), [other])).toBeUndefined();
  expect(correctionOf(missing('recordGeoZones["DE"]'), [])).toBeUndefined();
  expect(correctionOf(missing('blockedIps["10.0.0.*"]'), [])).toBeUndefined();
});
