import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

const metadata = {
  lastUpdated: "2020-10-23T15:05:50.778Z",
  lastUpdatedBy: "bob@example.com",
  created: "2020-10-01T23:53:06.141Z",
  createdBy: "Jane (jane@example.com)",
};
const live = {
  blockedIps: ["55.55.55.55", "99.99.99.*"],
  blockedUas: ["YandexBot", "facebot"],
  blockedAppIds: ["customer-0011", "customer-0012"],
  metadata,
};
const all = {
  blockedIps: ["55.55.55.55", "99.99.99.*"],
  blockedUas: ["YandexBot", "facebot"],
  blockedAppIds: ["customer-0011", "customer-0012"],
};
const r = new Rows("blocking");

r.matches("the same lists", live, all);
r.matches("one list alone", live, { blockedIps: all.blockedIps });
r.matches("blockedIps in another order", live, { blockedIps: ["99.99.99.*", "55.55.55.55"] });
r.matches("blockedUas in another order", live, { blockedUas: ["facebot", "YandexBot"] });
r.matches("blockedAppIds in another order", live, { blockedAppIds: ["customer-0012", "customer-0011"] });
r.matches("blockedIps declared twice", live, { blockedIps: [...all.blockedIps, "55.55.55.55"] });
r.matches(
  "blockedIps twice in live",
  { ...live, blockedIps: ["55.55.55.55", "99.99.99.*", "99.99.99.*"] },
  all,
);
r.matches("blockedUas twice in live", { ...live, blockedUas: ["facebot", "YandexBot", "facebot"] }, all);
r.matches(
  "snake_case keys",
  { blocked_ips: all.blockedIps, blocked_uas: all.blockedUas, blocked_app_ids: all.blockedAppIds },
  all,
);
r.matches(
  "both spellings of a key with one value",
  { blockedIps: ["1.1.1.1"], blocked_ips: ["1.1.1.1"] },
  { blockedIps: ["1.1.1.1"] },
);
r.matches(
  "other metadata",
  { ...live, metadata: { lastUpdated: "2030-01-01T00:00:00Z", lastUpdatedBy: "eve@example.com" } },
  all,
);
r.matches("no metadata", { blockedIps: ["1.1.1.1"] }, { blockedIps: ["1.1.1.1"] });
r.matches("an unknown key beside what is declared", { ...live, blockedMoons: ["Io"] }, all);
r.matches(
  "empty lists",
  { blockedIps: [], blockedUas: [], blockedAppIds: [] },
  { blockedIps: [], blockedUas: [], blockedAppIds: [] },
);
r.matches("null where null is declared", { blockedIps: null }, { blockedIps: null });
r.matches("declared metadata", live, { metadata: { lastUpdatedBy: "bob@example.com" } });
r.matches(
  "declared metadata in snake_case",
  { metadata: { last_updated_by: "bob@example.com" } },
  { metadata: { lastUpdatedBy: "bob@example.com" } },
);

