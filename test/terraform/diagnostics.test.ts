import { parseJsonLines, parseValidation } from "../../src/terraform/diagnostics.js";
import * as fc from "../fast-check.js";

const FAILED_POSTCONDITION = {
  "@level": "error",
  "@message": "Error: Resource postcondition failed",
  "@module": "terraform.ui",
  type: "diagnostic",
  diagnostic: {
    severity: "error",
    summary: "Resource postcondition failed",
    detail: "record_geo_mode differs\n  live GEO_ALL",
    address: "data.null_data_source.geo",
    range: {
      filename: "cdk.tf.json",
      start: { line: 5, column: 14, byte: 93 },
      end: { line: 5, column: 36, byte: 115 },
    },
    snippet: {
      context: "data.null_data_source.geo",
      code: '"condition": "${self.outputs.a == 1}"',
      start_line: 5,
      highlight_start_offset: 13,
      highlight_end_offset: 35,
      values: [{ traversal: "self.outputs", statement: "is map of string with 1 element" }],
    },
  },
};

const PROGRESS = JSON.stringify({ "@level": "info", "@message": "Terraform 1.11.4", type: "version" });

test("A diagnostic is read with its place, its source and the values it refers to.", () => {
  expect(parseJsonLines(`${PROGRESS}\n${JSON.stringify(FAILED_POSTCONDITION)}\n`)).toEqual({
    diagnostics: [
      {
        severity: "error",
        summary: "Resource postcondition failed",
        detail: "record_geo_mode differs\n  live GEO_ALL",
        address: "data.null_data_source.geo",
        range: { filename: "cdk.tf.json", start: { line: 5, column: 14 }, end: { line: 5, column: 36 } },
        snippet: {
          context: "data.null_data_source.geo",
          code: '"condition": "${self.outputs.a == 1}"',
          startLine: 5,
          values: [{ traversal: "self.outputs", statement: "is map of string with 1 element" }],
        },
      },
    ],
    otherLines: [],
  });
});

test("A diagnostic without place and detail is still one.", () => {
  const line = JSON.stringify({ type: "diagnostic", diagnostic: { severity: "warning", summary: "Old" } });
  expect(parseJsonLines(line).diagnostics).toEqual([{ severity: "warning", summary: "Old", detail: "" }]);
});

test("Lines that are not Terraform's JSON are kept in their order.", () => {
  const noise = ["wrapper: using 1.11.4", "{ not json", "[1]", "null", '{"level":"info"}', '{"type":7}'];
  const output = [noise[0], PROGRESS, ...noise.slice(1), JSON.stringify(FAILED_POSTCONDITION)].join("\n");
  const { diagnostics, otherLines } = parseJsonLines(output);
  expect(otherLines).toEqual(noise);
  expect(diagnostics).toHaveLength(1);
});

test("A diagnostic in a form that is not known is kept as a line and not lost.", () => {
  const line = JSON.stringify({ type: "diagnostic", diagnostic: { severity: "fatal", summary: "?" } });
  expect(parseJsonLines(line)).toEqual({ diagnostics: [], otherLines: [line] });
});

test("No text makes the reading of JSON lines throw, and no line of plain text is lost.", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (lines) => {
      const output = lines.map((line) => `# ${line.replaceAll("\n", " ")}`);
      expect(parseJsonLines(output.join("\n")).otherLines).toEqual(output);
    }),
  );
  fc.assert(
    fc.property(fc.json(), (json) => {
      parseJsonLines(json);
      parseJsonLines(`{"type":"diagnostic","diagnostic":${json}}`);
    }),
  );
});

test("A validation's diagnostics are read from its one document.", () => {
  const document = { format_version: "1.0", valid: false, diagnostics: [FAILED_POSTCONDITION.diagnostic] };
  expect(parseValidation(JSON.stringify(document))).toHaveLength(1);
  expect(parseValidation('{"valid":true,"diagnostics":[]}')).toEqual([]);
  expect(parseValidation("Error: no such flag")).toBeUndefined();
});
