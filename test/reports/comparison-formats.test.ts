import Ajv from "ajv";
import { renderComparisonGithub } from "../../src/reports/comparison/github";
import { renderComparisonJunit } from "../../src/reports/comparison/junit";
import type { ComparisonReport } from "../../src/reports/comparison/model";
import { renderComparisonSarif } from "../../src/reports/comparison/sarif";
import { HOSTILE } from "./gate-reports";
import { sarifSchema } from "./sarif-schema";
import { parseXml } from "./xml-reader";

const report = (texts: readonly string[]): ComparisonReport => ({
  command: "snapshot verify",
  at: "2026-11-22T08:21:12.000Z",
  headline: "live differs from the snapshot",
  before: { name: "fullstory.snapshot.json", org: "o-1", host: "api.fullstory.com" },
  after: { name: "live", org: "o-1", host: "api.fullstory.com" },
  documents: [
    {
      name: "privacy",
      changes: texts.map((text) => ({
        path: `elementBlocks[${JSON.stringify(text)}]`,
        kind: "added" as const,
        direction: "loosened" as const,
        after: JSON.stringify(text),
        dataClass: "setting" as const,
      })),
      changed: new Map(
        texts.map((text) => [`elementBlocks[${JSON.stringify(text)}]`, { at: text, by: text }]),
      ),
    },
    { name: "geo", changes: [] },
    { name: "targeting", changes: [], onlyIn: "before" },
  ],
  skipped: [],
  notes: texts.slice(0, 1),
});

test("snapshot verify and diff in JUnit: a case for each difference, and one for each document without any", () => {
  const root = parseXml(renderComparisonJunit(report(HOSTILE)));
  expect(root.attributes).toMatchObject({
    tests: String(HOSTILE.length + 2),
    failures: String(HOSTILE.length + 1),
    errors: "0",
  });
});

test("snapshot verify and diff in SARIF are valid, with help in Markdown for each rule", () => {
  const log = JSON.parse(renderComparisonSarif(report(HOSTILE)));
  const validate = new Ajv({ allErrors: true }).compile(sarifSchema);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const [{ tool, results }] = log.runs;
  const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
  for (const rule of tool.driver.rules) expect(rule.help.markdown).toMatch(/^\*\*.+\*\*\n\n/);
  for (const result of results) expect(ids).toContain(result.ruleId);
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("fullstory.snapshot.json");
});

test("snapshot verify and diff as annotations are capped as GitHub shows them, and say how many more", () => {
  const lines = renderComparisonGithub(report(Array.from({ length: 30 }, (_, i) => `.r${i}`)))
    .trimEnd()
    .split("\n");
  for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^:]*::/);
  expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
  expect(lines).toContainEqual(expect.stringMatching(/^::error title=fullstory::23 more: see the report$/));
});
