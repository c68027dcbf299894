import { renderGateHtml } from "../../src/reports/gate/html.js";
import { renderGateJson } from "../../src/reports/gate/json.js";
import { renderGateMarkdown } from "../../src/reports/gate/markdown.js";
import { renderGateText } from "../../src/reports/gate/text.js";
import { PLAIN } from "../../src/reports/shared/style.js";
import {
  clean,
  document,
  drifted,
  evidence,
  field,
  finding,
  reportOf,
  stackOf,
  undecided,
} from "./gate-reports";

const text = (report: Parameters<typeof renderGateText>[0], brief = false) =>
  renderGateText(report, PLAIN, brief);

test("what could not be read hid what drifted: headline, --quiet, Markdown and HTML name both", () => {
  const report = undecided();
  for (const told of [text(report), text(report, true), renderGateMarkdown(report), renderGateHtml(report)]) {
    expect(told).toMatch(/[Dd]rift \(1 loosened\), and privacy could not be read/);
  }
});

test("five findings of several documents had one remedy and one waiver: each has its own", () => {
  const failing = drifted().stacks[0]?.evidence?.findings.filter(({ result }) => result === "differs") ?? [];
  for (const told of [text(drifted()), renderGateMarkdown(drifted())]) {
    for (const { path } of failing.filter(({ endpoint }) => endpoint === "privacy"))
      expect(told.split(`path: '${path}'`).length).toBe(2);
  }
  expect(renderGateHtml(drifted()).match(/What to do/g)).toHaveLength(6);
});

test("the waiver for a whole list was offered without whole: true, and was refused", () => {
  const fields = [field("blockedIps", { result: "differs" })];
  const given = evidence([document("blocking", fields)], {
    outcome: "drift",
    findings: [
      finding("blockedIps", {
        address: "data.null_data_source.blocking",
        endpoint: "blocking",
        kind: "order",
      }),
    ],
  });
  const report = reportOf([stackOf(given, { verdict: "drift" })], { verdict: "drift" });
  for (const told of [text(report), renderGateMarkdown(report)])
    expect(told).toMatch(/\{ path: "blockedIps".*whole: true \}/);
});

test("a green heading stood over a weakened declaration", () => {
  const weakened = drifted().weakened;
  if (weakened === undefined) throw new Error("the fixture compares with nothing");
  const report = { ...clean(), weakened };
  for (const told of [text(report), renderGateMarkdown(report)]) {
    expect(told).toContain("fullstory: weakened, 3 things checked no more, or less strictly; 3 of 3");
    expect(told.split("\n").slice(0, 2).join("\n")).not.toContain("✔ fullstory");
  }
  expect(renderGateHtml(report)).not.toContain('class="banner match"');
});

test("a path of the machine stood as the name of the baseline", () => {
  const weakened = { ...drifted().weakened, baseline: "/home/runner/work/_temp/x/base/web.json" };
  const report = { ...drifted(), weakened } as ReturnType<typeof drifted>;
  for (const told of [text(report), renderGateMarkdown(report), renderGateHtml(report)]) {
    expect(told).not.toContain("/home/runner");
    expect(told).toContain("base/web.json");
  }
});

test("report dropped the warning that settings were not live", () => {
  const snapshot = {
    source: "snapshot" as const,
    snapshot: "fullstory.snapshot.json",
    verifiedAt: "2026-11-20",
  };
  const given = evidence([document("geo", [field("recordGeoMode")], snapshot)]);
  const report = { ...reportOf([stackOf(given)]), command: "report" as const };
  for (const told of [text(report), renderGateMarkdown(report), renderGateHtml(report)])
    expect(told.replaceAll("`", "")).toMatch(
      /not live: compared with fullstory\.snapshot\.json, verified against live on 2026-11-20/,
    );
});

test('"1 of 1 declared field match", and "0 of 1" under a tick when all is waived', () => {
  const one = reportOf([stackOf(evidence([document("geo", [field("recordGeoMode")])]))]);
  expect(text(one, true)).toBe("✔ fullstory: 1 of 1 declared field matches\n");
  const waived = evidence([document("geo", [field("recordGeoMode", { result: "waived" })])]);
  const report = reportOf([stackOf(waived)]);
  expect(text(report, true)).toBe("! fullstory: 0 of 1 declared field matches, 1 waived\n");
  expect(renderGateMarkdown(report)).toContain(
    "\n### ⚠ fullstory: 0 of 1 declared field matches, 1 waived\n",
  );
  expect(renderGateHtml(report)).toContain(
    '<header class="banner undecided">\n<p class="word">let through</p>',
  );
  expect(renderGateHtml(report)).not.toContain("tag good");
});

test("the last line of a run that found something is its summary", () => {
  const lines = text(drifted()).trimEnd().split("\n");
  expect(lines.at(-1)?.trim()).toBe(lines[0]);
});

test("passwords and cards come before single switches, in plain words beside the path", () => {
  const html = renderGateHtml(drifted());
  expect(html).toContain("<code>#show-password</code> is no longer excluded");
  expect(html.indexOf("#show-password")).toBeLessThan(html.indexOf("#chat"));
  expect(html).toContain("2026-11-18 08:02 UTC, for 4 days");
});

test("what is only stricter was red", () => {
  expect(renderGateHtml(drifted())).toMatch(/<span class="tag calm">tightened<\/span>/);
  expect(renderGateHtml(drifted())).not.toMatch(/tag bad">tightened/);
});

test("JSON held JSON inside of strings: values are values", () => {
  const { stacks } = JSON.parse(renderGateJson(drifted()));
  const paths = stacks[0].evidence.findings as { path: string; declared: unknown; live: unknown }[];
  expect(paths.find(({ path }) => path.endsWith(".consent"))).toMatchObject({ declared: false, live: true });
  expect(paths.find(({ path }) => path.endsWith(".scope"))?.live).toBe("NO_SESSIONS");
});
