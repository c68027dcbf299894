import { readChecks } from "../../src/terraform/index.js";

const geo = { kind: "resource", mode: "data", name: "geo", to_display: "data.null_data_source.geo" };

test("Checks are listed with address, kind and status.", () => {
  const plan = {
    checks: [
      { address: geo, status: "pass", instances: [{ address: { to_display: "…[0]" }, status: "pass" }] },
      { address: { kind: "check", name: "fresh", to_display: "check.fresh" }, status: "fail" },
    ],
  };
  expect(readChecks(plan)).toEqual([
    { address: "data.null_data_source.geo", kind: "resource", status: "pass" },
    { address: "check.fresh", kind: "check", status: "fail" },
  ]);
});

test.each([["unknown"], ["skipped"], [undefined], [1]])("A status of %p is no pass.", (status) => {
  expect(readChecks({ checks: [{ address: geo, status }] })).toMatchObject([{ status: "unknown" }]);
});

test.each([
  ["no instance, as count = 0 leaves it,", []],
  ["an instance that was not looked at", [{ status: "pass" }, { status: "unknown" }]],
  ["instances of a form that nobody knows", {}],
])("A pass of %s is no pass.", (_name, instances) => {
  expect(readChecks({ checks: [{ address: geo, status: "pass", instances }] })).toMatchObject([
    { status: "unknown" },
  ]);
});

test.each([[undefined], [null], ["text"], [{}], [{ checks: {} }], [{ checks: [null, 1] }]])(
  "%p holds no checks.",
  (plan) => {
    expect(readChecks(plan)).toEqual([]);
  },
);
