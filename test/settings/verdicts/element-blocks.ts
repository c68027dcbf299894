import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

/** A rule as the vendor answers it. */
export const answered = {
  selector: ".tax-id",
  consent: false,
  notes: "",
  type: "BLOCK_EXCLUDE",
  scope: "ALL_SESSIONS",
  lastUpdated: "2021-05-30T20:05:30.032Z",
  label: "",
  targetingConditions: null,
  editable: "EDITABLE_ANY",
  exceptionSelectors: [],
  groupId: 0,
} as const;
const mask = { ...answered, selector: ".card", type: "BLOCK_SCRUB" };
const unmask = { ...answered, selector: ".menu", type: "BLOCK_RECORD" };
const vendor = {
  ...answered,
  selector: "input[type=password]",
  editable: "EDITABLE_DESCRIPTION_ONLY",
  lastUpdated: "0001-01-01T00:00:00Z",
};
const live = (...elementBlocks: unknown[]) => ({ elementBlocks });
const rules = (...elementBlocks: unknown[]) => ({ elementBlocks });
const ssn = { selector: ".tax-id", type: "BLOCK_EXCLUDE" };
const card = { selector: ".card", type: "BLOCK_MASK" };
const menu = { selector: ".menu", type: "BLOCK_UNMASK" };
const condition = { operator: "EQ", value: "1" };
const r = new Rows("privacy");

// What is equal.
r.matches("a rule by selector and type", live(answered), rules(ssn));
r.matches("three rules in another order", live(unmask, answered, mask), rules(card, menu, ssn));
r.matches("a rule twice in live", live(answered, answered), rules(ssn));
r.matches("a rule declared twice", live(answered), rules(ssn, ssn));
r.matches("a rule declared in both spellings", live(mask), rules(card, { ...card, type: "BLOCK_SCRUB" }));
r.matches(
  "a rule twice in live, with other notes, label, editable, group and date",
  live(answered, {
    ...answered,
    notes: "n",
    label: "l",
    editable: "EDITABLE_DESCRIPTION_ONLY",
    groupId: 3,
    lastUpdated: "x",
  }),
  rules(ssn),
);
r.matches("BLOCK_SCRUB for BLOCK_MASK", live(mask), rules(card));
r.matches(
  "BLOCK_MASK for BLOCK_SCRUB",
  live({ ...mask, type: "BLOCK_MASK" }),
  rules({ ...card, type: "BLOCK_SCRUB" }),
);
r.matches("BLOCK_RECORD for BLOCK_UNMASK", live(unmask), rules(menu));
r.matches(
  "BLOCK_UNMASK for BLOCK_RECORD",
  live({ ...unmask, type: "BLOCK_UNMASK" }),
  rules({ ...menu, type: "BLOCK_RECORD" }),
);
r.matches(
  "LIVE_SESSIONS for LIVE_SESSIONS_ONLY",
  live({ ...answered, scope: "LIVE_SESSIONS" }),
  rules({ ...ssn, scope: "LIVE_SESSIONS_ONLY" }),
);
r.matches(
  "LIVE_SESSIONS_ONLY for LIVE_SESSIONS",
  live({ ...answered, scope: "LIVE_SESSIONS_ONLY" }),
  rules({ ...ssn, scope: "LIVE_SESSIONS" }),
);
r.matches(
  "PREVIEW_SESSIONS for PREVIEW_SESSIONS_ONLY",
  live({ ...answered, scope: "PREVIEW_SESSIONS" }),
  rules({ ...ssn, scope: "PREVIEW_SESSIONS_ONLY" }),
);
r.matches(
  "PREVIEW_SESSIONS_ONLY for PREVIEW_SESSIONS",
  live({ ...answered, scope: "PREVIEW_SESSIONS_ONLY" }),
  rules({ ...ssn, scope: "PREVIEW_SESSIONS" }),
);
r.matches(
  "no scope means ALL_SESSIONS",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE", consent: false }),
  rules(ssn),
);
r.matches(
  "no scope means ALL_SESSIONS where it is declared",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE", consent: false }),
  rules({ ...ssn, scope: "ALL_SESSIONS" }),
);
r.matches(
  "live sessions are enough for an excluding rule",
  live({ ...answered, scope: "LIVE_SESSIONS_ONLY" }),
  rules(ssn),
);
r.matches(
  "live sessions in the older word are enough for an excluding rule",
  live({ ...answered, scope: "LIVE_SESSIONS" }),
  rules(ssn),
);
r.matches(
  "live sessions are enough for a masking rule",
  live({ ...mask, scope: "LIVE_SESSIONS_ONLY" }),
  rules(card),
);
r.matches(
  "live sessions are enough for a rule that excludes or masks",
  live({ ...mask, scope: "LIVE_SESSIONS" }),
  rules({ selector: ".card", type: Match.oneOf("BLOCK_EXCLUDE", "BLOCK_SCRUB") }),
);
r.matches(
  "snake_case keys",
  live({
    selector: ".tax-id",
    consent: false,
    type: "BLOCK_EXCLUDE",
    scope: "ALL_SESSIONS",
    last_updated: "x",
    targeting_conditions: null,
    exception_selectors: [],
    group_id: 0,
  }),
  rules(ssn),
);
r.matches("a snake_case list", { element_blocks: [answered] }, rules(ssn));
r.matches("an unknown key beside a written scope", live({ ...answered, priority: 3 }), rules(ssn));
for (const [title, change] of Object.entries({
  "notes were written": { notes: "Because." },
  "notes are null": { notes: null },
  "a label was written": { label: "SSN" },
  "the rule can be edited in part": { editable: "EDITABLE_DESCRIPTION_SCOPE_AND_EXCEPTIONS" },
  "who may edit it is null": { editable: null },
  "the rule has a group": { groupId: 7 },
  "the rule changed at another instant": { lastUpdated: "2030-01-01T00:00:00Z" },
  "exceptions are null": { exceptionSelectors: null },
  "conditions are an empty list": { targetingConditions: [] },
})) {
  r.matches(title, live({ ...answered, ...change }), rules(ssn));
}
for (const field of ["notes", "label"] as const) {
  for (const value of ["", null, undefined]) {
    const title = value === undefined ? "absent" : JSON.stringify(value);
    const body = { ...answered, [field]: value };
    if (value === undefined) delete body[field];
    r.matches(`${field} ${title} where empty is declared`, live(body), rules({ ...ssn, [field]: "" }));
    r.matches(`${field} ${title} where null is declared`, live(body), rules({ ...ssn, [field]: null }));
    r.matches(
      `${field} ${title} where it is declared absent`,
      live(body),
      rules({ ...ssn, [field]: Match.absent() }),
    );
  }
  r.matches(`${field} as declared`, live({ ...answered, [field]: "x" }), rules({ ...ssn, [field]: "x" }));
  r.unclear(
    `${field} changed where it is declared`,
    live({ ...answered, [field]: "y" }),
    rules({ ...ssn, [field]: "x" }),
    `elementBlocks[".tax-id"].${field}`,
  );
  r.unclear(
    `${field} written where none is declared to be`,
    live({ ...answered, [field]: "y" }),
    rules({ ...ssn, [field]: "" }),
    `elementBlocks[".tax-id"].${field}`,
  );
}
for (const field of ["exceptionSelectors", "targetingConditions"] as const) {
  for (const value of [[], null, undefined]) {
    const title = value === undefined ? "absent" : JSON.stringify(value);
    const { [field]: _, ...without } = answered;
    const body = value === undefined ? without : { ...without, [field]: value };
    r.matches(`${field} ${title} where it is implied`, live(body), rules(ssn));
    r.matches(
      `${field} ${title} where an empty list is declared`,
      live(body),
      rules({ ...ssn, [field]: [] }),
    );
    r.matches(`${field} ${title} where null is declared`, live(body), rules({ ...ssn, [field]: null }));
    r.matches(
      `${field} ${title} where any is declared`,
      live(body),
      rules({ ...ssn, [field]: Match.anyValue() }),
    );
  }
}
r.matches(
  "exceptions in another order",
  live({ ...answered, exceptionSelectors: ["a", "b"] }),
  rules({ ...ssn, exceptionSelectors: ["b", "a"] }),
);
r.matches(
  "exceptions twice",
  live({ ...answered, exceptionSelectors: ["a", "b", "a"] }),
  rules({ ...ssn, exceptionSelectors: ["b", "a"] }),
);
r.matches(
  "conditions as declared",
  live({ ...answered, targetingConditions: [condition] }),
  rules({ ...ssn, targetingConditions: [condition] }),
);
r.matches("any consent", live({ ...answered, consent: true }), rules({ ...ssn, consent: Match.anyValue() }));
r.matches(
  "any scope",
  live({ ...answered, scope: "NO_SESSIONS" }),
  rules({ ...ssn, scope: Match.anyValue() }),
);
r.matches(
  "an undocumented type, declared word for word",
  live({ ...answered, type: "BLOCK_BLUR" }),
  rules({ selector: ".tax-id", type: "BLOCK_BLUR" }),
);

