import { openedEphemerals } from "../../src/terraform/index.js";

const event = (type: string, action: string, addr: string, resource_type = "fullstory_gate") =>
  JSON.stringify({ type, hook: { resource: { addr, resource_type }, action } });

test("only ephemeral resources of the type that were opened without an error are named, once", () => {
  const output = [
    "not JSON",
    "null",
    '{"type":"ephemeral_op_complete"}',
    event("ephemeral_op_start", "open", "ephemeral.fullstory_gate.started"),
    event("ephemeral_op_errored", "open", "ephemeral.fullstory_gate.errored"),
    event("ephemeral_op_complete", "close", "ephemeral.fullstory_gate.closed"),
    event("ephemeral_op_complete", "open", "ephemeral.other.x", "other"),
    event("ephemeral_op_complete", "open", "ephemeral.fullstory_gate.g"),
    event("ephemeral_op_complete", "open", "ephemeral.fullstory_gate.g"),
  ].join("\n");
  expect(openedEphemerals(output, "fullstory_gate")).toEqual(["ephemeral.fullstory_gate.g"]);
});
