import { decodeHistoryPage } from "../../../lib/settings/decode/history-page.js";
import { compared, decoded } from "../support.js";
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
