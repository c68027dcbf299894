import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

const session = {
  urlRegex: "/session\\?.*",
  recordReq: "ELIDE",
  recordRsp: "WHITELIST",
  whitelistReq: "",
  whitelistRsp: "id",
};
const share = {
  urlRegex: "/share.*",
  recordReq: "RECORD",
  recordRsp: "ELIDE",
  whitelistReq: "",
  whitelistRsp: "",
};
const login = {
  urlRegex: "/login",
  recordReq: "ELIDE",
  recordRsp: "ELIDE",
  whitelistReq: "",
  whitelistRsp: "",
};
const live = (...ajaxWatches: unknown[]) => ({ ajaxWatches });
const watches = (...ajaxWatches: unknown[]) => ({ ajaxWatches });
const sessionRule = {
  urlRegex: session.urlRegex,
  recordReq: "ELIDE",
  recordRsp: "WHITELIST",
  whitelistRsp: "id",
};
const shareRule = { urlRegex: share.urlRegex, recordReq: "RECORD", recordRsp: "ELIDE" };
const loginRule = { urlRegex: login.urlRegex, recordReq: "ELIDE", recordRsp: "ELIDE" };
const at = (url: string, field: string) => `ajaxWatches[${JSON.stringify(url)}].${field}`;
const r = new Rows("privacy");

