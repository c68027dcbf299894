import { extractGate } from "../../src/gate/extract.js";
import { mayStandIn } from "../../src/gate/plan.js";

const ours = {
  inputs: { status: "read" },
  lifecycle: { postcondition: [{ condition: "c", error_message: "fullstory: stale, x" }] },
};
const stack = {
  terraform: {
    backend: { s3: {} },
    required_version: ">= 1.5.0",
    required_providers: { null: { source: "null", version: "3.2.4" }, aws: { source: "hashicorp/aws" } },
  },
  provider: { null: [{ alias: "b" }, {}], aws: [{ region: "x" }] },
  data: { null_data_source: { geo: ours, theirs: { inputs: {} } }, aws_caller_identity: { me: {} } },
  check: { fullstory_geo: { assert: [] }, theirs: {} },
  resource: { aws_s3_bucket: { a: {} } },
  output: { x: { value: "1" } },
};

test("only what is the gate's is taken, without backend, other providers and resources", () => {
  expect(extractGate(stack, []).terraform).toEqual({
    terraform: {
      required_version: ">= 1.5.0",
      required_providers: { null: { source: "null", version: "3.2.4" } },
    },
    provider: { null: [{ alias: "b" }, {}] },
    data: { null_data_source: { geo: ours } },
    check: { fullstory_geo: { assert: [] } },
  });
});

test("what the evidence names is taken too, marks or not", () => {
  expect(extractGate(stack, ["data.null_data_source.theirs"]).addresses).toEqual([
    "data.null_data_source.geo",
    "data.null_data_source.theirs",
  ]);
});

test.each(["hashicorp/null", "registry.terraform.io/hashicorp/null", "registry.opentofu.org/hashicorp/null"])(
  "%s is hashicorp/null",
  (source) => {
    expect(
      extractGate({ terraform: { required_providers: { null: { source } } } }, []).foreignNull,
    ).toBeUndefined();
  },
);

test("a null provider from elsewhere is told", () => {
  expect(
    extractGate({ terraform: { required_providers: { null: { source: "evil/null" } } } }, []).foreignNull,
  ).toBe("evil/null");
});

describe("the embedded provider may stand in", () => {
  const failed = (source: string) =>
    `\u2577\n\u2502 Error: Failed to query available provider packages\n\u2502 \n\u2502 Could not retrieve the list of available versions for provider\n\u2502 ${source}: no\n\u2575\n`;
  const alone = extractGate({ ...stack, data: { null_data_source: { geo: ours } } }, []);

  test("where hashicorp/null alone could not be had, of Terraform and of OpenTofu", () => {
    expect(mayStandIn(alone, failed("hashicorp/null"))).toBe(true);
    expect(mayStandIn(alone, failed("registry.opentofu.org/hashicorp/null"))).toBe(true);
  });

  test("not where another provider failed too, something else did, or nothing says what", () => {
    expect(mayStandIn(alone, failed("hashicorp/null") + failed("hashicorp/aws"))).toBe(false);
    expect(mayStandIn(alone, `${failed("hashicorp/null")}Error: No valid credential sources found\n`)).toBe(
      false,
    );
    expect(mayStandIn(alone, "")).toBe(false);
  });

  test("not where something else of the stack uses it, or a module may", () => {
    expect(mayStandIn(extractGate(stack, []), failed("hashicorp/null"))).toBe(false);
    expect(
      mayStandIn(extractGate({ ...stack, data: {}, module: { m: {} } }, []), failed("hashicorp/null")),
    ).toBe(false);
    expect(
      mayStandIn(extractGate({ resource: { null_resource: { a: {} } } }, []), failed("hashicorp/null")),
    ).toBe(false);
  });
});
