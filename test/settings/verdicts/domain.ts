import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

const on = { domain: "a.example", disabled: false };
const off = { domain: "b.example", disabled: true };
const doc = { onlyRecordKnownDomains: true, domains: [on, off] };
const list = (domains: unknown, onlyRecordKnownDomains: unknown = true) => ({
  domains,
  onlyRecordKnownDomains,
});
const r = new Rows("domain");

r.matches("the same document", doc, doc);
r.matches("the switch alone", doc, { onlyRecordKnownDomains: true });
r.matches("the rules with the switch left open", doc, list([on, off], Match.anyValue()));
r.matches("snake_case keys", { only_record_known_domains: true, domains: [on, off] }, doc);
r.matches("a rule with an unknown key", list([{ ...on, note: "x" }, off]), doc);
r.matches(
  "a rule of which only the domain is declared",
  doc,
  list([{ domain: "a.example" }, { domain: "b.example" }]),
);
r.matches("no rules", list([]), list([]));
r.matches("metadata changed", { ...doc, metadata: { lastUpdatedBy: "x" } }, doc);
r.matches("null where null is declared", list(null, null), list(null, null));
r.matches(
  "an ASCII domain declared as it is",
  list([{ domain: "xn--bcher-kva.example", disabled: false }]),
  list([{ domain: "xn--bcher-kva.example", disabled: false }]),
);

r.loosened("all other domains are recorded", list([on, off], false), doc, "onlyRecordKnownDomains");
r.tightened("all other domains are left out", doc, list([on, off], false), "onlyRecordKnownDomains");
r.unclear("the switch is null", list([on, off], null), doc, "onlyRecordKnownDomains");
r.unclear(
  "the switch is null where false is declared",
  list([], null),
  { onlyRecordKnownDomains: false },
  "onlyRecordKnownDomains",
);
r.unchecked("the switch is not in the answer", { domains: [on, off] }, doc, "onlyRecordKnownDomains");
r.unchecked("the rules are not in the answer", { onlyRecordKnownDomains: true }, doc, "domains");
r.unclear("the rules are null", list(null), doc, "domains");
r.unclear("the rules are null where none are declared", list(null), list([]), "domains");
r.loosened(
  "a domain is no longer disabled",
  list([on, { ...off, disabled: false }]),
  doc,
  "domains[1].disabled",
);
r.tightened("a domain is disabled", list([{ ...on, disabled: true }, off]), doc, "domains[0].disabled");
r.unclear("disabled is null", list([{ ...on, disabled: null }, off]), doc, "domains[0].disabled");
r.unchecked(
  "disabled is not in the answer",
  list([{ domain: "a.example" }, off]),
  doc,
  "domains[0].disabled",
);
r.unchecked("the domain is not in the answer", list([{ disabled: false }, off]), doc, "domains[0].domain");
r.unclear("another domain", list([{ ...on, domain: "c.example" }, off]), doc, "domains[0].domain");
r.unclear("a domain in other case", list([{ ...on, domain: "A.example" }, off]), doc, "domains[0].domain");
r.unclear(
  "another domain that is disabled is not simply stricter",
  list([{ domain: "c.example", disabled: true }, off]),
  doc,
  "domains[0].disabled",
);
r.unclear("the same rules in another order", list([off, on]), doc, "domains");
r.unclear(
  "one more rule behind",
  list([on, off, { domain: "c.example", disabled: true }]),
  doc,
  "domains[2]",
);
r.unclear(
  "one more rule in front",
  list([{ domain: "c.example", disabled: true }, on, off]),
  doc,
  "domains[2]",
);
r.unclear("a rule fewer", list([on]), doc, "domains[1]");
r.unclear("a rule twice", list([on, on, off]), doc, "domains[1].domain");
r.unclear("rules where none are declared", doc, list([]), "domains[0]");

r.matches("arrayWith of the first rule", doc, list(Match.arrayWith([on])));
r.unclear(
  "arrayWith of a rule that is not the first",
  doc,
  list(Match.arrayWith([off])),
  "domains[0].domain",
);
r.matches("arrayWith of all rules", doc, list(Match.arrayWith([on, off])));
r.unclear(
  "arrayWith of the rules in another order",
  doc,
  list(Match.arrayWith([off, on])),
  "domains[0].domain",
);
r.unclear(
  "arrayWith of more rules than there are",
  list([on]),
  list(Match.arrayWith([on, off])),
  "domains[1]",
);
r.matches(
  "arrayWith takes a literal for part of a rule",
  doc,
  list(Match.arrayWith([{ domain: "a.example" }])),
);
r.matches("anyOrder", doc, list(Match.anyOrder([off, on])));
r.unclear("anyOrder of fewer", doc, list(Match.anyOrder([off])), "domains[0]");
r.unclear(
  "anyOrder counts what is there twice",
  list([on, on]),
  list(Match.anyOrder([on, off])),
  "domains[1]",
);
r.matches("arrayEquals in order", doc, list(Match.arrayEquals([on, off])));
r.unclear("arrayEquals in another order", doc, list(Match.arrayEquals([off, on])), "domains");
r.unclear(
  "arrayEquals with an unknown key in live",
  list([{ ...on, note: "x" }, off]),
  list(Match.arrayEquals([on, off])),
  "domains[0].note",
);
r.unclear(
  "arrayEquals with a part of a rule",
  doc,
  list(Match.arrayEquals([{ domain: "a.example" }, off])),
  "domains[0].disabled",
);
r.matches("exact of a rule in a list", doc, list([Match.exact(on), off]));
r.matches("eachLike a domain", doc, list(Match.eachLike({ domain: Match.stringLikeRegexp("[.]example$") })));
r.unclear(
  "eachLike enabled, whatever the domain",
  doc,
  list(Match.eachLike({ disabled: false })),
  "domains[1].disabled",
);
r.unchecked("eachLike over nothing", list([]), list(Match.eachLike({ disabled: false })), "domains");
r.matches(
  "a pattern for a domain",
  doc,
  list([{ domain: Match.stringLikeRegexp("^a[.]"), disabled: false }, off]),
);
r.unclear(
  "a pattern for a domain that is not found",
  doc,
  list([{ domain: Match.stringLikeRegexp("^x[.]"), disabled: false }, off]),
  "domains[0].domain",
);
r.matches("not these rules", doc, list(Match.not([off, on])));
r.unclear("no such rule, and it is the last one", doc, list(Match.not(Match.arrayWith([off]))), "domains");
r.unclear(
  "no such rules, and they stand in another order",
  doc,
  list(Match.not(Match.arrayWith([off, on]))),
  "domains",
);
r.matches("no such rule", doc, list(Match.not(Match.arrayWith([{ domain: "z.example", disabled: false }]))));
r.unclear("not these very rules", doc, list(Match.not([on, off])), "domains");
r.matches("one of two rules", doc, list([Match.oneOf(off, on), off]));
r.unchecked(
  "what is not in the answer, though the rules would agree in another order",
  list([{ domain: "a.example" }, off]),
  list([{ disabled: true }, { domain: Match.anyValue() }]),
  "domains[0].disabled",
);
r.matches("exact of the document", doc, Match.exact(doc));

export const domain = r.rows;
