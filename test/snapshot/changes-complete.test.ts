import { endpoints } from "../../lib/settings/endpoints/endpoints";
import type { Json } from "../../lib/settings/model/json";
import { withoutBookkeeping } from "../../lib/snapshot/bookkeeping";
import { formatJson } from "../../lib/snapshot/json-text";
import { toStoredForm } from "../../lib/snapshot/stored-form";
import * as fc from "../fast-check.js";
import { changes, document } from "./documents";

const word = fc.constantFrom("a", "b", "c");
const rule = fc.record(
  {
    selector: word,
    type: fc.constantFrom("BLOCK_MASK", "BLOCK_SCRUB", "BLOCK_EXCLUDE"),
    scope: fc.constantFrom("ALL_SESSIONS", "LIVE_SESSIONS", "LIVE_SESSIONS_ONLY"),
    consent: fc.boolean(),
    exceptionSelectors: fc.array(word, { maxLength: 2 }),
    lastUpdated: word,
    odd: fc.nat(1),
  },
  { requiredKeys: ["selector", "scope"] },
);
const privacy = fc.record(
  {
    elementBlocks: fc.array(rule, { maxLength: 4 }),
    ajaxWatches: fc.array(fc.record({ urlRegex: word, recordReq: word }), { maxLength: 3 }),
    discardIpAddresses: fc.boolean(),
    brandNew: fc.nat(1),
  },
  { requiredKeys: ["discardIpAddresses"] },
);
const domain = fc.record({
  domains: fc.array(fc.record({ domain: word, disabled: fc.boolean() }), { maxLength: 4 }),
});

/** Everything that two documents may differ in, as one text: rules as a set. */
function essence(name: "privacy" | "domain", body: object): string {
  const field = endpoints[name].document;
  const form = withoutBookkeeping(field, toStoredForm({ document: field }, document(name, body))) as {
    elementBlocks?: Json[];
  };
  const blocks =
    form.elementBlocks && [...new Set(form.elementBlocks.map((item) => formatJson(item)))].sort();
  return formatJson({ ...form, ...(blocks === undefined ? {} : { elementBlocks: blocks }) } as Json);
}

describe("changes between any two documents", () => {
  test.each([
    ["privacy", privacy],
    ["domain", domain],
  ] as const)("are none exactly when the %s settings are the same", (name, bodies) => {
    fc.assert(
      fc.property(bodies, bodies, (before, after) => {
        const found = changes(name, before, after).map(({ path }) => path);
        expect(found.length === 0).toBe(essence(name, before) === essence(name, after));
        expect(changes(name, before, JSON.parse(JSON.stringify(before)))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
