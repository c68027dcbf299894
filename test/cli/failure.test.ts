import { renderFailure } from "../../src/cli/failure.js";
import { GateError } from "../../src/gate/error.js";

test("what Terraform said over several lines is not one line full of \\u000a", () => {
  const error = new GateError(
    "terraform init failed in infra\nError: no such provider\n\n::error::x key-4711 \u001b[31m",
    "Mend it.",
  );
  expect(renderFailure(error, ["key-4711"])).toEqual([
    "error: terraform init failed in infra",
    "  Error: no such provider",
    "  : :error: :x [secret] \\u001b[31m",
    "hint: Mend it.",
  ]);
});
