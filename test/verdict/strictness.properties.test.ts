import { compareDocument } from "../../lib/settings/compare/compare.js";
import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { writeDeclaration } from "../../lib/settings/declare/json-form.js";
import { readDeclaration } from "../../lib/settings/declare/json-reader.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import * as fc from "../fast-check.js";
import { declarations } from "../settings/generated-declarations.js";
import { counter, runs } from "../settings/laws.js";
import { Chance } from "./chance.js";
import { nearTo } from "./near-declarations.js";
import { allChanges } from "./strictness-rows.js";
import { altered, witness } from "./witness.js";

const count = counter("strictness");
const DOCUMENTS = 12;

/** Declarations near to one another, the later made from the earlier by one to three changes. */
function nearPair(name: EndpointName, old: ObjectNode, chance: Chance): ObjectNode | undefined {
  const { document } = endpoints[name];
  let json: unknown = writeDeclaration(document, old);
  for (let changes = 1 + chance.below(3); changes > 0; changes--) json = nearTo(json, chance);
  return readDeclaration(document, json).node;
}

/** Findings of every live document that was made for one declaration, compared with both. */
function* trials(name: EndpointName, old: ObjectNode, now: ObjectNode, chance: Chance) {
  const endpoint = endpoints[name];
  for (let tries = 0; tries < DOCUMENTS; tries++) {
    let body = witness(endpoint.document, chance.once(4) ? old : now, chance);
    if (chance.once(2)) body = altered(endpoint.document, body, "", chance) as typeof body;
    const decoded = decodeDocument(name, body);
    if (!decoded.ok) continue;
    const [before, after] = [old, now].map((node) => compareDocument(endpoint, decoded.value, node));
    if (before === undefined || after === undefined) continue;
    if (after.problems.length > 0 || after.fields.some(({ result }) => result !== "matches")) continue;
    count("passing documents");
    yield { body, findings: before.fields.flatMap(({ findings }) => findings), problems: before.problems };
  }
}

const cases = fc.tuple(declarations, fc.integer());

test("where nothing is reported, no document passes the later declaration and fails the earlier one", () => {
  fc.assert(
    fc.property(cases, ([[name, old], seed]) => {
      const chance = new Chance(seed);
      const now = nearPair(name, old, chance);
      if (now === undefined) return;
      const changes = allChanges(name, old, now);
      if (changes.some(({ tighter }) => !tighter)) {
        count("reported");
        return;
      }
      count(changes.length === 0 ? "as strict" : "only tighter");
      for (const { body, findings, problems } of trials(name, old, now, chance)) {
        const weaker = findings.filter(({ direction }) => changes.length === 0 || direction !== "tightened");
        const [before, after] = [old, now].map((node) =>
          JSON.stringify(writeDeclaration(endpoints[name].document, node)),
        );
        const seen = { before, after, body: JSON.stringify(body) };
        expect({ ...seen, problems, weaker }).toEqual({ ...seen, problems: [], weaker: [] });
      }
    }),
    runs(800),
  );
});

test("a declaration is as strict as itself", () => {
  fc.assert(
    fc.property(declarations, ([name, node]) => {
      const { document } = endpoints[name];
      const again = readDeclaration(document, writeDeclaration(document, node)).node;
      expect(again && allChanges(name, node, again)).toEqual([]);
    }),
    runs(500),
  );
});
