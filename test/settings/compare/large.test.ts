import { compareDocument } from "../../../lib/settings/compare/compare.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { decodeHistoryPage } from "../../../lib/settings/decode/history-page.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import { compared, decoded, normalized } from "../support.js";
import { answered } from "../verdicts/element-blocks.js";

/** More than fit an argument list or a stack. `npm run mutation` leaves this file out: it takes seconds. */
describe("Very large settings", () => {
  const many = Array.from({ length: 150_000 }, (_, index) => `10.${index}`);

  it("do not overflow the stack where all of them differ", () => {
    const blocks = { elementBlocks: [{ ...answered, exceptionSelectors: many }] };
    const declared = { elementBlocks: [{ selector: ".tax-id", type: "BLOCK_EXCLUDE" }] };
    const findings = (of: ReturnType<typeof compared>) => of.fields.flatMap((field) => field.findings);
    expect(findings(compared("blocking", { blockedIps: many }, { blockedIps: [] }))).toHaveLength(
      many.length,
    );
    expect(findings(compared("privacy", blocks, declared))).toHaveLength(many.length);
  });

  it("are not gone through once more for each declared item when there were enough trials", () => {
    const addresses = (first: number) =>
      Array.from({ length: 4_000 }, (_, i) => `10.${first}.${i >> 8}.${i & 255}`);
    const readsOf = (declared: unknown): number => {
      let reads = 0;
      const get = (list: object, key: PropertyKey): unknown => {
        reads += 1;
        return Reflect.get(list, key);
      };
      const live = { blockedIps: new Proxy(addresses(1), { get }) };
      compareDocument(endpoints.blocking, live, normalized("blocking", { blockedIps: declared }));
      return reads;
    };
    // A million pairs are tried, of sixteen.
    expect(readsOf(addresses(2))).toBeLessThan(4_000_000);
    expect(readsOf(Match.not(addresses(2)))).toBeLessThan(4_000_000);
  });

  it("do not overflow where none of their keys is known", () => {
    const unknown = Object.fromEntries(many.map((name) => [name, 1]));
    expect(decoded("blocking", { ...unknown, blockedIps: many })).toHaveProperty("blockedIps", many);
  });

  it("do not overflow where more versions have faults than fit an argument list", () => {
    const page = decodeHistoryPage("geo", {
      versions: Array.from({ length: 130_000 }, () => ({ x: 1, metadata: {} })),
    });
    expect(page.ok && page.unknownKeys).toHaveLength(130_000);
  });
});
