import { renderComparisonJson } from "../../src/reports/comparison/json";
import { renderComparisonMarkdown } from "../../src/reports/comparison/markdown";
import type { ComparisonReport } from "../../src/reports/comparison/model";
import { renderComparisonText } from "../../src/reports/comparison/text";
import { PLAIN, toStyle } from "../../src/reports/shared/style";
import { expectGolden } from "./golden";

const HOSTILE = "\u001b[2J::error::x\n##[group]##vso[x]`` ` |</td><img>\u202e@team";
const canonical = (value: string) => JSON.stringify(value);

const differing: ComparisonReport = {
  command: "diff",
  at: "2026-11-22T08:21:12.000Z",
  headline: "the two sides differ: 2 loosened, 1 unclear, 1 tightened",
  before: {
    name: "fullstory.snapshot.json",
    org: "o-7QLM2-na1",
    host: "api.fullstory.com",
    verifiedAt: "2026-11-20",
  },
  after: { name: "live", org: "o-7QLM2-na1", host: "api.fullstory.com" },
  documents: [
    {
      name: "privacy",
      changes: [
        {
          path: 'elementBlocks[".tax-id"].scope',
          kind: "changed",
          direction: "loosened",
          before: '"ALL_SESSIONS"',
          after: '"NO_SESSIONS"',
          dataClass: "setting",
        },
        {
          path: `elementBlocks[${canonical(HOSTILE)}]`,
          kind: "added",
          direction: "loosened",
          after: JSON.stringify({
            selector: HOSTILE,
            type: "BLOCK_UNMASK",
            exceptionSelectors: Array.from({ length: 6 }, (_, i) => `.exception-${i}`),
          }),
          dataClass: "setting",
        },
        {
          path: "ajaxWatches",
          kind: "moved",
          direction: "unclear",
          after: '["a","b"]',
          dataClass: "setting",
        },
        { path: 'elementBlocks[".tax-id"].notes', kind: "changed", dataClass: "freeText" },
      ],
    },
    {
      name: "domain.web",
      changes: [
        {
          path: "domains[0]",
          kind: "moved",
          direction: "unclear",
          from: "domains[2]",
          after: '{"disabled":false,"domain":"a.example"}',
          dataClass: "setting",
        },
      ],
    },
    {
      name: "blocking",
      changes: [
        {
          path: 'blockedAppIds["cust...11#f3db4a3e"]',
          kind: "added",
          direction: "tightened",
          dataClass: "identifier",
        },
        {
          path: 'blockedIps["10.0.0.1"]',
          kind: "removed",
          direction: "loosened",
          before: '"10.0.0.1"',
          dataClass: "address",
        },
      ],
    },
    { name: "geo", changes: [] },
    { name: "targeting", changes: [], onlyIn: "before" },
  ],
  skipped: ["features.mobile"],
  notes: ["The two sides are of different orgs."],
};

const same: ComparisonReport = {
  command: "snapshot verify",
  at: "2026-11-22T08:21:12.000Z",
  headline: "live is what the snapshot says, in 1 document",
  before: {
    name: "fullstory.snapshot.json",
    org: "o-1",
    host: "api.fullstory.com",
    verifiedAt: "2026-11-20",
  },
  after: { name: "live", org: "o-1", host: "api.fullstory.com" },
  documents: [{ name: "geo", changes: [] }],
  skipped: [],
  notes: [],
};

describe("a comparison", () => {
  test("as plain text", () => {
    expectGolden("comparison.txt", renderComparisonText(differing, PLAIN));
    expectGolden("comparison-same.txt", renderComparisonText(same, PLAIN));
    expectGolden("comparison-brief.txt", renderComparisonText(differing, PLAIN, true));
  });

  test("for a terminal has colour, and no line of more than 80 columns", () => {
    const text = renderComparisonText(differing, toStyle({ color: true, columns: 80 }));
    expectGolden("comparison-terminal.txt", text);
    for (const line of text.replace(/\u001b\[\d+m/g, "").split("\n"))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test("as JSON", () => expectGolden("comparison.json", renderComparisonJson(differing)));

  test("as Markdown", () => {
    expectGolden("comparison.md", renderComparisonMarkdown(differing));
    expectGolden("comparison-same.md", renderComparisonMarkdown(same));
  });

  test("as Markdown fits into a comment, and says how much was left out", () => {
    const changes = Array.from({ length: 3_000 }, (_, i) => ({
      path: `elementBlocks[".r${i}"]`,
      kind: "added" as const,
      direction: "loosened" as const,
      dataClass: "setting" as const,
    }));
    const text = renderComparisonMarkdown({ ...same, documents: [{ name: "privacy", changes }] });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/^\d+ changes left out; `--output json` has them all\.$/m);
  });

  test("is inert in every format", () => {
    const texts = [
      renderComparisonText(differing, PLAIN),
      renderComparisonText(differing, toStyle({ color: false, columns: 80 })),
      renderComparisonJson(differing),
      renderComparisonMarkdown(differing),
    ];
    for (const text of texts)
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|::|##\[|##vso\[/);
  });
});
