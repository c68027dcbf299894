import { createCsvWriter } from "../../src/reports/history/csv";
import { createHtmlWriter } from "../../src/reports/history/html";
import { createJsonWriter } from "../../src/reports/history/json";
import { createMarkdownWriter } from "../../src/reports/history/markdown";
import type { HistoryEntry, HistoryWriter } from "../../src/reports/history/model";
import { createTextWriter } from "../../src/reports/history/text";
import { PLAIN, toStyle } from "../../src/reports/shared/style";
import { expectGolden } from "./golden";

const entries: readonly HistoryEntry[] = [
  {
    document: "geo",
    at: "2026-11-21T16:02:37.902184Z",
    by: "d***@ternanddale.example",
    isFirst: false,
    changes: [
      {
        path: "recordGeoMode",
        kind: "changed",
        direction: "loosened",
        before: '"GEO_ALLOW_LIST"',
        after: '"GEO_ALL"',
        dataClass: "setting",
      },
      {
        path: 'recordGeoZones["DE"]',
        kind: "removed",
        direction: "loosened",
        before: '"DE"',
        dataClass: "setting",
      },
    ],
  },
  { document: "features.mobile", at: "::error::\u001b[0m", by: "`|\n::x", isFirst: false, changes: [] },
  { document: "domain.web", isFirst: true, changes: [] },
];

const written = (writer: HistoryWriter, list = entries) =>
  [
    writer.renderHead(),
    ...list.map((entry) => writer.renderEntry(entry)),
    writer.renderTail(list.length),
  ].join("");

describe("a history", () => {
  test("as text", () => {
    expectGolden("history.txt", written(createTextWriter(PLAIN)));
    expectGolden("history-terminal.txt", written(createTextWriter(toStyle({ color: true, columns: 80 }))));
  });

  test("as one JSON object a line", () => {
    const text = written(createJsonWriter());
    expectGolden("history.ndjson", text);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).document),
    ).toEqual(["geo", "features.mobile", "domain.web"]);
  });

  test("as Markdown", () => expectGolden("history.md", written(createMarkdownWriter())));

  test("as CSV gives a spreadsheet no formula, and keeps every row at its cells", () => {
    for (const bad of ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "'=1", '"=1']) {
      const [, row = ""] = written(createCsvWriter(), [
        { document: "geo", at: "2026-11-21T16:02:37Z", by: bad, isFirst: true, changes: [] },
      ]).split("\r\n");
      expect(row).toMatch(/^"2026-11-21T16:02:37Z","'/);
      expect(row.match(/","/g)).toHaveLength(7);
    }
    expectGolden("history.csv", written(createCsvWriter()));
  });

  test("as HTML is one page that loads and runs nothing", () => {
    const html = written(createHtmlWriter());
    expectGolden("history.html", html);
    expect(html).toMatch(/content="default-src &apos;none&apos;/);
    expect(html).not.toMatch(/<script|<link|<a |<img|<iframe|url\(|@import/i);
  });

  test("is inert in every format", () => {
    for (const writer of [
      createTextWriter(PLAIN),
      createJsonWriter(),
      createMarkdownWriter(),
      createCsvWriter(),
      createHtmlWriter(),
    ]) {
      expect(written(writer)).not.toMatch(
        /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]|::(?!before|after)/,
      );
    }
  });
});
