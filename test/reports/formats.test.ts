import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GateReport } from "../../src/gate/gate-report.js";
import { gateGithub } from "../../src/reports/gate/github.js";
import { gateHtml } from "../../src/reports/gate/html.js";
import { gateJson } from "../../src/reports/gate/json.js";
import { gateJunit } from "../../src/reports/gate/junit.js";
import { gateMarkdown } from "../../src/reports/gate/markdown.js";
import { gateSarif } from "../../src/reports/gate/sarif.js";
import { gateText } from "../../src/reports/gate/text.js";
import { PLAIN } from "../../src/reports/shared/style.js";
import { clean, drifted, undecided } from "./gate-reports.js";

const FORMATS: Readonly<Record<string, (report: GateReport) => string>> = {
  txt: (report) => gateText(report, PLAIN),
  json: gateJson,
  md: gateMarkdown,
  "junit.xml": gateJunit,
  sarif: gateSarif,
  github: gateGithub,
  html: gateHtml,
};
const REPORTS = { clean, drifted, undecided };

/** `UPDATE_GOLDEN=1 npx jest test/output` writes them anew; look at the difference before committing it. */
describe.each(Object.entries(REPORTS))("a report of what is %s", (name, make) => {
  test.each(Object.entries(FORMATS))("reads as its golden file in %s", (extension, format) => {
    const path = join(__dirname, "golden", `gate-${name}.${extension}.golden`);
    const text = format(make());
    if (process.env["UPDATE_GOLDEN"] === "1") {
      mkdirSync(join(__dirname, "golden"), { recursive: true });
      writeFileSync(path, text);
    }
    expect(text).toBe(readFileSync(path, "utf8"));
  });
});

test("the first words are those that scripts may rely on", () => {
  const first = (report: GateReport) => gateText(report, PLAIN).split("\n")[0];
  expect(first(clean())).toBe("✔ fullstory: 3 of 3 declared fields match");
  expect(first(drifted())).toMatch(/^✘ fullstory: drift, recording is looser than declared: 3 loosened/);
  expect(first(undecided())).toMatch(
    /^✘ fullstory: drift \(1 loosened\), and privacy could not be read \(and 1 more\)$/,
  );
});

test("quiet text is the verdict alone", () => {
  expect(gateText(drifted(), PLAIN, true).trim().split("\n")).toHaveLength(1);
});