r.matches("watches as declared", live(session, share), watches(sessionRule, shareRule));
r.matches("watches declared in full", live(session, share), watches(session, share));
r.matches(
  "recordRes for recordRsp",
  live({ urlRegex: "/login", recordReq: "ELIDE", recordRes: "ELIDE" }),
  watches(loginRule),
);
r.matches(
  "record_res for recordRsp",
  live({ url_regex: "/login", record_req: "ELIDE", record_res: "ELIDE" }),
  watches(loginRule),
);
r.matches("recordRes beside an equal recordRsp", live({ ...login, recordRes: "ELIDE" }), watches(loginRule));
r.matches("an undeclared list under another mode", live({ ...login, whitelistReq: "x" }), watches(loginRule));
r.matches("no watches", live(), watches());
r.loosened(
  "one body more is recorded in full",
  live({ ...session, recordReq: "RECORD" }),
  watches(sessionRule),
  at(session.urlRegex, "recordReq"),
);
r.loosened(
  "one body more is recorded in part",
  live({ ...login, recordReq: "WHITELIST" }),
  watches(loginRule),
  at("/login", "recordReq"),
);
r.loosened(
  "an answer is recorded in full",
  live({ ...session, recordRsp: "RECORD" }),
  watches(sessionRule),
  at(session.urlRegex, "recordRsp"),
);
r.tightened(
  "a request is recorded in part only",
  live({ ...share, recordReq: "WHITELIST" }),
  watches(shareRule),
  at(share.urlRegex, "recordReq"),
);
r.tightened(
  "a request is not recorded",
  live({ ...share, recordReq: "ELIDE" }),
  watches(shareRule),
  at(share.urlRegex, "recordReq"),
);
r.tightened(
  "an answer is not recorded",
  live({ ...session, recordRsp: "ELIDE" }),
  watches(sessionRule),
  at(session.urlRegex, "recordRsp"),
);
r.unclear(
  "an undocumented word",
  live({ ...login, recordReq: "HASH" }),
  watches(loginRule),
  at("/login", "recordReq"),
);
r.unclear(
  "null for a mode",
  live({ ...login, recordRsp: null }),
  watches(loginRule),
  at("/login", "recordRsp"),
);
r.unclear(
  "other allowed fields",
  live({ ...session, whitelistRsp: "id,ssn" }),
  watches(sessionRule),
  at(session.urlRegex, "whitelistRsp"),
);
r.unclear(
  "null for the allowed fields",
  live({ ...session, whitelistRsp: null }),
  watches({ ...sessionRule, whitelistRsp: "" }),
  at(session.urlRegex, "whitelistRsp"),
);
r.unclear(
  "other allowed fields of a request",
  live({ ...login, whitelistReq: "x" }),
  watches({ ...loginRule, whitelistReq: "" }),
  at("/login", "whitelistReq"),
);
r.unclear("watches in another order", live(share, session), watches(sessionRule, shareRule), "ajaxWatches");
r.loosened(
  "a watch that elides is gone",
  live(session),
  watches(sessionRule, loginRule),
  'ajaxWatches["/login"]',
);
r.unclear(
  "a watch that records is gone",
  live(session),
  watches(sessionRule, shareRule),
  'ajaxWatches["/share.*"]',
);
r.loosened(
  "a watch more that records",
  live(session, share),
  watches(sessionRule),
  'ajaxWatches["/share.*"]',
);
r.tightened("a watch more that elides", live(session, login), watches(sessionRule), 'ajaxWatches["/login"]');
r.tightened(
  "a watch in front that elides",
  live(login, session),
  watches(sessionRule),
  'ajaxWatches["/login"]',
);
r.loosened(
  "another URL",
  live({ ...login, urlRegex: "/logon" }),
  watches(loginRule),
  'ajaxWatches["/login"]',
);
r.tightened("a watch twice", live(login, login), watches(loginRule), 'ajaxWatches["/login"]');
r.unclear(
  "two watches with one URL in another order",
  live(login, { ...login, recordReq: "RECORD" }),
  watches({ ...loginRule, recordReq: "RECORD" }, loginRule),
  "ajaxWatches",
);
r.unclear("watches are null", { ajaxWatches: null }, watches(), "ajaxWatches");
r.unchecked("watches are not in the answer", { discardIpAddresses: true }, watches(), "ajaxWatches");
r.unchecked(
  "a mode is not in the answer",
  live({ urlRegex: "/login", recordReq: "ELIDE" }),
  watches(loginRule),
  at("/login", "recordRsp"),
);
r.unchecked(
  "the URL of a watch is not in the answer",
  live({ recordReq: "ELIDE", recordRsp: "ELIDE" }),
  watches(loginRule),
  "ajaxWatches[0].urlRegex",
);
r.unchecked(
  "the allowed fields are not in the answer",
  live({ urlRegex: session.urlRegex, recordReq: "ELIDE", recordRsp: "WHITELIST" }),
  watches(sessionRule),
  at(session.urlRegex, "whitelistRsp"),
);
r.matches("anyOrder of watches", live(share, session), {
  ajaxWatches: Match.anyOrder([sessionRule, shareRule]),
});
r.tightened(
  "anyOrder counts a watch that is there twice",
  live(login, login),
  { ajaxWatches: Match.anyOrder([loginRule]) },
  'ajaxWatches["/login"]',
);
r.matches("arrayWith of the first watch", live(session, share), {
  ajaxWatches: Match.arrayWith([sessionRule]),
});
r.tightened(
  "arrayWith of the second watch",
  live(login, share),
  { ajaxWatches: Match.arrayWith([{ ...loginRule, urlRegex: Match.anyValue(), recordReq: "RECORD" }]) },
  "ajaxWatches[0].recordReq",
);
r.unclear(
  "arrayWith of a watch that is not the first",
  live(share, login),
  { ajaxWatches: Match.arrayWith([{ ...shareRule, urlRegex: "/login" }]) },
  "ajaxWatches[0].urlRegex",
);
r.loosened(
  "arrayWith behind which a weaker watch has its URL",
  live(login, { ...login, recordReq: "RECORD" }),
  { ajaxWatches: Match.arrayWith([loginRule]) },
  'ajaxWatches["/login"]',
);
r.loosened(
  "arrayWith by pattern behind which a weaker watch has its URL",
  live(login, { ...login, recordReq: "RECORD" }),
  { ajaxWatches: Match.arrayWith([{ ...loginRule, urlRegex: Match.stringLikeRegexp("login") }]) },
  'ajaxWatches["/login"]',
);
r.matches("arrayWith behind which an equal watch has its URL", live(login, login), {
  ajaxWatches: Match.arrayWith([loginRule]),
});
r.loosened(
  "arrayWith of more watches than there are",
  live(session),
  { ajaxWatches: Match.arrayWith([sessionRule, loginRule]) },
  'ajaxWatches["/login"]',
);
r.matches("objectLike of a watch", live(session), watches(Match.objectLike({ urlRegex: session.urlRegex })));
r.matches("arrayEquals of watches", live(session, share), {
  ajaxWatches: Match.arrayEquals([session, share]),
});
r.unclear(
  "arrayEquals of a part of a watch",
  live(session),
  { ajaxWatches: Match.arrayEquals([sessionRule]) },
  at(session.urlRegex, "whitelistReq"),
);
r.matches("any allowed fields", live(session), watches({ ...sessionRule, whitelistRsp: Match.anyValue() }));
r.matches("every watch elides requests", live(login, session), {
  ajaxWatches: Match.eachLike({ recordReq: "ELIDE" }),
});
r.loosened(
  "every watch elides requests, but one",
  live(login, share),
  { ajaxWatches: Match.eachLike({ recordReq: "ELIDE" }) },
  at(share.urlRegex, "recordReq"),
);
r.unclear(
  "no such watch, and it is the last one",
  live(session, login),
  { ajaxWatches: Match.not(Match.arrayWith([loginRule])) },
  "ajaxWatches",
);
r.unclear(
  "no such watch, and it is there with a weaker one behind it",
  live(login, { ...login, recordReq: "RECORD" }),
  { ajaxWatches: Match.not(Match.arrayWith([loginRule])) },
  "ajaxWatches",
);
r.matches("not a watch", live(login), watches(Match.not({ ...loginRule, recordReq: "RECORD" })));

