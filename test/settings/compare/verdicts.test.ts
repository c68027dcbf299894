import { bySeverity } from "../../../lib/settings/compare/compare.js";
import { compared, resultOf } from "../support.js";
import { verdicts } from "../verdicts.js";

describe("The comparison gives every verdict that was written by hand", () => {
  it.each(verdicts.map((row) => [row.endpoint, row.title, row.expect, row] as const))(
    "%s: %s: %s",
    (_endpoint, _title, _expect, row) => {
      const comparison = compared(row.endpoint, row.live, row.declared);
      const findings = comparison.fields.flatMap((field) => field.findings).sort(bySeverity);
      expect(comparison.problems).toEqual([]);
      expect({ result: resultOf(comparison), findings }).toMatchObject({ result: row.expect });
      expect(findings[0]?.direction).toBe(row.direction);
      if (row.path !== undefined) expect(findings.map((finding) => finding.path)).toContain(row.path);
      for (const field of comparison.fields) {
        expect(field.observed === field.expected).toBe(field.result === "matches");
        expect(field.findings.length === 0).toBe(field.result === "matches");
      }
    },
  );

  it("has a title of its own for every row of an endpoint", () => {
    const titles = verdicts.map((row) => `${row.endpoint}: ${row.title}`);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  afterAll(() => {
    const count = (text: string) =>
      verdicts.filter((row) => row.expect === text || row.direction === text).length;
    console.log(
      `verdicts: ${verdicts.length} rows, ${count("matches")} match, ${count("differs")} differ (${count("loosened")} loosened, ${count("tightened")} tightened, ${count("unclear")} unclear), ${count("not-checked")} not checked`,
    );
  });
});
