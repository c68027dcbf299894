import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHclDialect, toHcl } from "../../lib/messages/index.js";
import { compareDocument } from "../../lib/settings/compare/compare.js";
import {
  type EndpointName,
  endpoints,
  type Json,
  type ReadDeclaration,
  readDeclaration,
  writeDeclaration,
} from "../../lib/settings/index.js";
import { renderHclDeclaration } from "../../src/reports/declaration/hcl.js";
import * as fc from "../fast-check.js";
import { declarations } from "../settings/generated-declarations.js";

import { document } from "../snapshot/documents.js";

const folder = mkdtempSync(join(tmpdir(), "hcl-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Terraform itself reads in expressions, as JSON. */
function readByTerraform(expressions: readonly string[]): readonly unknown[] {
  const locals = expressions.map((text, index) => `  x${index} = ${text}\n`).join("");
  writeFileSync(join(folder, "main.tf"), `locals {\n${locals}}\n`);
  const all = expressions.map((_, index) => `local.x${index}`).join(", ");
  const { status, stdout } = spawnSync("terraform", ["console"], {
    cwd: folder,
    input: `base64encode(jsonencode([${all}]))\n`,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  return JSON.parse(Buffer.from(JSON.parse(stdout), "base64").toString("utf8")) as unknown[];
}

const HOSTILE = [
  '${file("/etc/passwd")}',
  "$${x}",
  "$$${x}",
  "%{ if true }x%{ endif }",
  "%%{x}",
  '"quoted" \\ back \\u0041 \\ud83d \\"',
  "line\nbreak\r\ttab\b\f\u0000\u001f",
  "\u2028\u202e\u{1f600}\u00e9",
  "::error::x ##[x] ##vso[x]",
  "<<EOF\nx\nEOF",
  "# // /* */",
];

test("hostile strings are read by Terraform as the same strings, as values and as keys", () => {
  const object = Object.fromEntries([...HOSTILE, "for", "null", "a-b", "1"].map((text) => [text, text]));
  const values: Json[] = [HOSTILE, object, { list: HOSTILE.map((text) => ({ [text]: [text] })) }];
  const texts = values.map((value) => toHcl(value));
  for (const text of texts) expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  expect(readByTerraform(texts)).toEqual(values);
});

test("a declaration that is written as HCL and read by Terraform has the same JSON form", () => {
  const sample = fc
    .sample(declarations, { numRuns: 150, seed: 1 })
    .map(([name, node]) => ({ name, json: writeDeclaration(endpoints[name].document, node) }));
  const read = readByTerraform(sample.map(({ json }) => toHcl(json)));
  for (const [index, { name, json }] of sample.entries()) {
    const { node, problems } = readDeclaration(endpoints[name].document, read[index]);
    expect(problems).toEqual([]);
    expect(node && writeDeclaration(endpoints[name].document, node)).toEqual(json);
  }
});

test("a waiver is written ready to be pasted, with the path in snake_case", () => {
  const path = 'elementBlocks["${x}"].scope';
  const text = createHclDialect(endpoints.privacy.document).spellWaivers([
    { path, observed: "0a", expires: "2026-12-01", whole: false },
  ]);
  expect(readByTerraform([text.replace(/^waivers = /, "")])).toEqual([
    [{ path: 'element_blocks["${x}"].scope', observed: "0a", reason: "...", expires: "2026-12-01" }],
  ]);
});

const LIVE: Readonly<Partial<Record<EndpointName, object>>> = {
  geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE"] },
  privacy: {
    elementBlocks: [
      { selector: HOSTILE[0], type: "BLOCK_MASK", exceptionSelectors: HOSTILE, consent: null },
      { selector: ".a" },
      { selector: ".v", type: "BLOCK_EXCLUDE", editable: "EDITABLE_NONE", scope: "ALL_SESSIONS" },
      { selector: ".t", type: "BLOCK_MASK", targetingConditions: [{ not: null, one_of: [{}] }] },
      { selector: ".u", type: "BLOCK_MASK", targetingConditions: { not: null, b: 1 } },
      { selector: ".v", type: "BLOCK_MASK", targetingConditions: { not: { a: [] } } },
    ],
    ajaxWatches: [],
    discardIpAddresses: true,
    elementRuleGroups: { not: { any_value: true } },
  },
  targeting: { sessionTargetingRules: [{ any_value: true, x: { not: [null] } }, {}] },
};

function differencesOf(name: EndpointName, body: object, { node }: ReadDeclaration): readonly string[] {
  if (node === undefined) return ["nothing is declared"];
  const { fields } = compareDocument(endpoints[name], document(name, body), node);
  return fields.filter(({ result }) => result !== "matches").map((field) => JSON.stringify(field));
}

test("`declare --hcl` writes what Terraform reads as a gate that passes for the very settings", () => {
  for (const [name, body] of Object.entries(LIVE) as [EndpointName, object][]) {
    const text = renderHclDeclaration({
      ...{ org: 'o-${1}"', host: "h", day: "2026-11-20", skipped: [] },
      ...{ includeIdentifiers: true, includePeople: true, includeNotes: true },
      documents: { [name]: document(name, body) },
    });
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    const gate = /^data "fullstory_gate" "recording_settings" (\{[\s\S]*\})\n$/m.exec(text)?.[1] ?? "";
    const [declared] = readByTerraform([gate]);
    const { [name]: part } = declared as Record<string, unknown>;
    const { node, problems } = readDeclaration(endpoints[name].document, part);
    expect(problems).toEqual([]);
    const json = node && writeDeclaration(endpoints[name].document, node);
    const again = readDeclaration(endpoints[name].document, json);
    expect(again.problems).toEqual([]);
    expect(text).toContain(name === "privacy" ? "# Kept by Fullstory." : "gate");
    expect(text).toContain('expect_org = "o-$${1}\\""');
    expect(differencesOf(name, body, again)).toEqual([]);
  }
});