r.loosened(
  "an IP is no longer blocked",
  { ...live, blockedIps: ["55.55.55.55"] },
  all,
  'blockedIps["99.99.99.*"]',
);
r.loosened("no IP is blocked", { ...live, blockedIps: [] }, all, 'blockedIps["55.55.55.55"]');
r.tightened(
  "one more IP is blocked",
  { ...live, blockedIps: [...all.blockedIps, "1.1.1.1"] },
  all,
  'blockedIps["1.1.1.1"]',
);
r.tightened("an IP where none is declared", live, { blockedIps: [] }, 'blockedIps["55.55.55.55"]');
r.loosened(
  "one IP for another",
  { ...live, blockedIps: ["55.55.55.55", "99.99.99.0"] },
  all,
  'blockedIps["99.99.99.*"]',
);
r.loosened(
  "an IP with a blank behind it is another one",
  { ...live, blockedIps: ["55.55.55.55 ", "99.99.99.*"] },
  all,
  'blockedIps["55.55.55.55"]',
);
r.loosened(
  "a user agent is no longer blocked",
  { ...live, blockedUas: ["facebot"] },
  all,
  'blockedUas["YandexBot"]',
);
r.tightened(
  "one more user agent is blocked",
  { ...live, blockedUas: [...all.blockedUas, "Bing"] },
  all,
  'blockedUas["Bing"]',
);
r.loosened(
  "a user agent in other case is another one",
  { ...live, blockedUas: ["yandexbot", "facebot"] },
  all,
  'blockedUas["YandexBot"]',
);
r.loosened(
  "a user id is no longer blocked",
  { ...live, blockedAppIds: ["customer-0012"] },
  { blockedAppIds: all.blockedAppIds },
  'blockedAppIds["cust...11#ed0bce5b"]',
);
r.tightened(
  "one more user id is blocked",
  { ...live, blockedAppIds: [...all.blockedAppIds, "customer-0013"] },
  { blockedAppIds: all.blockedAppIds },
  'blockedAppIds["cust...13#c2b4e2b0"]',
);
r.unclear(
  "null where a list is declared",
  { ...live, blockedIps: null },
  { blockedIps: all.blockedIps },
  "blockedIps",
);
r.unclear(
  "null where an empty list is declared",
  { ...live, blockedIps: null },
  { blockedIps: [] },
  "blockedIps",
);
r.unclear(
  "an empty list where null is declared",
  { ...live, blockedIps: [] },
  { blockedIps: null },
  "blockedIps",
);
r.unclear(
  "another person made the last change, where one is declared",
  live,
  { metadata: { lastUpdatedBy: "eve@example.com" } },
  "metadata.lastUpdatedBy",
);
r.unclear(
  "another instant of the last change, where one is declared",
  live,
  { metadata: { lastUpdated: "2020-10-23T15:05:50Z" } },
  "metadata.lastUpdated",
);
r.unclear(
  "metadata is null, where some is declared",
  { metadata: null },
  { metadata: { createdBy: "x" } },
  "metadata",
);
r.unchecked("blockedIps is not in the answer", { blockedUas: [] }, { blockedIps: [] }, "blockedIps");
r.unchecked("blockedUas is not in the answer", { blockedIps: [] }, { blockedUas: ["x"] }, "blockedUas");
r.unchecked("blockedAppIds is not in the answer", { blockedIps: [] }, { blockedAppIds: [] }, "blockedAppIds");
r.unchecked(
  "metadata is not in the answer",
  { blockedIps: [] },
  { metadata: { createdBy: "x" } },
  "metadata",
);
r.unchecked(
  "a declared part of metadata is not in the answer",
  { metadata: {} },
  { metadata: { createdBy: "x" } },
  "metadata.createdBy",
);

