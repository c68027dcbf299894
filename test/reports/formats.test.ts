import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GateReport } from "../../src/gate/gate-report.js";
import { renderGateGithub } from "../../src/reports/gate/github.js";
import { renderGateHtml } from "../../src/reports/gate/html.js";
import { renderGateJson } from "../../src/reports/gate/json.js";
import { renderGateJunit } from "../../src/reports/gate/junit.js";
import { renderGateMarkdown } from "../../src/reports/gate/markdown.js";
import { renderGateSarif } from "../../src/reports/gate/sarif.js";
import { renderGateText } from "../../src/reports/gate/text.js";
import { wrapText } from "../../src/reports/shared/shown.js";
import { PLAIN, toStyle } from "../../src/reports/shared/style.js";
import { clean, drifted, undecided } from "./gate-reports.js";

const FORMATS: Readonly<Record<string, (report: GateReport) => string>> = {
  txt: (report) => renderGateText(report, PLAIN),
  json: renderGateJson,
  md: renderGateMarkdown,
  "junit.xml": renderGateJunit,
  sarif: renderGateSarif,
  github: renderGateGithub,
  html: renderGateHtml,
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
  const first = (report: GateReport) => renderGateText(report, PLAIN).split("\n")[0];
  expect(first(clean())).toBe("✔ fullstory: 3 of 3 declared fields match");
  expect(first(drifted())).toMatch(/^✘ fullstory: drift, recording is looser than declared: 3 loosened/);
  expect(first(undecided())).toMatch(
    /^✘ fullstory: drift \(1 loosened\), and privacy could not be read \(and 1 more\)$/,
  );
});

test("quiet text is the verdict alone", () => {
  expect(renderGateText(drifted(), PLAIN, true).trim().split("\n")).toHaveLength(1);
});

test.each([60, 80, 140])(
  "no line is longer than a terminal of %d columns, and a waiver stays TypeScript",
  (columns) => {
    const style = toStyle({ color: false, columns });
    for (const report of [clean(), drifted(), undecided()])
      for (const line of renderGateText(report, style).split("\n"))
        if (!line.includes("{ path: ")) expect(line.length).toBeLessThanOrEqual(columns);
    const [waiver = ""] = /\{ path: [^}]*\}/.exec(renderGateText(drifted(), style)) ?? [];
    expect(waiver.replace(/\n {24}/g, " ")).toMatch(
      /^\{ path: '[^']+', observed: "[0-9a-f]+", reason: "...", expires: "[\d-]{10}" \}$/,
    );
  },
);

test("a word of digits moves to a line of its own, and JSON breaks behind a comma", () => {
  const hash = "9f222cad23a83c095143eae9c9e8579a";
  expect(wrapText(`PRIVACY_MODE_OFF   (observed ${hash})`, 40)).toEqual([
    "PRIVACY_MODE_OFF   (observed",
    `${hash})`,
  ]);
  expect(wrapText('{"scope":"ALL_SESSIONS","type":"BLOCK_MASK"}', 30)).toEqual([
    '{"scope":"ALL_SESSIONS",',
    '"type":"BLOCK_MASK"}',
  ]);
});

test("what a provider found keeps its labels and its steps apart, and its waiver in one line", () => {
  const details = [
    "  Live      PRIVACY_MODE_OFF    (observed 897e91fe6836d00ae3af69a9d79ae81f) and some more",
    "    2. Accept it: edit the declaration in a pull request that somebody reviews.",
    '       waivers = [{ path = "default_privacy_mode", observed = "897e91fe6836d00ae3af69a9d79ae81f" }]',
  ];
  const problem = { kind: "drift", headline: "default_privacy_mode differs", details } as const;
  const stack = { stack: "hcl", verdict: "drift", problems: [problem] } as const;
  const text = renderGateText(
    { ...clean(), verdict: "drift", stacks: [stack] },
    toStyle({ color: false, columns: 60 }),
  );
  expect(text).toContain("\n  stacks   hcl ✘\n");
  expect(text).toContain("\n                  897e91fe6836d00ae3af69a9d79ae81f)");
  expect(text).toMatch(/\n {10}2\. Accept it: .*\n {13}\S/);
  expect(text).toContain(details[2]?.trim());
});
