import { parseJsonLines } from "../../src/terraform/diagnostics.js";
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

test("A diagnostic is read with its place and its source.", () => {
  expect(parseJsonLines(`${PROGRESS}\n${JSON.stringify(FAILED_POSTCONDITION)}\n`)).toEqual({
    diagnostics: [
      {
        severity: "error",
        summary: "Resource postcondition failed",
        detail: "record_geo_mode differs\n  live GEO_ALL",
        address: "data.null_data_source.geo",
        range: { filename: "cdk.tf.json", start: { line: 5 } },
        snippet: {
          context: "data.null_data_source.geo",
          code: '"condition": "${self.outputs.a == 1}"',
        },
      },
    ],
    opened: [],
  });
});

test("A diagnostic without place and detail is still one.", () => {
  const line = JSON.stringify({ type: "diagnostic", diagnostic: { severity: "warning", summary: "Old" } });
  expect(parseJsonLines(line).diagnostics).toEqual([{ severity: "warning", summary: "Old", detail: "" }]);
});

test("Lines that are not Terraform's JSON say nothing.", () => {
  const noise = ["wrapper: using 1.11.4", "{ not json", "[1]", "null", '{"level":"info"}', '{"type":7}'];
  const output = [noise[0], PROGRESS, ...noise.slice(1), JSON.stringify(FAILED_POSTCONDITION)].join("\n");
  expect(parseJsonLines(output)).toMatchObject({ diagnostics: [{ severity: "error" }], opened: [] });
});

test("A diagnostic in a form that is not known is none.", () => {
  const line = JSON.stringify({ type: "diagnostic", diagnostic: { severity: "fatal", summary: "?" } });
  expect(parseJsonLines(line)).toEqual({ diagnostics: [], opened: [] });
});

test("No text makes the reading of JSON lines throw.", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void parseJsonLines(text)));
  fc.assert(
    fc.property(fc.json(), (json) => {
      parseJsonLines(json);
      parseJsonLines(`{"type":"diagnostic","diagnostic":${json}}`);
    }),
  );
});

const event = (type: string, action: string, addr: string) =>
  JSON.stringify({ type, hook: { resource: { addr, resource_type: "fullstory_gate" }, action } });

test("Only ephemeral resources that were opened without an error count as opened.", () => {
  const output = [
    '{"type":"ephemeral_op_complete"}',
    event("ephemeral_op_start", "open", "ephemeral.fullstory_gate.started"),
    event("ephemeral_op_errored", "open", "ephemeral.fullstory_gate.errored"),
    event("ephemeral_op_complete", "close", "ephemeral.fullstory_gate.closed"),
    event("ephemeral_op_complete", "open", "ephemeral.fullstory_gate.g"),
  ].join("\n");
  expect(parseJsonLines(output).opened).toEqual([
    { address: "ephemeral.fullstory_gate.g", type: "fullstory_gate" },
  ]);
});