// Every weakening of a modifier that was not written, and every strengthening.
const at = (field: string, selector = ".tax-id") => `elementBlocks["${selector}"].${field}`;
r.loosened(
  "preview sessions only",
  live({ ...answered, scope: "PREVIEW_SESSIONS_ONLY" }),
  rules(ssn),
  at("scope"),
);
r.loosened("no sessions", live({ ...answered, scope: "NO_SESSIONS" }), rules(ssn), at("scope"));
r.loosened(
  "a masking rule for no sessions",
  live({ ...mask, scope: "NO_SESSIONS" }),
  rules(card),
  at("scope", ".card"),
);
r.unclear("an undocumented scope", live({ ...answered, scope: "SOME_SESSIONS" }), rules(ssn), at("scope"));
r.unclear("the scope is null", live({ ...answered, scope: null }), rules(ssn), at("scope"));
r.loosened("recorded with consent", live({ ...answered, consent: true }), rules(ssn), at("consent"));
r.unclear("consent is null", live({ ...answered, consent: null }), rules(ssn), at("consent"));
r.loosened(
  "an exception",
  live({ ...answered, exceptionSelectors: [".x"] }),
  rules(ssn),
  `${at("exceptionSelectors")}[".x"]`,
);
r.unclear(
  "a condition",
  live({ ...answered, targetingConditions: [condition] }),
  rules(ssn),
  `${at("targetingConditions")}[0]`,
);
r.tightened(
  "an unmasking rule for live sessions only",
  live({ ...unmask, scope: "LIVE_SESSIONS_ONLY" }),
  rules(menu),
  at("scope", ".menu"),
);
r.tightened(
  "an unmasking rule for no sessions",
  live({ ...unmask, scope: "NO_SESSIONS" }),
  rules(menu),
  at("scope", ".menu"),
);
r.unclear(
  "an unmasking rule with consent",
  live({ ...unmask, consent: true }),
  rules(menu),
  at("consent", ".menu"),
);
r.unclear(
  "an unmasking rule with an exception",
  live({ ...unmask, exceptionSelectors: ["x"] }),
  rules(menu),
  `${at("exceptionSelectors", ".menu")}["x"]`,
);
r.loosened(
  "live sessions where all are declared",
  live({ ...answered, scope: "LIVE_SESSIONS_ONLY" }),
  rules({ ...ssn, scope: "ALL_SESSIONS" }),
  at("scope"),
);
r.loosened(
  "live sessions where one twin says all",
  live({ ...answered, scope: "LIVE_SESSIONS_ONLY" }),
  rules(ssn, { ...ssn, scope: "ALL_SESSIONS" }),
  at("scope"),
);
r.loosened(
  "live sessions where the other twin says all",
  live({ ...answered, scope: "LIVE_SESSIONS_ONLY" }),
  rules({ ...ssn, scope: "ALL_SESSIONS" }, ssn),
  at("scope"),
);
r.tightened(
  "all sessions where live ones are declared",
  live(answered),
  rules({ ...ssn, scope: "LIVE_SESSIONS_ONLY" }),
  at("scope"),
);
r.tightened(
  "preview sessions where none are declared",
  live({ ...answered, scope: "PREVIEW_SESSIONS" }),
  rules({ ...ssn, scope: "NO_SESSIONS" }),
  at("scope"),
);
r.loosened(
  "no sessions where preview is declared",
  live({ ...answered, scope: "NO_SESSIONS" }),
  rules({ ...ssn, scope: "PREVIEW_SESSIONS" }),
  at("scope"),
);
r.loosened(
  "preview sessions where live ones are declared",
  live({ ...answered, scope: "PREVIEW_SESSIONS" }),
  rules({ ...ssn, scope: "LIVE_SESSIONS" }),
  at("scope"),
);
r.loosened(
  "an unmasking rule for all sessions where live ones are declared",
  live(unmask),
  rules({ ...menu, scope: "LIVE_SESSIONS" }),
  at("scope", ".menu"),
);
r.loosened(
  "an unmasking rule that is in force where none is declared to be",
  live(unmask),
  rules({ ...menu, scope: "NO_SESSIONS" }),
  at("scope", ".menu"),
);
r.tightened(
  "no consent where consent is declared",
  live(answered),
  rules({ ...ssn, consent: true }),
  at("consent"),
);
r.tightened(
  "an exception fewer",
  live({ ...answered, exceptionSelectors: ["a"] }),
  rules({ ...ssn, exceptionSelectors: ["a", "b"] }),
  `${at("exceptionSelectors")}["b"]`,
);
r.loosened(
  "one exception for another",
  live({ ...answered, exceptionSelectors: ["a"] }),
  rules({ ...ssn, exceptionSelectors: ["b"] }),
  `${at("exceptionSelectors")}["a"]`,
);
const conditions = (targetingConditions: unknown) => live({ ...answered, targetingConditions });
const nested = { operator: "AND", children: [condition] };
r.matches(
  "conditions that are an object",
  conditions(nested),
  rules({ ...ssn, targetingConditions: nested }),
);
r.matches("an object of conditions without keys", conditions({}), rules(ssn));
r.matches(
  "no conditions for an object without keys",
  conditions(null),
  rules({ ...ssn, targetingConditions: Match.objectEquals({}) }),
);
r.unclear("an object of conditions", conditions(nested), rules(ssn), at("targetingConditions"));
r.unclear(
  "an object of conditions with another child",
  conditions({ ...nested, children: [{ ...condition, value: "2" }] }),
  rules({ ...ssn, targetingConditions: nested }),
  `${at("targetingConditions")}.children[0].value`,
);
r.unclear(
  "an object for a list that holds it",
  conditions(nested),
  rules({ ...ssn, targetingConditions: [nested] }),
  at("targetingConditions"),
);
r.unclear(
  "a list for the object that it holds",
  conditions([nested]),
  rules({ ...ssn, targetingConditions: nested }),
  at("targetingConditions"),
);
r.unchecked(
  "not a list of conditions, beside an object that may mean the same",
  conditions(nested),
  rules({ ...ssn, targetingConditions: Match.not([nested]) }),
  at("targetingConditions"),
);
r.unclear(
  "conditions in another order",
  live({ ...answered, targetingConditions: [condition, { operator: "LT" }] }),
  rules({ ...ssn, targetingConditions: [{ operator: "LT" }, condition] }),
  at("targetingConditions"),
);
r.unclear(
  "a condition fewer",
  live({ ...answered, targetingConditions: null }),
  rules({ ...ssn, targetingConditions: [condition] }),
  `${at("targetingConditions")}[0]`,
);
for (const [to, from, direction] of [
  ["BLOCK_SCRUB", "BLOCK_EXCLUDE", "loosened"],
  ["BLOCK_MASK", "BLOCK_EXCLUDE", "loosened"],
  ["BLOCK_RECORD", "BLOCK_EXCLUDE", "loosened"],
  ["BLOCK_RECORD", "BLOCK_MASK", "loosened"],
  ["BLOCK_UNMASK", "BLOCK_SCRUB", "loosened"],
  ["BLOCK_EXCLUDE", "BLOCK_SCRUB", "tightened"],
  ["BLOCK_EXCLUDE", "BLOCK_MASK", "tightened"],
  ["BLOCK_EXCLUDE", "BLOCK_UNMASK", "tightened"],
  ["BLOCK_SCRUB", "BLOCK_RECORD", "tightened"],
  ["BLOCK_BLUR", "BLOCK_EXCLUDE", "unclear"],
  ["BLOCK_EXCLUDE", "BLOCK_BLUR", "unclear"],
  [null, "BLOCK_EXCLUDE", "unclear"],
] as const) {
  r[direction](
    `${to} where ${from} is declared`,
    live({ ...answered, type: to }),
    rules({ ...ssn, type: from }),
    at("type"),
  );
}
r.unclear(
  "who may edit it, where declared",
  live(vendor),
  rules({ selector: vendor.selector, type: vendor.type, editable: "EDITABLE_ANY" }),
  at("editable", vendor.selector),
);
r.unclear(
  "the group, where declared",
  live({ ...answered, groupId: 1 }),
  rules({ ...ssn, groupId: 0 }),
  at("groupId"),
);
r.unclear("the date, where declared", live(answered), rules({ ...ssn, lastUpdated: "x" }), at("lastUpdated"));
r.unclear(
  "a stricter type for no sessions is not simply stricter",
  live({ ...unmask, type: "BLOCK_EXCLUDE", scope: "NO_SESSIONS" }),
  rules(menu),
  at("scope", ".menu"),
);
r.loosened(
  "a stricter type with an exception",
  live({ ...mask, type: "BLOCK_EXCLUDE", exceptionSelectors: ["x"] }),
  rules(card),
  `${at("exceptionSelectors", ".card")}["x"]`,
);