r.matches("arrayWith of what is there", live, { blockedIps: Match.arrayWith(["99.99.99.*"]) });
r.matches("arrayWith in another order", live, { blockedIps: Match.arrayWith(["99.99.99.*", "55.55.55.55"]) });
r.loosened(
  "arrayWith of what is not there",
  live,
  { blockedIps: Match.arrayWith(["1.1.1.1"]) },
  'blockedIps["1.1.1.1"]',
);
r.unclear(
  "arrayWith of a list that is null",
  { blockedIps: null },
  { blockedIps: Match.arrayWith(["1.1.1.1"]) },
  "blockedIps",
);
r.unchecked(
  "arrayWith of a list that is not in the answer",
  { blockedUas: [] },
  { blockedIps: Match.arrayWith(["1.1.1.1"]) },
  "blockedIps",
);
r.matches("arrayWith a pattern and a literal", live, {
  blockedIps: Match.arrayWith([Match.stringLikeRegexp("^99"), "55.55.55.55"]),
});
r.loosened(
  "arrayWith two patterns that one item would have to satisfy",
  live,
  { blockedIps: Match.arrayWith([Match.stringLikeRegexp("^99"), Match.stringLikeRegexp("^99[.]99")]) },
  "blockedIps[1]",
);
r.matches("a list of a pattern and a literal", live, {
  blockedIps: [Match.stringLikeRegexp("^99"), "55.55.55.55"],
});
r.matches("a list of two patterns that can be told apart one way only", live, {
  blockedIps: [Match.stringLikeRegexp("[.]"), Match.stringLikeRegexp("^55")],
});
r.loosened(
  "a pattern whose only item a literal needs",
  { blockedIps: ["55.55.55.55"] },
  { blockedIps: ["99.99.99.99", Match.stringLikeRegexp("^55")] },
  'blockedIps["99.99.99.99"]',
);
r.matches(
  "the same pattern twice says nothing twice",
  { blockedIps: ["55.55.55.55"] },
  { blockedIps: [Match.stringLikeRegexp("^55"), Match.stringLikeRegexp("^55")] },
);
r.matches("arrayEquals in another order", live, {
  blockedIps: Match.arrayEquals(["99.99.99.*", "55.55.55.55"]),
});
r.tightened(
  "arrayEquals of fewer",
  live,
  { blockedIps: Match.arrayEquals(["99.99.99.*"]) },
  'blockedIps["55.55.55.55"]',
);
r.matches("anyOrder", live, { blockedUas: Match.anyOrder(["facebot", "YandexBot"]) });
r.matches("exact of a list", live, { blockedUas: Match.exact(["facebot", "YandexBot"]) });
r.matches("eachLike a pattern", live, { blockedIps: Match.eachLike(Match.stringLikeRegexp("^[0-9.*]+$")) });
r.unclear(
  "eachLike a pattern that one item fails",
  live,
  { blockedIps: Match.eachLike(Match.stringLikeRegexp("^[0-9.]+$")) },
  'blockedIps["99.99.99.*"]',
);
r.unchecked(
  "eachLike over nothing",
  { blockedIps: [] },
  { blockedIps: Match.eachLike(Match.anyValue()) },
  "blockedIps",
);
r.matches(
  "eachLike over nothing, allowed",
  { blockedIps: [] },
  { blockedIps: Match.eachLike("x", { allowEmpty: true }) },
);
r.unchecked(
  "eachLike over nothing, allowed, but not in the answer",
  { blockedUas: [] },
  { blockedIps: Match.eachLike("x", { allowEmpty: true }) },
  "blockedIps",
);
r.matches("anyValue", live, { blockedIps: Match.anyValue() });
r.matches("anyValue of an empty list", { blockedIps: [] }, { blockedIps: Match.anyValue() });
r.unclear("anyValue of null", { blockedIps: null }, { blockedIps: Match.anyValue() }, "blockedIps");
r.unchecked("anyValue of nothing", { blockedUas: [] }, { blockedIps: Match.anyValue() }, "blockedIps");
r.matches("absent", { blockedUas: [] }, { blockedIps: Match.absent() });
r.unclear("absent, and there", live, { blockedIps: Match.absent() }, "blockedIps");
r.unclear("absent, and null", { blockedIps: null }, { blockedIps: Match.absent() }, "blockedIps");
r.matches("not another list", live, { blockedIps: Match.not([]) });
r.unclear(
  "not this very list, in another order",
  live,
  { blockedIps: Match.not(["99.99.99.*", "55.55.55.55"]) },
  "blockedIps",
);
r.unchecked("not a list, of nothing", { blockedUas: [] }, { blockedIps: Match.not([]) }, "blockedIps");
r.matches("not arrayWith", live, { blockedIps: Match.not(Match.arrayWith(["*"])) });
r.unclear(
  "not arrayWith of what is there",
  live,
  { blockedIps: Match.not(Match.arrayWith(["55.55.55.55"])) },
  "blockedIps",
);
r.matches("not not", live, { blockedIps: Match.not(Match.not(all.blockedIps)) });
r.matches("oneOf two lists", live, { blockedIps: Match.oneOf([], all.blockedIps) });
r.tightened(
  "oneOf lists that all lack one",
  live,
  { blockedIps: Match.oneOf(["55.55.55.55"], ["99.99.99.*"]) },
  "blockedIps",
);
r.unchecked("oneOf, of nothing", { blockedUas: [] }, { blockedIps: Match.oneOf([], ["x"]) }, "blockedIps");
r.matches("exact of the document", live, Match.exact(all));
r.matches("exact of the document with its metadata", live, Match.exact({ ...all, metadata }));
r.unclear(
  "exact of the document without one of its fields",
  live,
  Match.exact({ blockedIps: all.blockedIps, blockedUas: all.blockedUas }),
  "blockedAppIds",
);
r.unclear(
  "exact of the document with an unknown key in live",
  { ...live, extra: 1 },
  Match.exact(all),
  "extra",
);
r.matches(
  "objectLike of the document with an unknown key in live",
  { ...live, extra: 1 },
  Match.objectLike(all),
);
r.unclear(
  "objectEquals of the document with an unknown key in live",
  { ...live, extra: 1 },
  Match.objectEquals(all),
  "extra",
);

