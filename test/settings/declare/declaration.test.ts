import { compareDocument } from "../../../lib/settings/compare/compare.js";
import { normalizeDeclaration, UNRESOLVED_REFERENCE } from "../../../lib/settings/declare/declaration.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import { compared, problemsOf, verdict } from "../support.js";

const holdsItself: Record<string, unknown> = {};
holdsItself["a"] = holdsItself;
holdsItself["b"] = holdsItself;
const listOfItself: unknown[] = [];
listOfItself.push(listOfItself);
const deep = (levels: number): unknown => (levels === 0 ? "x" : { a: deep(levels - 1) });
class Zones {
  recordGeoMode = "GEO_ALL";
}
class Bare {
  recordGeoMode = "GEO_ALL";
}
Object.setPrototypeOf(Bare.prototype, null);

/** The only problem of a declaration. */
function problem(name: Parameters<typeof problemsOf>[0], declared: unknown) {
  const problems = problemsOf(name, declared);
  expect(problems).toHaveLength(1);
  return problems[0];
}

describe("A declaration that could not fail, or could not be meant, is refused", () => {
  it.each<[string, unknown, string]>([
    ["undefined", undefined, "undefined cannot be compared"],
    ["NaN", Number.NaN, "NaN cannot be compared"],
    ["Infinity", Number.POSITIVE_INFINITY, "Infinity cannot be compared"],
    ["a number beyond what is read exactly", 2 ** 53, "too large to be compared exactly"],
    ["a function", () => "GEO_ALL", "a function cannot be compared"],
    ["a matcher that was not called", Match.anyValue, "a function cannot be compared"],
    ["a promise", Promise.resolve("GEO_ALL"), "an instance of Promise cannot be compared"],
    ["a class instance", new Zones(), "an instance of Zones cannot be compared"],
    ["an instance of a class without a base", new Bare(), "cannot be compared"],
    ["a Map", new Map(), "an instance of Map cannot be compared"],
    ["a Set", new Set(["GEO_ALL"]), "an instance of Set cannot be compared"],
    ["a Date", new Date(), "an instance of Date cannot be compared"],
    ["a symbol", Symbol("x"), "a symbol cannot be compared"],
    ["a bigint", 1n, "a bigint cannot be compared"],
    ["a boxed string", new String("GEO_ALL"), "an instance of String cannot be compared"],
    ["a regular expression", /GEO/, "an instance of RegExp cannot be compared"],
    ["an inherited object", Object.create({ recordGeoMode: "GEO_ALL" }), "cannot be compared"],
  ])("%s", (_title, value, message) => {
    for (const declared of [
      { recordGeoMode: value },
      { recordGeoMode: Match.exact(value) },
      { recordGeoMode: Match.not(value) },
      { recordGeoMode: Match.oneOf("GEO_ALL", value) },
    ]) {
      expect(problem("geo", declared)).toMatchObject({
        path: "recordGeoMode",
        message: expect.stringContaining(message),
      });
    }
    expect(problem("blocking", { blockedIps: ["a", value] })).toMatchObject({ path: "blockedIps[1]" });
    expect(problemsOf("targeting", { sessionTargetingRules: [{ a: [value] }] })[0]?.path).toBe(
      "sessionTargetingRules[0].a[0]",
    );
  });

  it("a hole in a list", () => {
    const sparse = ["a"];
    sparse[2] = "c";
    expect(problem("blocking", { blockedIps: sparse })).toMatchObject({ path: "blockedIps[1]" });
    expect(problem("blocking", { blockedIps: Match.arrayWith(sparse) })).toMatchObject({
      path: "blockedIps[1]",
    });
  });

  it("null as an item, which never is one and so would always satisfy not", () => {
    expect(problem("blocking", { blockedIps: Match.not(Match.arrayWith([null])) })).toMatchObject({
      path: "blockedIps[0]",
    });
  });

  it.each<[string, unknown, string]>([
    ["an empty declaration", {}, ""],
    ["an empty item", { elementBlocks: [{}] }, "elementBlocks[0]"],
    ["an empty part of the metadata", { metadata: {} }, "metadata"],
    ["empty open JSON", { elementRuleGroups: {} }, "elementRuleGroups"],
    ["objectLike({})", Match.objectLike({}), ""],
    ["objectLike({}) as an item", { elementBlocks: [Match.objectLike({})] }, "elementBlocks[0]"],
    ["eachLike({})", { elementBlocks: Match.eachLike({}) }, "elementBlocks[]"],
    ["not({})", { elementBlocks: [Match.not({})] }, "elementBlocks[0]"],
    ["arrayWith([])", { elementBlocks: Match.arrayWith([]) }, "elementBlocks"],
    ["oneOf()", { defaultPrivacyMode: Match.oneOf() }, "defaultPrivacyMode"],
    ["oneOf([])", { defaultPrivacyMode: Match.oneOf([]) }, "defaultPrivacyMode"],
  ])("%s", (_title, declared, path) => {
    expect(problemsOf("privacy", declared)[0]?.path).toBe(path);
  });

  it.each([
    undefined,
    null,
    [],
    "x",
    1,
    Match.anyValue(),
    Match.absent(),
    Match.not({ recordGeoMode: "GEO_ALL" }),
    Match.oneOf({ recordGeoMode: "GEO_ALL" }),
  ])("%p in place of a declaration", (declared) => {
    expect(problemsOf("geo", declared)).toHaveLength(1);
  });

  it.each<[Parameters<typeof problemsOf>[0], unknown, string, string]>([
    ["geo", { recordGeoMod: "GEO_ALL" }, "recordGeoMod", 'did you mean "recordGeoMode"?'],
    ["geo", { record_geo_mode: "GEO_ALL" }, "record_geo_mode", 'did you mean "recordGeoMode"?'],
    [
      "domain",
      { only_record_known_domains: true },
      "only_record_known_domains",
      'did you mean "onlyRecordKnownDomains"?',
    ],
    ["features", { CONSOLEWATCHER: true }, "CONSOLEWATCHER", 'did you mean "consoleWatcher"?'],
    [
      "privacy",
      { elementBlocks: [{ selector: "a", type: "b", scop: 1 }] },
      "elementBlocks[0].scop",
      'did you mean "scope"?',
    ],
    [
      "privacy",
      { elementBlocks: [Match.exact({ selectr: "a" })] },
      "elementBlocks[0].selectr",
      'did you mean "selector"?',
    ],
    [
      "privacy",
      { ajaxWatches: [Match.objectLike({ recordRes: "ELIDE" })] },
      "ajaxWatches[0].recordRes",
      'did you mean "recordRsp"?',
    ],
    [
      "blocking",
      { metadata: { by: "x" } },
      "metadata.by",
      "known are lastUpdated, lastUpdatedBy, created, createdBy",
    ],
    ["geo", JSON.parse('{"__proto__":1}'), "__proto__", "is not a setting"],
    ["geo", { constructor: 1 }, "constructor", "is not a setting"],
    ["geo", { toString: "x" }, "toString", "is not a setting"],
  ])("an unknown key: %s %j", (name, declared, path, message) => {
    expect(problem(name, declared)).toMatchObject({ path, message: expect.stringContaining(message) });
  });

  it("a pattern that is wrong, quoted only where its texts may be shown", () => {
    const declared = Match.arrayWith([Match.stringLikeRegexp("(cust-0011")]);
    const messages = [{ blockedUas: declared }, { blockedIps: declared }, { blockedAppIds: declared }].map(
      (each) => problemsOf("blocking", each).map(({ message }) => message),
    );
    const wrong = "the pattern is not valid RE2: error parsing regexp: missing closing ):";
    const hidden = [`${wrong} it is not shown here`];
    expect(messages).toEqual([[`${wrong} \`(cust-0011\``], hidden, hidden]);
  });

  it("a symbol as a key", () => {
    expect(problem("geo", { recordGeoMode: "GEO_ALL", [Symbol("x")]: 1 })?.message).toContain("symbol");
  });

  it("an object or a list that holds itself, at once and not after trying all its paths", () => {
    expect(problemsOf("targeting", { sessionTargetingRules: [holdsItself] })).toMatchObject([
      { path: "sessionTargetingRules[0].a", message: "holds itself" },
      { path: "sessionTargetingRules[0].b", message: "holds itself" },
    ]);
    expect(problemsOf("targeting", { sessionTargetingRules: listOfItself })).not.toEqual([]);
  });

  it("but not one that is used twice", () => {
    const shared = { operator: "EQ" };
    expect(problemsOf("targeting", { sessionTargetingRules: [shared, { a: shared }] })).toEqual([]);
  });

  it("open JSON that is nested deeper than any answer is read", () => {
    expect(problemsOf("targeting", { sessionTargetingRules: [deep(64)] })).toEqual([]);
    expect(problemsOf("targeting", { sessionTargetingRules: [deep(200)] })[0]?.message).toContain(
      "nested deeper",
    );
  });
});

