import { geo } from "../../../lib/settings/endpoints/geo.js";
import { privacy } from "../../../lib/settings/endpoints/privacy.js";
import { type Field, itemNoun, namingField } from "../../../lib/settings/model/field.js";
import { liveValue } from "../../../lib/settings/model/live-value.js";
import { remembered } from "../../../lib/settings/model/remembered.js";

const mode = geo.document.fields["recordGeoMode"] as Field;
const zones = geo.document.fields["recordGeoZones"] as Field;

test("What an absent key means is known only beside another key.", () => {
  expect(liveValue(mode, undefined, { recordGeoZones: [] })).toBe("GEO_ALL");
  expect(liveValue(mode, undefined, {})).toBeUndefined();
  expect(liveValue(mode, undefined, undefined)).toBeUndefined();
  expect(liveValue(mode, null, { recordGeoZones: [] })).toBeNull();
  expect(liveValue(zones, undefined, { recordGeoMode: "GEO_ALL" })).toBeUndefined();
});

test("Items of lists are called what their field says, and told apart by their key.", () => {
  expect(itemNoun(privacy.document, "elementBlocks")).toBe("rule");
  expect(itemNoun(privacy.document, "discardIpAddresses")).toBe("item");
  expect(itemNoun(geo.document, "nothing")).toBe("item");
  const rules = privacy.document.fields["elementBlocks"];
  if (rules?.kind !== "list") throw new Error("no list");
  expect(namingField(rules)).toMatchObject({ doc: "The CSS selector." });
  const { key: _, ...unnamed } = rules;
  expect(namingField(unnamed)).toBe(rules.item);
});

test("What is remembered of texts is bounded.", () => {
  let made = 0;
  const upper = remembered((text) => {
    made++;
    return text.toUpperCase();
  });
  for (let i = 0; i < 20_000; i++) upper(`t${i}`);
  expect([upper("t0"), made]).toEqual(["T0", 20_000]);
  upper("one more");
  expect([upper("t0"), upper("t0"), made]).toEqual(["T0", "T0", 20_002]);
});
