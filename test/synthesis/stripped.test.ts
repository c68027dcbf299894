import { Resource } from "@cdktf/provider-null/lib/resource";
import {
  Aspects,
  TerraformLocal,
  TerraformOutput,
  type TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { DataFullstoryRecordingGeo, FullstoryGate, GateStrippedError } from "../../lib/index.js";
import { elementIn, failureOf, synthesized, testStack } from "./support.js";

const OTHER = { recordGeoMode: "GEO_ALL" } as const;

interface Way {
  readonly title: string;
  readonly strip: (geo: DataFullstoryRecordingGeo, stack: TerraformStack) => void;
  readonly says: string;
}

const dropLifecycle = {
  visit: (node: unknown) => {
    if (!(node instanceof DataFullstoryRecordingGeo)) return;
    Object.defineProperty(node, "terraformMetaArguments", { get: () => ({}) });
  },
};

const ways: readonly Way[] = [
  {
    title: "lifecycle by an override of the element",
    strip: (geo) => geo.addOverride("lifecycle.postcondition", null),
    says: "conditions are gone",
  },
  {
    title: "one condition by an override of the element",
    strip: (geo) => geo.addOverride("lifecycle.postcondition.2.condition", "${self.id != null}"),
    says: "conditions are gone",
  },
  {
    title: "inputs by an override of the element",
    strip: (geo) => geo.addOverride("inputs.observed_record_geo_mode", '"GEO_ALL"'),
    says: "inputs were changed",
  },
  {
    title: "lifecycle by an override of the stack",
    strip: (geo, stack) => stack.addOverride(`data.null_data_source.${geo.friendlyUniqueId}.lifecycle`, null),
    says: "conditions are gone",
  },
  {
    title: "all data sources by an override of the stack",
    strip: (_geo, stack) => stack.addOverride("data", null),
    says: "is not in the file",
  },
  {
    title: "its name by an override of the stack",
    strip: (geo, stack) => stack.addOverride(`data.null_data_source.${geo.friendlyUniqueId}`, [{}]),
    says: "is not in the file",
  },
  {
    title: "count by an override",
    strip: (geo) => geo.addOverride("count", 0),
    says: "count was added",
  },
  {
    title: "for_each by an override",
    strip: (geo) => geo.addOverride("for_each", {}),
    says: "for_each was added",
  },
  {
    title: "depends_on by an override",
    strip: (geo) => geo.addOverride("depends_on", ["null_resource.managed"]),
    says: "depends_on names something else than a gate",
  },
  {
    title: "the provider by an override",
    strip: (geo) => geo.addOverride("provider", "null.other"),
    says: "the provider was changed",
  },
  {
    title: "the provider by where it comes from",
    strip: (_geo, stack) => stack.addOverride("terraform.required_providers.null.source", "someone/else"),
    says: "the provider null comes from someone/else",
  },
  {
    title: "lifecycle by an aspect",
    strip: (_geo, stack) => Aspects.of(stack).add(dropLifecycle),
    says: "conditions are gone",
  },
  {
    title: "inputs by an aspect",
    strip: (_geo, stack) =>
      Aspects.of(stack).add({
        visit: (node) => {
          if (node instanceof DataFullstoryRecordingGeo) node.inputs = { status: "read" };
        },
      }),
    says: "inputs: is not accepted",
  },
  {
    title: "a local in a condition of the user's",
    strip: (geo, stack) => {
      new TerraformLocal(stack, "later", "${null_resource.managed.id}");
      geo.lifecycle = { postcondition: [{ condition: '${local.later != ""}', errorMessage: "x" }] };
    },
    says: "refers to local.later",
  },
  ...[
    ["a managed resource", '${null_resource.managed.id != ""}'],
    ["a module", '${module.other.id != ""}'],
    ["another data source", '${data.null_data_source.other.id != ""}'],
    ["a managed resource inside a string", '${"${null_resource.managed.id}" != ""}'],
    ["a managed resource behind blanks", '${null_resource . managed . id != ""}'],
    ["a managed resource behind a comment", '${null_resource/**/.managed.id != ""}'],
    ["a managed resource deep in objects", "${{ a = { b = { c = null_resource.managed.id } } } != {}}"],
    ["a managed resource in a directive", '%{ if null_resource.managed.id != "" }x%{ endif }'],
  ].map(
    ([title, condition]): Way => ({
      title: `${title} in a condition of the user's`,
      strip: (geo) => {
        geo.lifecycle = { postcondition: [{ condition: condition ?? "", errorMessage: "x" }] };
      },
      says: "it may refer to self and to other gates only",
    }),
  ),
  {
    title: "a managed resource in the message of a user's condition",
    strip: (geo) => {
      geo.lifecycle = {
        postcondition: [{ condition: '${self.id != ""}', errorMessage: "${null_resource.managed.id}" }],
      };
    },
    says: "refers to null_resource.managed.id",
  },
];

test.each(ways)("$title does not strip the gate unseen.", (way) => {
  const { stack } = testStack();
  new Resource(stack, "managed");
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect(OTHER);
  way.strip(geo, stack);
  expect(failureOf(() => synthesized(stack)).message).toContain(way.says);
});

test("What is stripped is named with construct path in a class of its own.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect(OTHER);
  geo.addOverride("lifecycle", null);
  geo.addOverride("inputs.status", "read");
  geo.addOverride("count", 0);
  const error = failureOf(() => synthesized(stack));
  expect(error).toBeInstanceOf(GateStrippedError);
  expect(error.message).toContain("[web/geo] count was added");
});

