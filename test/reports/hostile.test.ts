import Ajv from "ajv";
import type { GateReport } from "../../src/gate/gate-report.js";
import { renderGateGithub } from "../../src/reports/gate/github.js";
import { renderGateHtml } from "../../src/reports/gate/html.js";
import { renderGateJson } from "../../src/reports/gate/json.js";
import { renderGateJunit } from "../../src/reports/gate/junit.js";
import { renderGateMarkdown } from "../../src/reports/gate/markdown.js";
import { renderGateSarif } from "../../src/reports/gate/sarif.js";
import { renderGateText } from "../../src/reports/gate/text.js";
import { PLAIN } from "../../src/reports/shared/style.js";
import { clean, drifted, HOSTILE, hostile, undecided } from "./gate-reports.js";
import { sarifSchema } from "./sarif-schema.js";
import { parseXml } from "./xml-reader.js";

const FORMATS: Readonly<Record<string, (report: GateReport) => string>> = {
  text: (report) => renderGateText(report, PLAIN),
  json: renderGateJson,
  markdown: renderGateMarkdown,
  junit: renderGateJunit,
  sarif: renderGateSarif,
  github: renderGateGithub,
  html: renderGateHtml,
};
const report = hostile();

describe.each(Object.entries(FORMATS))("hostile text in %s", (name, format) => {
  const text = format(report);

  test("leaves no control, invisible, bidirectional or unpaired letter", () => {
    expect(
      text.match(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/),
    ).toBeNull();
    expect(text.match(/\p{Surrogate}/u)).toBeNull();
  });

  test("gives a CI runner no command", () => {
    expect(text).not.toMatch(/##\[|##vso\[/i);
    const commands = text.split("\n").filter((line) => /^\s*::/.test(line));
    if (name === "github") {
      for (const line of commands) expect(line).toMatch(/^::(error|warning|notice) [^:]*::/);
      expect(commands).toHaveLength(text.trimEnd().split("\n").length);
    } else expect(commands).toEqual([]);
  });
});

test("an annotation's properties and message stay what they are", () => {
  for (const line of renderGateGithub(report).trimEnd().split("\n")) {
    const [, properties = "", message = ""] = /^::\w+ (.*?)::(.*)$/.exec(line) ?? [];
    const keys = properties.split(",").map((property) => property.split("=")[0]);
    expect(["file line title", "title"]).toContain(keys.join(" "));
    expect(message.replaceAll(/%(25|0A|0D)/g, "")).not.toMatch(/%/);
    expect(message.replaceAll(/ ::? |: :/g, "")).not.toMatch(/::/);
  }
});

test("text begins no line with anything from outside", () => {
  for (const line of renderGateText(report, PLAIN).split("\n").slice(1)) expect(line).toMatch(/^$| {2}/);
});

describe("Markdown", () => {
  const markdown = renderGateMarkdown(report);

  test("stays below 60,000 characters and says what was left out", () => {
    expect(markdown.length).toBeLessThan(60_000);
    expect(markdown).toMatch(/\d+ findings? left out; the evidence has them all/);
  });

  test("holds text from outside in code only", () => {
    const prose = outsideCode(markdown);
    for (const word of ["pwned", "evil", "script", "heading", "everyone", "onload", "constructor", "passwd"])
      expect(prose).not.toContain(word);
    const html = prose.match(/<[^>\n]*>/g) ?? [];
    expect(
      html.filter((tag) => !/^<(!-- cdktf-fullstory:[0-9a-f]+ --|\/?details|\/?summary|\/?sub)>$/.test(tag)),
    ).toEqual([]);
  });

  test("has no table, which a phone would have to scroll", () => {
    expect(markdown.split("\n").filter((line) => /^ *\|/.test(line))).toEqual([]);
  });
});

/** Takes out fenced blocks, then code spans, as CommonMark pairs backtick runs of one length. */
function outsideCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const run = /^ *(`{3,})([a-z]*)$/.exec(line);
    if (fence === undefined && run !== null) fence = run[1] ?? "";
    else if (fence !== undefined && run?.[2] === "" && (run[1] ?? "").length >= fence.length)
      fence = undefined;
    else if (fence === undefined) lines.push(line);
  }
  expect(fence).toBeUndefined();
  return lines.map(withoutSpans).join("\n");
}

function withoutSpans(line: string): string {
  let out = "";
  let rest = line;
  for (let run = /`+/.exec(rest); run !== null; run = /`+/.exec(rest)) {
    const after = rest.slice(run.index + run[0].length);
    const close = new RegExp(`(?<!\`)${run[0]}(?!\`)`).exec(after);
    out += rest.slice(0, run.index);
    rest = close === null ? after : after.slice(close.index + run[0].length);
    if (close === null) out += run[0];
  }
  return out + rest;
}

