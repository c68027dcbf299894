import { geo } from "../../../lib/settings/endpoints/geo.js";
import { privacy } from "../../../lib/settings/endpoints/privacy.js";
import { type Field, getNameField, nameItem } from "../../../lib/settings/model/field.js";
import { resolveLive } from "../../../lib/settings/model/live-value.js";
import { remember } from "../../../lib/settings/model/remember.js";

const mode = geo.document.fields["recordGeoMode"] as Field;
const zones = geo.document.fields["recordGeoZones"] as Field;

test("What an absent key means is known only beside another key.", () => {
  expect(resolveLive(mode, undefined, { recordGeoZones: [] })).toBe("GEO_ALL");
  expect(resolveLive(mode, undefined, {})).toBeUndefined();
  expect(resolveLive(mode, undefined, undefined)).toBeUndefined();
  expect(resolveLive(mode, null, { recordGeoZones: [] })).toBeNull();
  expect(resolveLive(zones, undefined, { recordGeoMode: "GEO_ALL" })).toBeUndefined();
});

test("Items of lists are called what their field says, and told apart by their key.", () => {
  expect(nameItem(privacy.document, "elementBlocks")).toBe("rule");
  expect(nameItem(privacy.document, "discardIpAddresses")).toBe("item");
  expect(nameItem(geo.document, "nothing")).toBe("item");
  const rules = privacy.document.fields["elementBlocks"];
  if (rules?.kind !== "list") throw new Error("no list");
  expect(getNameField(rules)).toMatchObject({ doc: "The CSS selector." });
  const { key: _, ...unnamed } = rules;
  expect(getNameField(unnamed)).toBe(rules.item);
});

test("What is remembered of texts is bounded.", () => {
  let made = 0;
  const upper = remember((text) => {
    made++;
    return text.toUpperCase();
  });
  for (let i = 0; i < 20_000; i++) upper(`t${i}`);
  expect([upper("t0"), made]).toEqual(["T0", 20_000]);
  upper("one more");
  expect([upper("t0"), upper("t0"), made]).toEqual(["T0", "T0", 20_002]);
});