test("A user's conditions on self, on variables and on other gates are allowed, dots in texts included.", () => {
  const { stack } = testStack();
  new TerraformVariable(stack, "wanted", { default: "read" });
  new DataFullstoryRecordingGeo(stack, "first").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  const conditions = [
    '${self.outputs["status"] == "null_resource.managed"}',
    '${self.outputs["status"] == var.wanted}',
    '${data.null_data_source.first.outputs["status"] == "\\"a.b\\" and {c.d}"}',
  ];
  new DataFullstoryRecordingGeo(stack, "geo", {
    lifecycle: {
      postcondition: conditions.map((condition) => ({
        condition,
        errorMessage: 'See docs.example.com, ${self.outputs["status"]} is wrong.',
      })),
    },
  }).expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  expect(elementIn(stack, "geo").lifecycle["postcondition"]).toHaveLength(6);
});

test("A check block of ours that is changed or dropped by an override is noticed.", () => {
  const { stack } = testStack();
  new DataFullstoryRecordingGeo(stack, "geo").expect(OTHER, { severity: "warning" });
  stack.addOverride("check", { fullstory_geo_record_geo_mode: {} });
  expect(failureOf(() => synthesized(stack)).message).toContain(
    "a check block named fullstory_geo_record_geo_mode is there already",
  );
});

test("A guard reaches what an override added, and cannot reach a list of resources.", () => {
  const { stack } = testStack();
  new FullstoryGate(stack, "gate", { geo: { recordGeoMode: "GEO_ALLOW_LIST" }, guard: true });
  stack.addOverride("resource.null_resource.added", { triggers: {} });
  expect(Testing.synth(stack)).toMatch(/"added": \{\s+"depends_on"/);
  stack.addOverride("resource.null_resource.added", [{ triggers: {} }]);
  expect(failureOf(() => synthesized(stack)).message).toContain("null_resource.added cannot be guarded");
});

test("A reference to a gate from outside is no reason to refuse anything.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  new Resource(stack, "managed", { triggers: { mode: geo.recordGeoMode }, dependsOn: [geo] });
  new TerraformOutput(stack, "mode", { value: geo.recordGeoMode });
  expect(() => synthesized(stack)).not.toThrow();
});