// Whole rules.
r.loosened("an excluding rule is gone", live(), rules(ssn), 'elementBlocks[".tax-id"]');
r.loosened("a masking rule is gone", live(answered), rules(ssn, card), 'elementBlocks[".card"]');
r.tightened("an unmasking rule is gone", live(answered), rules(ssn, menu), 'elementBlocks[".menu"]');
r.unclear(
  "a rule of an undocumented type is gone",
  live(),
  rules({ selector: "a", type: "BLOCK_BLUR" }),
  'elementBlocks["a"]',
);
r.tightened("an excluding rule more", live(answered), rules(), 'elementBlocks[".tax-id"]');
r.tightened("a masking rule more", live(answered, mask), rules(ssn), 'elementBlocks[".card"]');
r.loosened("an unmasking rule more", live(answered, unmask), rules(ssn), 'elementBlocks[".menu"]');
r.unclear(
  "a rule of an undocumented type more",
  live({ ...answered, type: "BLOCK_BLUR" }),
  rules(),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "another selector",
  live({ ...answered, selector: ".SSN" }),
  rules(ssn),
  'elementBlocks[".tax-id"]',
);
r.matches("a selector with a blank more", live({ ...answered, selector: ".tax-id " }), rules(ssn));
for (const [declared, there] of [
  [".a > .b", ".a>.b"],
  [".a, .b", ".b,.a,.b"],
  [".tax-id", "/* the tax id */ .tax\\2d id"],
  ["input[type=password]", "input[type='password']"],
] as const) {
  const rule = { selector: declared, type: "BLOCK_EXCLUDE" };
  const other = { ...answered, selector: there };
  r.matches(`${declared} for ${there}`, live(other), rules(rule));
  r.matches(
    `${declared} for ${there}, exactly`,
    live(other),
    Match.exact(rules({ ...answered, selector: declared })),
  );
  r.matches(`${declared} for ${there}, in part`, live(mask, other), {
    elementBlocks: Match.arrayWith([rule]),
  });
  r.loosened(
    `${declared} for ${there}, beside a weaker twin`,
    live(other, { ...other, selector: declared, type: "BLOCK_MASK" }),
    { elementBlocks: Match.arrayWith([rule]) },
    `elementBlocks[${JSON.stringify(declared)}]`,
  );
  r.unclear(
    `no ${declared}, and there is ${there}`,
    live(other),
    { elementBlocks: Match.not(Match.arrayWith([rule])) },
    "elementBlocks",
  );
  r.matches(
    `${declared} for ${there}, as an exception`,
    live({ ...answered, exceptionSelectors: [there] }),
    rules({ ...ssn, exceptionSelectors: [declared] }),
  );
}
r.loosened(
  "a descendant for a compound",
  live({ ...answered, selector: ".a .b" }),
  rules({ ...ssn, selector: ".a.b" }),
  'elementBlocks[".a.b"]',
);
r.loosened(
  "a part of a selector list alone",
  live({ ...answered, selector: ".a" }),
  rules({ ...ssn, selector: ".a, .b" }),
  'elementBlocks[".a, .b"]',
);
r.matches(
  "what is no selector, letter by letter",
  live({ ...answered, selector: ".a {" }),
  rules({ ...ssn, selector: ".a {" }),
);
r.loosened(
  "what is no selector, with a blank more",
  live({ ...answered, selector: ".a  {" }),
  rules({ ...ssn, selector: ".a {" }),
  'elementBlocks[".a {"]',
);
r.unclear(
  "no rule for a selector, and it is one of a list's",
  live({ ...answered, selector: ".x, .tax-id", type: "BLOCK_RECORD" }),
  { elementBlocks: Match.not(Match.arrayWith([{ selector: ".tax-id", type: "BLOCK_UNMASK" }])) },
  "elementBlocks",
);
r.loosened(
  "a weaker rule with the same selector",
  live(answered, { ...answered, type: "BLOCK_SCRUB" }),
  rules(ssn),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "the same rule for no sessions beside it",
  live(answered, { ...answered, scope: "NO_SESSIONS" }),
  rules(ssn),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "an unmasking rule with the same selector",
  live(answered, { ...answered, type: "BLOCK_RECORD" }),
  rules(ssn),
  'elementBlocks[".tax-id"]',
);
r.tightened(
  "a stricter rule with the same selector",
  live(mask, { ...mask, type: "BLOCK_EXCLUDE" }),
  rules(card),
  'elementBlocks[".card"]',
);
r.matches(
  "two rules with one selector, both declared",
  live({ ...answered, type: "BLOCK_SCRUB" }, answered),
  rules(ssn, { ...ssn, type: "BLOCK_MASK" }),
);
r.loosened(
  "two declared rules with one selector, of which live has one twice",
  live(answered, answered),
  rules(ssn, { ...ssn, type: "BLOCK_MASK" }),
  'elementBlocks[".tax-id"]',
);
r.unclear("the list is null", { elementBlocks: null }, rules(), "elementBlocks");