// Addresses are ranges, whatever their notation.
const ips = (...blockedIps: unknown[]) => ({ blockedIps });
const at = (ip: string) => `blockedIps["${ip}"]`;
for (const [one, other] of [
  ["10.0.0.*", "10.0.0.0/24"],
  ["10.0.0.*", "10.0.0.7/24"],
  ["10.*.*.*", "10.0.0.0/8"],
  ["10.0.0.1", "10.0.0.1/32"],
  ["2001:db8::1", "2001:0DB8:0:0:0:0:0:1"],
  ["2001:db8::/32", "2001:db8:0::/32"],
  ["::ffff:10.0.0.1", "::ffff:a00:1"],
] as const) {
  r.matches(`${one} for ${other}`, ips(one), ips(other));
  r.matches(`${other} for ${one}`, ips(other), ips(one));
  r.matches(`${one} and ${other} are one`, ips(one, other, "1.1.1.1"), ips("1.1.1.1", other));
  r.matches(`arrayWith of ${one} for ${other}`, ips("1.1.1.1", one), {
    blockedIps: Match.arrayWith([other]),
  });
  r.matches(`exactly ${one} for ${other}`, ips(one), Match.exact(ips(other)));
  r.unclear(`not ${one} for ${other}`, ips(one), { blockedIps: Match.not([other]) }, "blockedIps");
  r.matches(`each ${one} is ${other}`, ips(one), { blockedIps: Match.eachLike(other) });
}
for (const [one, other] of [
  ["10.0.0.1", "10.0.0.2"],
  ["10.0.0.1", "010.0.0.1"],
  ["10.0.0.1", " 10.0.0.1"],
  ["10.0.0.1", "10.0.0.1/032"],
  ["10.0.0.0/24", "10.0.0.0/33"],
  ["10.0.0.*", "10.0.*"],
  ["10.0.*.1", "10.0.1.1"],
  ["1.2.3.4", "0x1020304"],
  ["10.0.0.1", "::ffff:10.0.0.1"],
  ["::10.0.0.1", "::ffff:10.0.0.1"],
  ["*", "0.0.0.0/0"],
] as const) {
  r.loosened(`${one} is not ${other}`, ips(other), { blockedIps: Match.arrayWith([one]) }, at(one));
}
r.tightened("a wider range in place of an address", ips("10.0.0.0/24"), ips("10.0.0.1"), at("10.0.0.0/24"));
r.tightened(
  "a wider range in place of two ranges and beside an address",
  ips("10.0.0.0/16", "1.1.1.1"),
  ips("10.0.0.*", "10.0.7.0/25", "1.1.1.1"),
  at("10.0.0.0/16"),
);
r.tightened(
  "arrayWith of an address that a wider range covers",
  ips("10.0.0.0/24", "1.1.1.1"),
  { blockedIps: Match.arrayWith(["10.0.0.1"]) },
  at("10.0.0.0/24"),
);
r.tightened(
  "an address that a declared range covers is gone",
  ips("10.0.0.0/24"),
  ips("10.0.0.1", "10.0.0.0/24"),
  at("10.0.0.1"),
);
r.tightened("a wider range of IPv6", ips("2001:db8::/32"), ips("2001:db8::1"), at("2001:db8::/32"));
r.loosened("a narrower range in place of a range", ips("10.0.0.0/25"), ips("10.0.0.0/24"), at("10.0.0.0/24"));
r.loosened("an address in place of a range", ips("10.0.0.1"), ips("10.0.0.*"), at("10.0.0.*"));
r.loosened("a range of the other family", ips("::/0"), ips("10.0.0.1"), at("10.0.0.1"));
r.unclear(
  "no such address, and a range covers it",
  ips("10.0.0.0/24"),
  { blockedIps: Match.not(Match.arrayWith(["10.0.0.1"])) },
  "blockedIps",
);
r.matches("no such range, and an address of it", ips("10.0.0.1"), {
  blockedIps: Match.not(Match.arrayWith(["10.0.0.0/24"])),
});
r.matches("a pattern of the notation that came", ips("10.0.0.0/24"), {
  blockedIps: [Match.stringLikeRegexp("/24$")],
});
r.matches("a pattern of the other notation", ips("10.0.0.0/24"), {
  blockedIps: [Match.stringLikeRegexp("[*]$")],
});

export const blocking = r.rows;