describe("A declared field needs its companion beside it", () => {
  const rule = { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" };

  it.each<[Parameters<typeof problemsOf>[0], Record<string, unknown>, string, string, string]>([
    [
      "geo",
      { recordGeoZones: ["US"] },
      "recordGeoMode",
      "recordGeoZones",
      'recordGeoMode: "GEO_ALLOW_LIST",',
    ],
    ["domain", { domains: [] }, "onlyRecordKnownDomains", "domains", "onlyRecordKnownDomains: true,"],
  ])("%s %j needs %s", (name, declared, needs, path, line) => {
    for (const given of [declared, Match.objectLike(declared), Match.exact(declared)]) {
      expect(problem(name, given)).toMatchObject({
        path,
        message: expect.stringContaining(`add \`${line}\``),
      });
    }
    expect(problem(name, declared)?.message).toContain(`${needs}: Match.anyValue(),`);
    expect(problemsOf(name, { ...declared, [needs]: Match.anyValue() })).toEqual([]);
  });

  it.each([
    ["recordReq", "whitelistReq"],
    ["recordRsp", "whitelistRsp"],
  ])("%s WHITELIST needs %s", (mode, list) => {
    for (const value of ["WHITELIST", Match.exact("WHITELIST"), Match.oneOf("ELIDE", "WHITELIST")]) {
      const declared = { ...rule, [mode]: value };
      expect(problem("privacy", { ajaxWatches: [declared] })).toMatchObject({
        path: `ajaxWatches[0].${mode}`,
        message: expect.stringContaining(`add \`${list}: "...",\``),
      });
      expect(problemsOf("privacy", { ajaxWatches: Match.eachLike({ [mode]: value }) })).toHaveLength(1);
      expect(problemsOf("privacy", { ajaxWatches: [{ ...declared, [list]: Match.anyValue() }] })).toEqual([]);
      expect(problemsOf("privacy", { ajaxWatches: [{ ...declared, [list]: "a" }] })).toEqual([]);
    }
    expect(problemsOf("privacy", { ajaxWatches: [{ ...rule, [mode]: "RECORD" }] })).toEqual([]);
  });
});

describe("A plain rule must say what it is about", () => {
  it.each([
    [{ type: "BLOCK_MASK" }, "a rule must declare selector;"],
    [{ selector: ".a" }, "a rule must declare type;"],
    [{ consent: false }, "a rule must declare selector and type;"],
  ])("%j", (rule, message) => {
    for (const elementBlocks of [
      [rule],
      Match.arrayWith([rule]),
      Match.anyOrder([rule]),
      Match.not([rule]),
      [Match.oneOf(rule)],
    ]) {
      expect(problem("privacy", { elementBlocks })?.message).toContain(message);
    }
    expect(problemsOf("privacy", { elementBlocks: [Match.objectLike(rule)] })).toEqual([]);
    expect(problemsOf("privacy", { elementBlocks: Match.eachLike(rule) })).toEqual([]);
    expect(problemsOf("privacy", { elementBlocks: [Match.exact(rule)] })).toEqual([]);
  });

  it.each([
    [{ recordReq: "ELIDE", recordRsp: "ELIDE" }, "urlRegex"],
    [{ urlRegex: "/a", recordRsp: "ELIDE" }, "recordReq"],
    [{ urlRegex: "/a", recordReq: "ELIDE" }, "recordRsp"],
    [{ urlRegex: "/a" }, "recordReq and recordRsp"],
  ])("%j lacks %s", (watch, missing) => {
    expect(problem("privacy", { ajaxWatches: [watch] })?.message).toContain(
      `a rule must declare ${missing};`,
    );
    expect(problemsOf("privacy", { ajaxWatches: [Match.objectLike(watch)] })).toEqual([]);
  });
});

describe("A value or matcher of the wrong kind is refused", () => {
  it.each<[string, unknown, string]>([
    ["a text for a switch", { discardIpAddresses: "true" }, "expected true or false, found a string"],
    ["a number for a switch", { discardIpAddresses: 1 }, "expected true or false, found a number"],
    ["a switch for a word", { defaultPrivacyMode: true }, "expected a string, found a boolean"],
    ["a text for a list", { elementBlocks: ".a" }, "expected a list, found a string"],
    ["an object for a list", { elementBlocks: { selector: ".a" } }, "expected a list, found an object"],
    ["a list for a word", { defaultPrivacyMode: ["PRIVACY_MODE_OFF"] }, "expected a string, found a list"],
    ["a list for an object", { metadata: [] }, "expected an object, found a list"],
    ["a text for an item", { elementBlocks: [".a"] }, "expected an object, found a string"],
    [
      "a fraction for a group",
      { elementBlocks: [Match.objectLike({ groupId: 1.5 })] },
      "expected a whole number, found a number",
    ],
    [
      "objectLike on a word",
      { defaultPrivacyMode: Match.objectLike({ a: 1 }) },
      "expected a string, found an object",
    ],
    [
      "objectLike on a list",
      { elementBlocks: Match.objectLike({ a: 1 }) },
      "expected a list, found an object",
    ],
    ["objectLike of a list", { metadata: Match.objectLike([] as never) }, "Match.objectLike takes an object"],
    [
      "objectEquals of a text",
      { metadata: Match.objectEquals("x" as never) },
      "Match.objectEquals takes an object",
    ],
    [
      "arrayWith on a word",
      { defaultPrivacyMode: Match.arrayWith(["x"]) },
      "Match.arrayWith needs a list field",
    ],
    [
      "allowUnmask where nothing unmasks",
      { ajaxWatches: Match.arrayWith([{}], { allowUnmask: true }) },
      "allowUnmask has a meaning only on elementBlocks",
    ],
    ["arrayWith of a text", { elementBlocks: Match.arrayWith("x" as never) }, "Match.arrayWith takes a list"],
    ["arrayEquals on an object", { metadata: Match.arrayEquals([]) }, "Match.arrayEquals needs a list field"],
    [
      "anyOrder of nothing",
      { ajaxWatches: Match.anyOrder(undefined as never) },
      "Match.anyOrder takes a list",
    ],
    ["eachLike on a word", { defaultPrivacyMode: Match.eachLike("x") }, "Match.eachLike needs a list field"],
    ["a pattern on a switch", { discardIpAddresses: Match.stringLikeRegexp("true") }, "needs a text field"],
    ["a pattern on a list", { elementBlocks: Match.stringLikeRegexp("x") }, "use it on the items of a list"],
    [
      "a regular expression for a pattern",
      { defaultPrivacyMode: Match.stringLikeRegexp(/x/ as never) },
      "takes the pattern as a string",
    ],
    [
      "an invalid pattern",
      { defaultPrivacyMode: Match.stringLikeRegexp("(") },
      "the pattern is not valid RE2",
    ],
    ["look-around", { defaultPrivacyMode: Match.stringLikeRegexp("(?=x)") }, "look-around"],
  ])("%s", (_title, declared, message) => {
    expect(problem("privacy", declared)?.message).toContain(message);
  });

  it("such as one made by another copy of this package, which is not mistaken for an object", () => {
    jest.isolateModules(() => {
      const other =
        require("../../../lib/settings/declare/match.js") as typeof import("../../../lib/settings/declare/match.js");
      expect(problem("geo", { recordGeoMode: other.Match.anyValue() })?.message).toContain(
        "an instance of Matcher",
      );
    });
  });
});

describe("All problems of one declaration are reported together", () => {
  it("with their paths, in the order in which they were written", () => {
    const problems = problemsOf("privacy", {
      elementBlocks: [{ selector: ".a" }, { selector: undefined, type: "BLOCK_MASK", scop: "x" }, {}],
      ajaxWatches: [{ urlRegex: "(", recordReq: "WHITELIST", recordRsp: Match.stringLikeRegexp("(") }],
      discardIpAddresses: Number.NaN,
      defaultPrivacyMod: "x",
    });
    expect(problems.map(({ path }) => path)).toEqual([
      "elementBlocks[0]",
      "elementBlocks[1].selector",
      "elementBlocks[1].scop",
      "elementBlocks[2]",
      "ajaxWatches[0].recordRsp",
      "ajaxWatches[0].recordReq",
      "discardIpAddresses",
      "defaultPrivacyMod",
    ]);
  });
});

describe("An unresolved Terraform reference", () => {
  const TOKEN = "${TfToken[TOKEN.0]}";
  const NUMBER_TOKEN = -1.8881545897087505e289;
  const options = {
    reference: (value: unknown) => {
      if (value === TOKEN) return "text" as const;
      if (value === NUMBER_TOKEN) return "other" as const;
      return Array.isArray(value) && value[0] === "#{TfToken[TOKEN.1]}" ? ("other" as const) : undefined;
    },
  };
  const problems = (name: "blocking" | "targeting" | "geo", declared: unknown) =>
    normalizeDeclaration(endpoints[name].document, declared, options).problems;

  it("that is a list is refused when it is declared", () => {
    expect(problems("blocking", { blockedIps: ["#{TfToken[TOKEN.1]}"] })).toMatchObject([
      { path: "blockedIps" },
    ]);
  });

  it("that is a number is refused as a reference, and not as a number that is too large", () => {
    expect(problems("targeting", { sessionTargetingRules: [{ a: NUMBER_TOKEN }] })).toEqual([
      { path: "sessionTargetingRules[0].a", message: UNRESOLVED_REFERENCE },
    ]);
  });

  it("inside a pattern or as a key of open JSON is refused when it is declared", () => {
    expect(problems("geo", { recordGeoMode: Match.not(Match.stringLikeRegexp(TOKEN)) })).toHaveLength(1);
    expect(problems("targeting", { sessionTargetingRules: [{ [TOKEN]: 1 }] })).toHaveLength(1);
  });

  it.each<[string, unknown, string]>([
    ["as an item", { blockedIps: [TOKEN] }, "blockedIps[0]"],
    ["under not", { blockedIps: [Match.not(TOKEN)] }, "blockedIps[0]"],
    ["in arrayWith", { blockedIps: Match.arrayWith([TOKEN]) }, "blockedIps[0]"],
    ["in oneOf", { blockedIps: [Match.oneOf("x", TOKEN)] }, "blockedIps[0]"],
    ["in eachLike", { blockedIps: Match.eachLike(TOKEN) }, "blockedIps"],
    ["in an object", { metadata: { createdBy: TOKEN } }, "metadata.createdBy"],
  ])("%s is a problem of the comparison, unless live says it word for word", (_title, declared, path) => {
    const { node } = normalizeDeclaration(endpoints.blocking.document, declared, options);
    if (node === undefined) throw new Error("not normalized");
    expect(compareDocument(endpoints.blocking, { blockedIps: ["x"] }, node).problems).toMatchObject([
      { path },
    ]);
    expect(compareDocument(endpoints.blocking, { blockedIps: [TOKEN] }, node).problems).toEqual([]);
  });

  it("is looked for in all that is live, also beside null", () => {
    const declared = { sessionTargetingRules: [{ a: TOKEN }] };
    const { node } = normalizeDeclaration(endpoints.targeting.document, declared, options);
    if (node === undefined) throw new Error("not normalized");
    const problemsBeside = (a: unknown) =>
      compareDocument(endpoints.targeting, { metadata: null, sessionTargetingRules: [{ b: null, a }] }, node)
        .problems;
    expect(problemsBeside(null)).toMatchObject([{ path: "sessionTargetingRules[0].a" }]);
    expect(problemsBeside(TOKEN)).toEqual([]);
  });
});

describe("A word that nobody documents", () => {
  it("is suggested the documented one when it differs", () => {
    const { fields } = compared("geo", { recordGeoMode: "GEO_ALL" }, { recordGeoMode: "GEO_ALLOW_LISTS" });
    expect(fields[0]?.findings[0]?.note).toContain(
      '"GEO_ALLOW_LISTS" is not a documented value; did you mean "GEO_ALLOW_LIST"?',
    );
  });

  it("may be declared, because all enums are open", () => {
    expect(verdict("geo", { recordGeoMode: "GEO_NEW" }, { recordGeoMode: "GEO_NEW" })).toBe("matches");
  });
});