// Not checked.
r.unchecked("the list is not in the answer", { discardIpAddresses: true }, rules(), "elementBlocks");
r.unchecked(
  "no consent in the answer",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE" }),
  rules(ssn),
  at("consent"),
);
r.unchecked(
  "no scope beside an unknown key",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE", consent: false, sessions: "x" }),
  rules(ssn),
  at("scope"),
);
r.unchecked("no type in the answer", live({ selector: ".tax-id", consent: false }), rules(ssn), at("type"));
r.unchecked(
  "no group in the answer where one is declared",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE", consent: false }),
  rules({ ...ssn, groupId: 0 }),
  at("groupId"),
);
r.unchecked(
  "no word on who may edit it where it is declared",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE", consent: false }),
  rules({ ...ssn, editable: "EDITABLE_ANY" }),
  at("editable"),
);
r.unchecked(
  "no date where one is declared",
  live({ selector: ".tax-id", type: "BLOCK_EXCLUDE", consent: false }),
  rules({ ...ssn, lastUpdated: "x" }),
  at("lastUpdated"),
);

// The vendor's own rules.
r.matches("a rule of the vendor's that is not declared", live(answered, vendor), rules(ssn));
r.matches("a masking rule of the vendor's", live(answered, { ...vendor, type: "BLOCK_SCRUB" }), rules(ssn));
r.matches(
  "a rule of the vendor's without a scope",
  live({ selector: "i", type: "BLOCK_EXCLUDE", consent: false, editable: "EDITABLE_DESCRIPTION_ONLY" }),
  rules(),
);
r.matches(
  "a rule of the vendor's that is declared",
  live(vendor),
  rules({ selector: vendor.selector, type: "BLOCK_EXCLUDE" }),
);
r.loosened(
  "a declared rule of the vendor's is gone",
  live(),
  rules({ selector: vendor.selector, type: "BLOCK_EXCLUDE" }),
  `elementBlocks["${vendor.selector}"]`,
);
r.loosened(
  "an unmasking rule of the vendor's",
  live({ ...vendor, type: "BLOCK_RECORD" }),
  rules(),
  `elementBlocks["${vendor.selector}"]`,
);
for (const scope of ["LIVE_SESSIONS_ONLY", "PREVIEW_SESSIONS", "NO_SESSIONS", "NEW_SESSIONS", null]) {
  r.tightened(
    `a rule of the vendor's for ${scope}`,
    live({ ...vendor, scope }),
    rules(),
    `elementBlocks["${vendor.selector}"]`,
  );
}
r.tightened(
  "a rule of the vendor's with consent",
  live({ ...vendor, consent: true }),
  rules(),
  `elementBlocks["${vendor.selector}"]`,
);
r.tightened(
  "a rule of the vendor's whose consent is null",
  live({ ...vendor, consent: null }),
  rules(),
  `elementBlocks["${vendor.selector}"]`,
);
r.tightened(
  "a rule of the vendor's without a scope, beside an unknown key",
  live({
    selector: "i",
    type: "BLOCK_EXCLUDE",
    consent: false,
    editable: "EDITABLE_DESCRIPTION_ONLY",
    sessions: 1,
  }),
  rules(),
  'elementBlocks["i"]',
);
r.tightened(
  "a customer's rule beside an equal one of the vendor's",
  live(vendor, { ...vendor, editable: "EDITABLE_ANY" }),
  rules(),
  `elementBlocks["${vendor.selector}"]`,
);
r.tightened(
  "a customer's rule before an equal one of the vendor's",
  live({ ...vendor, editable: "EDITABLE_ANY" }, vendor),
  rules(),
  `elementBlocks["${vendor.selector}"]`,
);
r.loosened(
  "a weaker rule of the vendor's with the selector of a declared one",
  live(answered, { ...vendor, selector: ".tax-id", type: "BLOCK_SCRUB" }),
  rules(ssn),
  'elementBlocks[".tax-id"]',
);
r.tightened(
  "a rule of the vendor's under arrayEquals",
  live(answered, vendor),
  { elementBlocks: Match.arrayEquals([answered]) },
  `elementBlocks["${vendor.selector}"]`,
);
r.matches(
  "a pattern takes the customer's rule and leaves the vendor's",
  live(vendor, answered),
  rules(Match.objectLike({ type: "BLOCK_EXCLUDE" })),
);
r.matches(
  "a pattern takes the customer's rule, whichever comes first",
  live(answered, vendor),
  rules(Match.objectLike({ type: "BLOCK_EXCLUDE" })),
);

