import { normalizeDeclaration } from "../../lib/settings/declare/declaration.js";
import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { Match } from "../../lib/settings/declare/match.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpoints, type SettingsDocument } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";

/** Everything that one place may be declared as, and everything that may be live there. */
export interface Space {
  readonly endpoint: EndpointName;
  readonly declared: readonly unknown[];
  readonly live: readonly unknown[];
  /** A document with something in the one place. */
  readonly at: (value: unknown) => object;
  /** The same of a declaration, where it is another. */
  readonly declaredAt?: (value: unknown) => object;
}

const pairsOf = <T>(all: readonly T[]) => all.flatMap((a) => all.map((b): readonly [T, T] => [a, b]));
const distinctPairs = <T>(all: readonly T[]) => pairsOf(all).filter(([a, b]) => a !== b);

/** Declarations of a scalar: literals, patterns and what is made of them. */
function scalars(literals: readonly unknown[], patterns: readonly string[] = []): readonly unknown[] {
  const simple = [...literals, ...patterns.map((each) => Match.stringLikeRegexp(each))];
  const either = distinctPairs(literals).map((pair) => Match.oneOf(...pair));
  const all = [...simple, ...either, null, Match.anyValue(), Match.absent()];
  const negated = all.map((each) => Match.not(each));
  return [
    ...all,
    ...negated,
    ...negated.map((each) => Match.oneOf(literals[0], each)),
    Match.not(negated[0]),
  ];
}

/** Declarations of a list of a few items. */
function lists(items: readonly unknown[], unmask = false): readonly unknown[] {
  const some = [...items.map((each) => [each]), ...pairsOf(items)];
  const made = some.flatMap((each) => [
    each,
    Match.arrayWith(each),
    Match.anyOrder(each),
    Match.arrayEquals(each),
    ...(unmask ? [Match.arrayWith(each, { allowUnmask: true })] : []),
  ]);
  const each = items.flatMap((item) => [Match.eachLike(item), Match.eachLike(item, { allowEmpty: true })]);
  const all = [[], ...made, ...each];
  return [...all, ...all.map((one) => Match.not(one))];
}

const livesOf = (items: readonly unknown[]) => [[], ...items.map((each) => [each]), ...pairsOf(items)];

const inRules = (key: string) => (value: unknown) => ({ elementBlocks: [{ [key]: value }] });
const inEachRule = (key: string) => (value: unknown) => ({
  elementBlocks: Match.eachLike({ [key]: value }),
});
const rule = (key: string, declared: readonly unknown[], live: readonly unknown[]): Space => ({
  ...{ endpoint: "privacy", declared, live: [...live, null, undefined] },
  at: inRules(key),
  declaredAt: inEachRule(key),
});

