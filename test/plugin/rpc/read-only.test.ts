import type { Attributes, CtyValue, Schema } from "../../../src/plugin/index.js";
import { refuseReadOnly } from "../../../src/plugin/rpc/read-only.js";

const attributes: Attributes = {
  mine: { type: "string", computed: true },
  yours: { type: "string", optional: true },
};
const nestings = ["single", "list", "set", "map"] as const;

const schema: Schema = {
  attributes: {
    top: { type: "string", computed: true },
    both: { type: "string", optional: true, computed: true },
    ...Object.fromEntries(
      nestings.map((nesting) => [nesting, { nested: { nesting, attributes }, optional: true }] as const),
    ),
  },
};

function pathsFor(config: Readonly<Record<string, CtyValue>>): unknown {
  return refuseReadOnly(new Map(Object.entries(config)), schema).map(({ path }) =>
    path?.map((step) => Object.values(step)[0]),
  );
}

const set = new Map([["mine", "x"]]);
const unset = new Map([
  ["mine", null],
  ["yours", "x"],
]);

test("What only the provider may set is refused wherever it stands, with a path that Terraform can follow.", () => {
  expect(pathsFor({ top: "x", both: "x" })).toEqual([["top"]]);
  expect(pathsFor({ single: set })).toEqual([["single", "mine"]]);
  expect(pathsFor({ list: [unset, set] })).toEqual([["list", 1, "mine"]]);
  expect(pathsFor({ set: [unset, set] })).toEqual([["set", "mine"]]);
  expect(pathsFor({ map: new Map([["key", set]]) })).toEqual([["map", "key", "mine"]]);
});

test("What is not set, or may be set, is not refused.", () => {
  expect(pathsFor({ top: null, both: "x", single: unset, list: [unset], map: null })).toEqual([]);
});