describe("HTML", () => {
  const html = renderGateHtml(report);

  test("has no tag, attribute or entity but ours", () => {
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    const ours =
      "html head meta title style body main header p h1 h2 h3 section article span code div b dl dt dd ol li time br ul table thead tbody tr th td footer pre svg rect";
    expect([...tags].filter((tag) => !ours.split(" ").includes(tag ?? ""))).toEqual([]);
    const attributes = new Set([...html.matchAll(/ ([a-z-]+)="/g)].map(([, name]) => name));
    expect([...attributes].filter((name) => /^on|href|src|style$/.test(name ?? ""))).toEqual([]);
  });

  test("allows nothing but its own style", () => {
    expect(html).toMatch(
      /content="default-src &apos;none&apos;; style-src &apos;sha256-[^&]+&apos;; base-uri/,
    );
    expect(html).not.toMatch(/<script|<link|<a |<img|<iframe|url\(|@import/i);
  });
});

describe("JUnit", () => {
  test.each([
    ["clean", clean()],
    ["drifted", drifted()],
    ["undecided", undecided()],
    ["hostile", report],
  ])("is well-formed XML whose counts are right: %s", (_name, given) => {
    const root = parseXml(renderGateJunit(given));
    expect(root.name).toBe("testsuites");
    for (const each of [root, ...root.children]) {
      const cases =
        each.name === "testsuite" ? each.children : each.children.flatMap((suite) => suite.children);
      const count = (name: string) => cases.filter(({ children }) => children[0]?.name === name).length;
      expect(each.attributes).toMatchObject({
        tests: String(cases.length),
        failures: String(count("failure")),
        errors: String(count("error")),
        skipped: String(count("skipped")),
      });
    }
  });
});

describe("SARIF", () => {
  const validate = new Ajv({ allErrors: true }).compile(sarifSchema);

  test.each([
    ["clean", clean()],
    ["drifted", drifted()],
    ["undecided", undecided()],
    ["hostile", report],
  ])("is valid: %s", (_name, given) => {
    const log: unknown = JSON.parse(renderGateSarif(given));
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
  });

  test("keeps its run and its rules when nothing is wrong", () => {
    const { runs } = JSON.parse(renderGateSarif(clean()));
    expect(runs[0].results).toEqual([]);
    expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toContain("geo/recordGeoMode");
  });

  test("names a finding by the same fingerprint whatever its values, lines and dates", () => {
    const prints = (given: GateReport): string[] =>
      JSON.parse(renderGateSarif(given)).runs[0].results.map((result: { partialFingerprints: object }) =>
        JSON.stringify(result.partialFingerprints),
      );
    const moved = JSON.parse(
      JSON.stringify(drifted())
        .replaceAll("privacy.ts:41", "privacy.ts:99")
        .replaceAll("5d20c9f1", "00000000"),
    );
    expect(prints(moved)).toEqual(prints(drifted()));
    expect(new Set(prints(drifted())).size).toBe(prints(drifted()).length);
  });

  test("shows a waiver as a suppression with its reason", () => {
    const results: { suppressions?: unknown[] }[] = JSON.parse(renderGateSarif(drifted())).runs[0].results;
    expect(results.flatMap(({ suppressions = [] }) => suppressions)).toEqual([
      {
        kind: "inSource",
        status: "accepted",
        justification: expect.stringMatching(/ticket 812.*2026-12-01.*team-web/),
      },
    ]);
  });
});

test("JSON gives back what was put in", () => {
  expect(
    JSON.parse(renderGateJson(report)).problems.map(({ headline }: { headline: string }) => headline),
  ).toEqual(HOSTILE);
});