const SCOPES = ["ALL_SESSIONS", "LIVE_SESSIONS", "PREVIEW_SESSIONS_ONLY", "NEW"];
const TYPES = ["BLOCK_EXCLUDE", "BLOCK_SCRUB", "BLOCK_UNMASK", "NEW"];
const SELECTORS = [".a", ".b", ".a, .b", ".b,.a"];
const IPS = ["10.0.0.1", "10.0.0.*", "10.0.0.0/24", "x"];
const RULES = [
  { selector: ".a", type: "BLOCK_EXCLUDE" },
  { selector: " .a", type: "BLOCK_EXCLUDE", scope: "ALL_SESSIONS" },
  { selector: ".a", type: "BLOCK_MASK", consent: Match.anyValue() },
  { selector: ".b", type: "BLOCK_UNMASK" },
  Match.objectLike({ selector: ".a", type: "BLOCK_EXCLUDE" }),
  Match.objectLike({ type: Match.not("BLOCK_UNMASK") }),
];
const answer = { selector: ".a", type: "BLOCK_EXCLUDE", scope: "ALL_SESSIONS", consent: false };
const ANSWERS = [
  answer,
  { ...answer, scope: "LIVE_SESSIONS_ONLY" },
  { ...answer, scope: "NO_SESSIONS" },
  { ...answer, type: "BLOCK_MASK", consent: true },
  { ...answer, selector: ".b", type: "BLOCK_UNMASK" },
  { ...answer, selector: ".v", editable: "EDITABLE_NONE" },
];
const WATCHES = [
  { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" },
  { urlRegex: "/a", recordReq: "RECORD", recordRsp: "ELIDE" },
  { urlRegex: "/b", recordReq: "ELIDE", recordRsp: "ELIDE" },
  { urlRegex: Match.stringLikeRegexp("/"), recordReq: "ELIDE", recordRsp: Match.anyValue() },
];

const DOMAINS = [
  { domain: "a.example", disabled: true },
  { domain: "a.example", disabled: false },
  { domain: "b.example", disabled: false },
  { domain: Match.stringLikeRegexp("example"), disabled: true },
];

const MODES = ["GEO_ALL", "GEO_ALLOW_LIST", "GEO_BLOCK_LIST", "GEO_NEW"];
const ZONES = [[], ["US"], ["US", "CA"]];
/** Whole declarations of two fields, one of which decides what the other means. */
const GEOS = [...MODES, Match.anyValue(), Match.oneOf(...MODES.slice(0, 2)), Match.not("GEO_ALL")].flatMap(
  (mode) => [
    { recordGeoMode: mode },
    ...[...ZONES, Match.arrayWith(["US"]), Match.anyValue()].map((zones) => ({
      recordGeoMode: mode,
      recordGeoZones: zones,
    })),
  ],
);
const GEO_ANSWERS = [...MODES, undefined].flatMap((recordGeoMode) =>
  ZONES.map((recordGeoZones) => ({ recordGeoMode, recordGeoZones })),
);

export const SPACES: Readonly<Record<string, Space>> = {
  scope: rule("scope", scalars(SCOPES, ["LIVE", "."]), [...SCOPES, "LIVE_SESSIONS_ONLY", "NEWER"]),
  type: rule("type", scalars(TYPES, ["BLOCK", "SCRUB"]), [...TYPES, "BLOCK_MASK", "NEWER"]),
  consent: rule("consent", scalars([true, false]), [true, false]),
  notes: rule("notes", scalars(["", "a"], ["^$"]), ["", "a", "b"]),
  selector: rule("selector", scalars(SELECTORS, [", ", "^.a$"]), [...SELECTORS, ".b , .a", ".c"]),
  "an address": {
    endpoint: "blocking",
    declared: scalars(IPS, ["/24", "^1"]),
    live: [...IPS, "10.0.*.*", "y"],
    at: (value) => ({ blockedIps: [value] }),
    declaredAt: (value) => ({ blockedIps: Match.eachLike(value) }),
  },
  "an identifier": {
    endpoint: "blocking",
    declared: scalars(["user-1", "user-2"], ["^user"]),
    live: ["user-1", "user-3"],
    at: (value) => ({ blockedAppIds: [value] }),
    declaredAt: (value) => ({ blockedAppIds: Match.eachLike(value) }),
  },
  "a person": {
    endpoint: "geo",
    declared: scalars(["a@a.example", "Bo (b@a.example)"], ["@a"]),
    live: ["a@a.example", "Bo (b@a.example)", "c", null, undefined],
    at: (lastUpdatedBy) => ({ recordGeoMode: "GEO_ALL", metadata: { lastUpdatedBy } }),
  },
  addresses: {
    endpoint: "blocking",
    declared: lists([...IPS, Match.not("x")]),
    live: livesOf([...IPS, "10.0.*.*"]),
    at: (blockedIps) => ({ blockedIps }),
  },
  zones: {
    endpoint: "geo",
    declared: lists(["US", "CA", Match.stringLikeRegexp("C")]),
    live: livesOf(["US", "CA", "DE"]),
    at: (recordGeoZones) => ({ recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones }),
  },
  "a mode with its zones": {
    endpoint: "geo",
    declared: [
      ...GEOS,
      ...GEOS.map((each) => Match.exact(each)),
      ...GEOS.map((each) => Match.objectLike(each)),
    ],
    live: GEO_ANSWERS,
    at: (value) => value as object,
  },
  rules: {
    endpoint: "privacy",
    declared: lists(RULES, true),
    live: livesOf(ANSWERS),
    at: (elementBlocks) => ({ elementBlocks }),
  },
  watches: {
    endpoint: "privacy",
    declared: lists(WATCHES),
    live: livesOf(WATCHES.slice(0, 3)),
    at: (ajaxWatches) => ({ ajaxWatches }),
  },
  domains: {
    endpoint: "domain",
    declared: lists(DOMAINS),
    live: livesOf(DOMAINS.slice(0, 3)),
    at: (domains) => ({ onlyRecordKnownDomains: true, domains }),
  },
  conditions: rule(
    "targetingConditions",
    [...lists([{ a: 1 }, { a: Match.anyValue() }]), { a: 1 }, Match.not({ a: 1 }), Match.exact({ a: 1 })],
    [...livesOf([{ a: 1 }, { a: 2, b: 1 }]), {}, { a: 1 }, { a: 1, b: 1 }],
  ),
};

/** Everything that may be declared in a space, as far as it is accepted. */
export function nodesOf({ endpoint, declared, at, declaredAt = at }: Space): readonly ObjectNode[] {
  const { document } = endpoints[endpoint];
  return declared.flatMap((value) => normalizeDeclaration(document, declaredAt(value)).node ?? []);
}

/** Every live document of a space. */
export function documentsOf({ endpoint, live, at }: Space): readonly SettingsDocument[] {
  return live.flatMap((value) => {
    const decoded = decodeDocument(endpoint, at(value));
    return decoded.ok ? [decoded.value] : [];
  });
}