// Matchers.
const some = (...items: unknown[]) => ({ elementBlocks: Match.arrayWith(items) });
r.matches("arrayWith of one of two", live(answered, mask), some(ssn));
r.loosened(
  "arrayWith passes over no undeclared rule that unmasks another selector",
  live(unmask, answered, mask),
  some(ssn),
  'elementBlocks[".menu"]',
);
r.loosened(
  "arrayWith beside an undeclared unmasking rule for live sessions",
  live({ ...unmask, scope: "LIVE_SESSIONS", type: "BLOCK_UNMASK" }, answered),
  some(ssn),
  'elementBlocks[".menu"]',
);
r.loosened(
  "arrayWith beside an undeclared unmasking rule of an undocumented scope",
  live({ ...unmask, scope: "NEW_SESSIONS" }, answered),
  some(ssn),
  'elementBlocks[".menu"]',
);
r.unclear(
  "arrayWith beside an undeclared rule of an undocumented type, which may unmask",
  live({ ...unmask, type: "BLOCK_FUTURE" }, answered),
  some(ssn),
  'elementBlocks[".menu"]',
);
r.matches(
  "arrayWith beside an undeclared rule of an undocumented type for no session",
  live({ ...unmask, type: "BLOCK_FUTURE", scope: "NO_SESSIONS" }, answered),
  some(ssn),
);
r.loosened(
  "arrayWith beside an undeclared unmasking rule without a scope",
  live({ selector: ".menu", type: "BLOCK_UNMASK" }, answered),
  some(ssn),
  'elementBlocks[".menu"]',
);
r.loosened(
  "arrayWith beside an undeclared unmasking rule with exceptions and conditions",
  live({ ...unmask, exceptionSelectors: [".x"], targetingConditions: [condition], consent: true }, answered),
  some(ssn),
  'elementBlocks[".menu"]',
);
r.matches(
  "arrayWith beside unmasking rules for no session and for previews",
  live({ ...unmask, scope: "NO_SESSIONS" }, { ...unmask, scope: "PREVIEW_SESSIONS" }, answered),
  some(ssn),
);
r.matches("arrayWith with the unmasking rule declared", live(unmask, answered, mask), some(ssn, menu));
r.loosened(
  "arrayWith with one unmasking rule declared, beside another",
  live(unmask, { ...unmask, selector: ".nav" }, answered),
  some(ssn, menu),
  'elementBlocks[".nav"]',
);
const beside = (...items: unknown[]) => ({ elementBlocks: Match.arrayWith(items, { allowUnmask: true }) });
r.matches("arrayWith beside an unmasking rule, allowed", live(unmask, answered), beside(ssn));
r.loosened(
  "arrayWith beside a weaker twin, with unmasking rules allowed",
  live({ ...answered, type: "BLOCK_RECORD" }, answered),
  beside(ssn),
  'elementBlocks[".tax-id"]',
);
r.matches("arrayWith of a rule that is declared twice", live(answered, mask), some(ssn, ssn));
r.loosened(
  "arrayWith of a rule for no sessions",
  live(mask, { ...answered, scope: "NO_SESSIONS" }),
  some(ssn),
  at("scope"),
);
r.loosened("arrayWith of a rule that is not there", live(mask), some(ssn), 'elementBlocks[".tax-id"]');
r.loosened(
  "arrayWith beside a weaker twin",
  live(answered, { ...answered, type: "BLOCK_SCRUB" }),
  some(ssn),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "arrayWith behind a weaker twin",
  live({ ...answered, type: "BLOCK_RECORD" }, answered),
  some(ssn),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "arrayWith beside a twin with an exception",
  live(answered, { ...answered, exceptionSelectors: ["x"] }),
  some(ssn),
  'elementBlocks[".tax-id"]',
);
r.matches("arrayWith beside an equal twin", live(answered, { ...answered, notes: "x" }), some(ssn));
r.matches("arrayWith beside a stricter twin", live(mask, { ...mask, type: "BLOCK_EXCLUDE" }), some(card));
r.loosened(
  "arrayWith of two with one selector, beside a third that is weaker than one",
  live(answered, { ...answered, type: "BLOCK_SCRUB" }, { ...answered, type: "BLOCK_RECORD" }),
  some({ ...ssn, type: "BLOCK_MASK" }, ssn),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "arrayWith of a selector out of two, beside a weaker twin",
  live(answered, { ...answered, type: "BLOCK_RECORD" }),
  some({ selector: Match.oneOf(".tax-id", ".social"), type: "BLOCK_EXCLUDE" }),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "arrayWith of a pattern for the selector, beside a weaker twin",
  live(answered, { ...answered, type: "BLOCK_RECORD" }),
  some({ selector: Match.stringLikeRegexp("tax-id"), type: "BLOCK_EXCLUDE" }),
  'elementBlocks[".tax-id"]',
);
r.matches("arrayWith takes an unknown key", live({ ...answered, priority: 1 }), some(ssn));
r.matches(
  "objectLike is literally partial",
  live({ ...answered, scope: "NO_SESSIONS", consent: true }),
  rules(Match.objectLike(ssn)),
);
r.matches(
  "objectLike of a modifier alone",
  live(answered, mask),
  some(Match.objectLike({ selector: ".card", scope: "ALL_SESSIONS" })),
);
r.loosened(
  "objectLike of a modifier that changed",
  live({ ...mask, scope: "NO_SESSIONS" }),
  some(Match.objectLike({ selector: ".card", scope: "ALL_SESSIONS" })),
  at("scope", ".card"),
);
r.unclear(
  "objectLike of a modifier of a rule that unmasks by now",
  live({ ...unmask, scope: "NO_SESSIONS" }),
  some(Match.objectLike({ selector: ".menu", scope: "ALL_SESSIONS" })),
  at("scope", ".menu"),
);
r.matches("exact of a rule", live(answered), rules(Match.exact(answered)));
r.matches(
  "exact of one rule twice, once with null for no exceptions",
  live(answered),
  rules(
    Match.exact({ ...answered, exceptionSelectors: null }),
    Match.exact({ ...answered, exceptionSelectors: [] }),
  ),
);
r.matches(
  "exact of a rule at another date",
  live({ ...answered, lastUpdated: "x" }),
  rules(Match.exact({ ...ssn, consent: false, scope: "ALL_SESSIONS", editable: "EDITABLE_ANY", groupId: 0 })),
);
r.matches(
  "exact of a rule twice, at two dates",
  live(answered, { ...answered, lastUpdated: "x" }),
  rules(Match.exact({ ...ssn, consent: false, scope: "ALL_SESSIONS", editable: "EDITABLE_ANY", groupId: 0 })),
);
r.unclear(
  "exact of a rule with notes that are not declared",
  live({ ...answered, notes: "x" }),
  rules(Match.exact({ ...ssn, consent: false, scope: "ALL_SESSIONS", editable: "EDITABLE_ANY", groupId: 0 })),
  at("notes"),
);
r.unclear(
  "exact of a rule with an unknown key",
  live({ ...answered, priority: 1 }),
  rules(Match.exact(answered)),
  at("priority"),
);
r.loosened(
  "exact of a rule, and the same with an unknown key",
  live(answered, { ...answered, priority: 1 }),
  rules(Match.exact(answered)),
  'elementBlocks[".tax-id"]',
);
r.loosened(
  "exact implies nothing, and live sessions are not all",
  live({ ...answered, scope: "LIVE_SESSIONS_ONLY" }),
  rules(Match.exact(answered)),
  at("scope"),
);
r.matches(
  "any type that protects",
  live(answered),
  rules({ selector: ".tax-id", type: Match.oneOf("BLOCK_EXCLUDE", "BLOCK_MASK") }),
);
r.loosened(
  "any type that protects, and one that does not",
  live({ ...answered, type: "BLOCK_RECORD" }),
  rules({ selector: ".tax-id", type: Match.oneOf("BLOCK_EXCLUDE", "BLOCK_MASK") }),
  at("type"),
);
r.matches("not unmasking", live(mask), rules({ selector: ".card", type: Match.not("BLOCK_UNMASK") }));
r.unclear(
  "not unmasking, in the older word",
  live(unmask),
  rules({ selector: ".menu", type: Match.not("BLOCK_UNMASK") }),
  at("type", ".menu"),
);
r.unclear(
  "not unmasking, declared in the older word",
  live({ ...unmask, type: "BLOCK_UNMASK" }),
  rules({ selector: ".menu", type: Match.not("BLOCK_RECORD") }),
  at("type", ".menu"),
);
r.unchecked(
  "not unmasking, and an undocumented type",
  live({ ...answered, type: "BLOCK_BLUR" }),
  rules({ selector: ".tax-id", type: Match.not("BLOCK_UNMASK") }),
  at("type"),
);
r.matches(
  "a pattern of an older word on the newer",
  live({ ...mask, type: "BLOCK_MASK" }),
  rules({ selector: ".card", type: Match.stringLikeRegexp("SCRUB") }),
);
r.matches(
  "a pattern of a newer word on the older",
  live(mask),
  rules({ selector: ".card", type: Match.stringLikeRegexp("^BLOCK_MASK$") }),
);
r.unchecked(
  "a pattern on an undocumented type",
  live({ ...answered, type: "BLOCK_MASKED" }),
  rules({ selector: ".tax-id", type: Match.stringLikeRegexp("MASK") }),
  at("type"),
);
r.matches("no rule unmasks", live(answered, mask), {
  elementBlocks: Match.not(Match.arrayWith([Match.objectLike({ type: "BLOCK_UNMASK" })])),
});
r.unclear(
  "no rule unmasks, and one does",
  live(answered, unmask),
  { elementBlocks: Match.not(Match.arrayWith([Match.objectLike({ type: "BLOCK_UNMASK" })])) },
  "elementBlocks",
);
r.unchecked(
  "no rule unmasks, and one does nobody knows what",
  live(answered, { ...mask, type: "BLOCK_FUTURE" }),
  { elementBlocks: Match.not(Match.arrayWith([Match.objectLike({ type: "BLOCK_UNMASK" })])) },
  "elementBlocks",
);
r.unchecked(
  "not a list of one rule, of which nobody knows what it does",
  live({ ...answered, type: "BLOCK_FUTURE" }),
  { elementBlocks: Match.not([ssn]) },
  "elementBlocks",
);
// What must not be there is not there with other modifiers either.
const none = (...items: unknown[]) => ({ elementBlocks: Match.not(Match.arrayWith(items)) });
const ssnUnmasked = { selector: ".tax-id", type: "BLOCK_UNMASK" };
const shown = { ...answered, type: "BLOCK_RECORD" };
r.matches("no rule of that selector and type", live(answered, unmask), none(ssnUnmasked));
for (const [title, modifiers] of [
  ["all sessions", {}],
  ["live sessions", { scope: "LIVE_SESSIONS_ONLY" }],
  ["previews", { scope: "PREVIEW_SESSIONS" }],
  ["no session", { scope: "NO_SESSIONS" }],
  ["sessions that nobody documents", { scope: "NEW_SESSIONS" }],
  ["visitors who consented", { consent: true }],
  ["all but an exception", { exceptionSelectors: [".x"] }],
  ["some apps", { targetingConditions: [condition] }],
  ["nobody knows whom, with an unknown key", { scope: null, priority: 1 }],
] as const) {
  r.unclear(
    `no rule of that selector and type, and there is one for ${title}`,
    live(answered, { ...shown, ...modifiers }, mask),
    none(ssnUnmasked),
    "elementBlocks",
  );
}
r.unclear(
  "no objectLike rule, and there is one beside a rule of an undocumented type",
  live(shown, { ...answered, selector: ".new", type: "BLOCK_FUTURE" }),
  none(Match.objectLike(ssnUnmasked)),
  "elementBlocks",
);
r.matches(
  "no objectLike rule, beside a rule of an undocumented type with another selector",
  live(answered, { ...answered, selector: ".new", type: "BLOCK_FUTURE" }),
  none(Match.objectLike(ssnUnmasked)),
);
r.unchecked(
  "no rule of that type, and there is one of an undocumented type",
  live({ ...answered, type: "BLOCK_FUTURE" }),
  none(ssnUnmasked),
  "elementBlocks",
);
r.unclear(
  "no masking rule, and there is one beside a weaker twin",
  live(mask, { ...mask, type: "BLOCK_RECORD" }),
  none(card),
  "elementBlocks",
);
r.unclear(
  "no masking rule, and there is one beside an undeclared rule that unmasks",
  live(mask, unmask),
  none(card),
  "elementBlocks",
);
r.unclear(
  "no two rules that are one live rule",
  live(shown),
  none(Match.objectLike(ssnUnmasked), Match.objectLike({ type: "BLOCK_UNMASK" })),
  "elementBlocks",
);
r.unclear(
  "not this list, and the list has it with another scope and twice",
  live({ ...shown, scope: "NO_SESSIONS" }, { ...shown, consent: true }),
  { elementBlocks: Match.not([ssnUnmasked]) },
  "elementBlocks",
);
r.matches("not this list, and there is one rule more", live(shown, mask), {
  elementBlocks: Match.not([ssnUnmasked]),
});
r.unclear(
  "not this list, and there is one rule more, of the vendor's",
  live(shown, vendor),
  { elementBlocks: Match.not([ssnUnmasked]) },
  "elementBlocks",
);
r.unclear(
  "every rule is not that one, and one is, with another scope",
  live(mask, { ...shown, scope: "NO_SESSIONS" }),
  { elementBlocks: Match.eachLike(Match.not(ssnUnmasked)) },
  'elementBlocks[".tax-id"]',
);
r.matches("what must be, under two negations, with its implied modifiers", live(answered), {
  elementBlocks: Match.not(Match.not(Match.arrayWith([ssn]))),
});
r.unclear(
  "what must be, under two negations, with a modifier that is not neutral",
  live({ ...answered, scope: "NO_SESSIONS" }),
  { elementBlocks: Match.not(Match.not(Match.arrayWith([ssn]))) },
  "elementBlocks",
);
r.unchecked(
  "not exactly this list, and a rule has a key that nobody documents",
  live({ ...answered, priority: 1 }),
  { elementBlocks: Match.not(Match.exact([answered])) },
  "elementBlocks",
);
r.matches("every rule is for all sessions", live(answered, mask), {
  elementBlocks: Match.eachLike({ scope: "ALL_SESSIONS" }),
});
r.loosened(
  "every rule is for all sessions, but one",
  live(answered, { ...mask, scope: "NO_SESSIONS" }),
  { elementBlocks: Match.eachLike({ scope: "ALL_SESSIONS" }) },
  at("scope", ".card"),
);
r.unchecked(
  "every rule of none",
  live(),
  { elementBlocks: Match.eachLike({ scope: "ALL_SESSIONS" }) },
  "elementBlocks",
);
r.matches(
  "arrayWith within exceptions",
  live({ ...answered, exceptionSelectors: ["a", "b"] }),
  rules({ ...ssn, exceptionSelectors: Match.arrayWith(["b"]) }),
);
r.tightened(
  "arrayWith within exceptions of one that is not there",
  live({ ...answered, exceptionSelectors: ["a"] }),
  rules({ ...ssn, exceptionSelectors: Match.arrayWith(["b"]) }),
  `${at("exceptionSelectors")}["b"]`,
);
r.matches("one of two lists", live(answered), { elementBlocks: Match.oneOf([card], [ssn]) });
r.matches(
  "a rule out of two, twice in live with other notes",
  live(answered, { ...answered, notes: "x" }),
  rules(Match.oneOf(card, ssn)),
);
r.unclear("absent, and there", live(), { elementBlocks: Match.absent() }, "elementBlocks");
r.matches(
  "three open rules that fit one way only",
  live(answered, mask, unmask),
  rules(
    Match.objectLike({ scope: "ALL_SESSIONS" }),
    Match.objectLike({ type: Match.oneOf("BLOCK_MASK", "BLOCK_UNMASK") }),
    Match.objectLike({ type: "BLOCK_MASK" }),
  ),
);

export const elementBlocks = r.rows;
