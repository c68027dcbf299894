import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

const old = { operator: "LT", field: "appVersion", value: "2.0.0", children: [] };
const either = {
  operator: "OR",
  children: [
    { operator: "EQ", value: 1 },
    { operator: "RANGE", value: [3, 5] },
  ],
};
const doc = { sessionTargetingRules: [old, either] };
const rules = (sessionTargetingRules: unknown) => ({ sessionTargetingRules });
const r = new Rows("targeting");

r.matches("the same rules", doc, doc);
r.matches("no rules", rules([]), rules([]));
r.matches(
  "keys of a rule in another order",
  rules([{ children: [], value: "2.0.0", field: "appVersion", operator: "LT" }]),
  rules([old]),
);
r.matches("a declared rule is partial", doc, rules([{ operator: "LT" }, { operator: "OR" }]));
r.matches(
  "a nested condition is partial",
  doc,
  rules([old, { children: [{ value: 1 }, { operator: "RANGE" }] }]),
);
r.matches("snake_case key", { session_targeting_rules: [old] }, rules([old]));
r.matches(
  "a key named __proto__ is data",
  rules([JSON.parse('{"__proto__":{"a":1}}')]),
  rules([JSON.parse('{"__proto__":{"a":1}}')]),
);
r.matches("null where null is declared", rules(null), rules(null));

r.loosened("a rule fewer", rules([old]), doc, "sessionTargetingRules[1]");
r.loosened("no rules any more", rules([]), doc, "sessionTargetingRules[0]");
r.loosened("the first rule is gone", rules([either]), doc, "sessionTargetingRules[1]");
r.unclear("a rule more", doc, rules([old]), "sessionTargetingRules[1]");
r.unclear("rules in another order", rules([either, old]), doc, "sessionTargetingRules");
r.unclear(
  "another value",
  rules([{ ...old, value: "1.0.0" }, either]),
  doc,
  "sessionTargetingRules[0].value",
);
r.unclear(
  "a number for its text",
  rules([{ ...old, value: 2 }]),
  rules([{ ...old, value: "2" }]),
  "sessionTargetingRules[0].value",
);
r.unclear(
  "true for its text",
  rules([{ ...old, value: true }]),
  rules([{ ...old, value: "true" }]),
  "sessionTargetingRules[0].value",
);
r.unclear(
  "null for an empty text",
  rules([{ ...old, value: null }]),
  rules([{ ...old, value: "" }]),
  "sessionTargetingRules[0].value",
);
r.unclear(
  "zero for false",
  rules([{ ...old, value: 0 }]),
  rules([{ ...old, value: false }]),
  "sessionTargetingRules[0].value",
);
r.unclear(
  "nested conditions in another order",
  rules([{ ...either, children: [...either.children].reverse() }]),
  rules([either]),
  "sessionTargetingRules[0].children",
);
r.unclear(
  "a nested condition more",
  rules([{ ...either, children: [...either.children, {}] }]),
  rules([either]),
  "sessionTargetingRules[0].children[2]",
);
r.unclear(
  "a nested condition fewer",
  rules([{ ...either, children: either.children.slice(0, 1) }]),
  rules([either]),
  "sessionTargetingRules[0].children[1]",
);
r.unclear(
  "a range in another order",
  rules([old, { ...either, children: [either.children[0], { operator: "RANGE", value: [5, 3] }] }]),
  doc,
  "sessionTargetingRules[1].children[1].value",
);
r.unclear(
  "an object where a list is declared",
  rules([{ ...either, children: { 0: 1 } }]),
  rules([either]),
  "sessionTargetingRules[0].children",
);
r.unclear(
  "a list where an object is declared",
  rules([{ a: [] }]),
  rules([{ a: { b: 1 } }]),
  "sessionTargetingRules[0].a",
);
r.unclear("rules are null", rules(null), rules([]), "sessionTargetingRules");
r.unchecked(
  "a key of a rule is not in the answer",
  rules([{ operator: "LT" }]),
  rules([{ operator: "LT", value: 1 }]),
  "sessionTargetingRules[0].value",
);
r.unchecked("rules are not in the answer", { metadata: {} }, rules([]), "sessionTargetingRules");

r.matches("arrayWith of the first", doc, rules(Match.arrayWith([old])));
r.unclear(
  "arrayWith of the second",
  doc,
  rules(Match.arrayWith([either])),
  "sessionTargetingRules[0].operator",
);
r.matches("anyOrder", doc, rules(Match.anyOrder([either, old])));
r.matches("exact of a rule", doc, rules([Match.exact(old), Match.exact(either)]));
r.unclear(
  "exact of a part of a rule",
  doc,
  rules([Match.exact({ operator: "LT" }), either]),
  "sessionTargetingRules[0].field",
);
r.unclear(
  "exact of a part of a nested condition",
  doc,
  rules([old, Match.exact({ operator: "OR", children: [{ operator: "EQ" }, either.children[1]] })]),
  "sessionTargetingRules[1].children[0].value",
);
r.matches("eachLike an operator", doc, rules(Match.eachLike({ operator: Match.anyValue() })));
r.matches("a pattern in open JSON", doc, rules([{ value: Match.stringLikeRegexp("^2[.]") }, either]));
r.unclear(
  "a pattern on a number",
  rules([{ value: 2 }]),
  rules([{ value: Match.stringLikeRegexp("2") }]),
  "sessionTargetingRules[0].value",
);
r.matches("absent in open JSON", doc, rules([{ operator: "LT", other: Match.absent() }, either]));
r.unclear(
  "absent in open JSON, and there",
  doc,
  rules([{ value: Match.absent() }, either]),
  "sessionTargetingRules[0].value",
);
r.matches("not in open JSON", doc, rules([{ value: Match.not("9") }, either]));

export const targeting = r.rows;
