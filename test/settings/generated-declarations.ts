import { normalizeDeclaration } from "../../lib/settings/declare/declaration.js";
import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { Match } from "../../lib/settings/declare/match.js";
import { endpointNames, endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import type { Field, ObjectField } from "../../lib/settings/model/field.js";
import * as fc from "../fast-check.js";

/** Few words for each field, so that what is declared and what is live often meet. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  selector: [".a", ".b", ".b, .a", ".a ,.b"],
  exceptionSelectors: [".x", ".x, .y", ".y,.x", "b"],
  urlRegex: ["/x", "/y"],
  domain: ["a.example", "b.example"],
  type: ["BLOCK_EXCLUDE", "BLOCK_MASK", "BLOCK_SCRUB", "BLOCK_UNMASK", "BLOCK_RECORD", "BLOCK_NEW"],
  scope: [
    "ALL_SESSIONS",
    "LIVE_SESSIONS_ONLY",
    "LIVE_SESSIONS",
    "PREVIEW_SESSIONS_ONLY",
    "NO_SESSIONS",
    "NEW",
  ],
  recordReq: ["ELIDE", "WHITELIST", "RECORD", "HASH"],
  recordRsp: ["ELIDE", "WHITELIST", "RECORD", "HASH"],
  recordGeoMode: ["GEO_ALL", "GEO_ALLOW_LIST", "GEO_BLOCK_LIST", "GEO_NEW"],
  defaultPrivacyMode: ["PRIVACY_MODE_OFF", "PRIVACY_MODE_MASK_BODY", "PRIVACY_MODE_MASK_DEFAULT"],
  editable: ["EDITABLE_ANY", "EDITABLE_DESCRIPTION_ONLY"],
  recordGeoZones: ["US", "CA", "DE"],
  blockedIps: ["10.0.0.1", "10.0.0.*", "10.0.0.0/24"],
};
const PATTERNS = ["^a", "b$", "ALL", "MASK", "^$", ".", ", ", "/24"];

const open = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("a", "b", 0, 1, true, null, "${x}", 'q"\n'),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("object"),
  ),
  object: fc.dictionary(
    fc.constantFrom("a", "b", "not", "one_of", "objectLike", "items", "item", "with_matchers", "__proto__"),
    tie("value"),
    { minKeys: 1, maxKeys: 2 },
  ),
}));

/** A declaration of one kind of document, matchers nested anywhere; not every one of them is accepted. */
export function declarationsOf(document: ObjectField): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: objectOf(document, 4) },
    { weight: 1, arbitrary: objectOf(document, 3).map((each) => Match.objectLike(each)) },
    { weight: 1, arbitrary: objectOf(document, 3).map((each) => Match.exact(each)) },
  );
}

/** Declarations that are accepted, spelled out. */
export const declarations: fc.Arbitrary<readonly [EndpointName, ObjectNode]> = fc
  .constantFrom(...endpointNames)
  .chain((name) => nodesOf(name).map((node) => [name, node] as const));

export function nodesOf(name: EndpointName): fc.Arbitrary<ObjectNode> {
  const { document } = endpoints[name];
  return declarationsOf(document)
    .map((declared) => normalizeDeclaration(document, declared).node)
    .filter((node) => node !== undefined);
}

function objectOf(field: ObjectField, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const { fields, required = [], companions = [] } = field;
  const entries = Object.entries(fields).filter(([, each]) => each.bookkeeping !== true);
  const model = Object.fromEntries(entries.map(([key, each]) => [key, partOf(each, key, depth - 1)]));
  return fc.record(model, { requiredKeys: [...required] }).map((declared) => {
    const complete = { ...declared };
    for (const { field: has, needs } of companions)
      if (Object.hasOwn(complete, has) && !Object.hasOwn(complete, needs)) complete[needs] = Match.anyValue();
    return complete;
  });
}

function partOf(field: Field, key: string, depth: number): fc.Arbitrary<unknown> {
  const literal = literalOf(field, key, depth);
  if (depth <= 0) return literal;
  const again = partOf(field, key, depth - 2);
  return fc.oneof(
    { weight: 12, arbitrary: literal },
    { weight: 1, arbitrary: fc.constantFrom(Match.anyValue(), Match.absent(), null) },
    {
      weight: 1,
      arbitrary: fc.array(again, { minLength: 1, maxLength: 3 }).map((all) => Match.oneOf(...all)),
    },
    { weight: 1, arbitrary: again.map((each) => Match.not(each)) },
    { weight: 1, arbitrary: again.map((each) => Match.exact(each)) },
    { weight: 6, arbitrary: matcherOf(field, key, depth) },
  );
}

function literalOf(field: Field, key: string, depth: number): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: 0, max: 2 });
    case "text":
    case "enum":
      return fc.constantFrom(...(WORDS[key] ?? ["a", "b", ""]));
    case "json":
      return open.object;
    case "list": {
      const items = fc.array(partOf(field.item, key, depth - 1), { maxLength: 3 });
      return field.orObject ? fc.oneof(items, open.object) : items;
    }
    case "object":
      return objectOf(field, depth);
  }
}

function matcherOf(field: Field, key: string, depth: number): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "text":
    case "enum":
      return fc.constantFrom(...PATTERNS).map((source) => Match.stringLikeRegexp(source));
    case "json":
      return fc.oneof(
        fc.dictionary(fc.constantFrom("a", "not", "with_matchers"), partOf(field, key, depth - 2)),
        fc.dictionary(fc.constantFrom("a", "b"), open.value).map((each) => Match.objectLike(each)),
        fc.dictionary(fc.constantFrom("a", "b"), open.value).map((each) => Match.objectEquals(each)),
        fc.array(open.value, { minLength: 1, maxLength: 2 }).map((each) => Match.arrayWith(each)),
        open.value.map((each) => Match.eachLike(each)),
      );
    case "list": {
      const items = fc.array(partOf(field.item, key, depth - 1), { minLength: 1, maxLength: 3 });
      return fc.oneof(
        ...(field.orObject ? [matcherOf(field.item, key, depth)] : []),
        fc.tuple(items, fc.boolean()).map(([all, allowUnmask]) => Match.arrayWith(all, { allowUnmask })),
        items.map((all) => Match.anyOrder(all)),
        items.map((all) => Match.arrayEquals(all)),
        items.map((all) => Match.exact(Match.anyOrder(all))),
        fc
          .tuple(partOf(field.item, key, depth - 1), fc.boolean())
          .map(([each, allowEmpty]) => Match.eachLike(each, { allowEmpty })),
      );
    }
    case "object":
      return fc.oneof(
        objectOf(field, depth).map((each) => Match.objectLike(each)),
        objectOf({ ...field, required: [] }, depth).map((each) => Match.objectLike(each)),
        objectOf(field, depth).map((each) => Match.exact(each)),
        objectOf(field, depth).map((each) => Match.objectEquals(each)),
      );
    default:
      return literalOf(field, key, depth);
  }
}
