import { compareSeverity } from "../../../lib/settings/compare/compare.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { compared, resultOf } from "../support.js";
import { verdicts } from "../verdicts.js";

describe("The comparison gives every verdict that was written by hand", () => {
  it.each(verdicts.map((row) => [row.endpoint, row.title, row.expect, row] as const))(
    "%s: %s: %s",
    (_endpoint, _title, _expect, row) => {
      const comparison = compared(row.endpoint, row.live, row.declared);
      const findings = comparison.fields.flatMap((field) => field.findings).sort(compareSeverity);
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

  /** What says nothing alone: it is declared beside each field of its document. */
  const beside = {
    geo: { recordGeoMode: Match.anyValue() },
    domain: { onlyRecordKnownDomains: Match.anyValue() },
  };
  const turnsOnNewWord = /undocumented|BLOCK_BLUR|in lower case/;

  it("stays what it is under two negations, and no field satisfies a pattern and its negation", () => {
    for (const { endpoint, title, live, declared } of verdicts) {
      if (declared === null || Object.getPrototypeOf(declared) !== Object.prototype) continue;
      for (const [key, pattern] of Object.entries(declared as object)) {
        const of = (each: unknown) => {
          const more = Reflect.get(beside, endpoint) as object | undefined;
          const { fields } = compared(endpoint, live, { ...more, [key]: each });
          return fields.find(({ field }) => field === key)?.result;
        };
        const [plain, negated, twice] = [
          of(pattern),
          of(Match.not(pattern)),
          of(Match.not(Match.not(pattern))),
        ];
        const seen = { title, key, plain, negated, twice };
        if (!turnsOnNewWord.test(title)) expect(seen).toMatchObject({ twice: plain });
        if (plain === "matches") expect(seen).toMatchObject({ negated: "differs" });
        if (negated === "matches") expect(seen).toMatchObject({ plain: "differs" });
      }
    }
  });

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