const modes = { off: "PRIVACY_MODE_OFF", body: "PRIVACY_MODE_MASK_BODY", on: "PRIVACY_MODE_MASK_DEFAULT" };
for (const mode of Object.values(modes))
  r.matches(`${mode} as declared`, { defaultPrivacyMode: mode }, { defaultPrivacyMode: mode });
r.loosened(
  "Private by Default is off",
  { defaultPrivacyMode: modes.off },
  { defaultPrivacyMode: modes.on },
  "defaultPrivacyMode",
);
r.loosened(
  "the older Private by Default is off",
  { defaultPrivacyMode: modes.off },
  { defaultPrivacyMode: modes.body },
  "defaultPrivacyMode",
);
r.tightened(
  "Private by Default is on",
  { defaultPrivacyMode: modes.on },
  { defaultPrivacyMode: modes.off },
  "defaultPrivacyMode",
);
r.tightened(
  "the older Private by Default is on",
  { defaultPrivacyMode: modes.body },
  { defaultPrivacyMode: modes.off },
  "defaultPrivacyMode",
);
r.unclear(
  "the older Private by Default for the newer",
  { defaultPrivacyMode: modes.body },
  { defaultPrivacyMode: modes.on },
  "defaultPrivacyMode",
);
r.unclear(
  "the newer Private by Default for the older",
  { defaultPrivacyMode: modes.on },
  { defaultPrivacyMode: modes.body },
  "defaultPrivacyMode",
);
r.unclear(
  "an undocumented privacy mode",
  { defaultPrivacyMode: "PRIVACY_MODE_MAX" },
  { defaultPrivacyMode: modes.on },
  "defaultPrivacyMode",
);
r.unclear(
  "the privacy mode is null",
  { defaultPrivacyMode: null },
  { defaultPrivacyMode: modes.off },
  "defaultPrivacyMode",
);
r.unchecked(
  "the privacy mode is not in the answer",
  { discardIpAddresses: true },
  { defaultPrivacyMode: modes.off },
  "defaultPrivacyMode",
);
r.unchecked(
  "an undocumented privacy mode that is not off",
  { defaultPrivacyMode: "PRIVACY_MODE_MAX" },
  { defaultPrivacyMode: Match.not(modes.off) },
  "defaultPrivacyMode",
);
r.matches("IP addresses are discarded", { discardIpAddresses: true }, { discardIpAddresses: true });
r.matches(
  "snake_case of scalars",
  { discard_ip_addresses: true, default_privacy_mode: modes.on, element_rule_groups: {} },
  { discardIpAddresses: true, defaultPrivacyMode: modes.on },
);
r.loosened(
  "IP addresses are kept",
  { discardIpAddresses: false },
  { discardIpAddresses: true },
  "discardIpAddresses",
);
r.tightened(
  "IP addresses are discarded where it is declared that they are kept",
  { discardIpAddresses: true },
  { discardIpAddresses: false },
  "discardIpAddresses",
);
r.unclear(
  "whether IP addresses are discarded is null",
  { discardIpAddresses: null },
  { discardIpAddresses: false },
  "discardIpAddresses",
);
r.unchecked(
  "whether IP addresses are discarded is not in the answer",
  { defaultPrivacyMode: modes.on },
  { discardIpAddresses: false },
  "discardIpAddresses",
);
r.matches(
  "reserved groups that are empty",
  { elementRuleGroups: {} },
  { elementRuleGroups: Match.objectEquals({}) },
);
r.unclear(
  "reserved groups in use where none are declared",
  { elementRuleGroups: { a: 1 } },
  { elementRuleGroups: Match.objectEquals({}) },
  "elementRuleGroups.a",
);
r.matches(
  "reserved groups in use and not declared",
  { elementRuleGroups: { a: 1 }, discardIpAddresses: true },
  { discardIpAddresses: true },
);
r.unclear(
  "reserved groups are null",
  { elementRuleGroups: null },
  { elementRuleGroups: Match.objectEquals({}) },
  "elementRuleGroups",
);
r.unchecked(
  "reserved groups are not in the answer",
  { discardIpAddresses: true },
  { elementRuleGroups: Match.objectEquals({}) },
  "elementRuleGroups",
);

export const privacy = r.rows;
