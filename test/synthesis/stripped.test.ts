import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Resource } from "@cdktf/provider-null/lib/resource";
import {
  App,
  Aspects,
  TerraformHclModule,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { DataFullstory } from "../../lib/constructs/data-fullstory.js";
import {
  DataFullstoryRecordingGeo,
  FrameworkMismatchError,
  FullstoryGate,
  FullstoryOrg,
  GateStrippedError,
  synth,
} from "../../lib/index.js";
import { makeGuardedApp, type Stripping, testFileStrippings, testStrippings } from "./strippings.js";
import { documents, elementIn, failureOf, synthesized, testStack } from "./support.js";

const OTHER = { recordGeoMode: "GEO_ALL" } as const;

const dropLifecycle = {
  visit: (node: unknown) => {
    if (!(node instanceof DataFullstoryRecordingGeo)) return;
    Object.defineProperty(node, "terraformMetaArguments", { get: () => ({}) });
  },
};

const ways: readonly Stripping[] = [
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
    title: "everything by `enabled` of OpenTofu",
    strip: (geo) => geo.addOverride("lifecycle.enabled", false),
    says: "lifecycle.enabled was added; only conditions may stand there",
  },
  {
    title: "everything by `enabled` of OpenTofu in an override of the stack",
    strip: (geo, stack) =>
      stack.addOverride(`data.null_data_source.${geo.friendlyUniqueId}.lifecycle.enabled`, "${var.on}"),
    says: "lifecycle.enabled was added",
  },
  {
    title: "a key of lifecycle that is no condition, by an assignment",
    strip: (geo) => {
      geo.lifecycle = { ignoreChanges: "all" };
    },
    says: "lifecycle.ignore_changes was added",
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
    title: "a condition by an aspect that changes what the element answers",
    strip: (geo, stack) => {
      const meta = Object.getOwnPropertyDescriptor(DataFullstory.prototype, "terraformMetaArguments");
      const asked = () => meta?.get?.call(geo) as { lifecycle: { postcondition: { condition: string }[] } };
      Aspects.of(stack).add({
        visit: () => {
          for (const each of asked().lifecycle.postcondition) each.condition = "${true}";
        },
      });
      Object.defineProperty(geo, "terraformMetaArguments", {
        get: () => {
          const { lifecycle, ...rest } = asked();
          for (const each of lifecycle.postcondition) each.condition = "${true}";
          return { ...rest, lifecycle };
        },
      });
    },
    says: "conditions are gone",
  },
  ...["terraform", "terraform.required_providers", "data", "check", "provider"].map(
    (block): Stripping => ({
      title: `a list in place of ${block}`,
      strip: (_geo, stack) => stack.addOverride(block, [{ null: { source: "someone/else" } }]),
      says: `[web] ${block} is no single object, so the gate cannot stand in the stack`,
    }),
  ),
  {
    title: "the provider by a list of where it comes from",
    strip: (_geo, stack) =>
      stack.addOverride("terraform.required_providers.null", [{ source: "someone/else" }]),
    says: "the provider null comes from a list",
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
    ([title, condition]): Stripping => ({
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

testStrippings("$title does not strip the gate unseen.", ways, () => testStack().stack);

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
  // What a user wrote there must not be lost.
  stack.addOverride("resource.null_resource.added", { lifecycle: [{ prevent_destroy: true }] });
  expect(failureOf(() => synthesized(stack)).message).toContain(
    "null_resource.added.lifecycle cannot be guarded",
  );
  const precondition = { condition: '${path.module != ""}', error_message: "own" };
  stack.addOverride("resource.null_resource.added", { lifecycle: { precondition } });
  expect(Testing.synth(stack)).toContain('"error_message": "own"');
});

test("A reference to a gate from outside is no reason to refuse anything.", () => {
  const { stack } = testStack();
  const geo = new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  new Resource(stack, "managed", { triggers: { mode: geo.recordGeoMode }, dependsOn: [geo] });
  new TerraformOutput(stack, "mode", { value: geo.recordGeoMode });
  expect(() => synthesized(stack)).not.toThrow();
});

const MATCHES = { geo: { recordGeoMode: "GEO_ALLOW_LIST" } } as const;
function warningsOn({ node }: TerraformHclModule): readonly unknown[] {
  return node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data);
}

testFileStrippings("%s is noticed, and no file that plans is left.", { source: documents }, [
  [
    "The preconditions of a guard, taken away by wrapping toTerraform,",
    ({ resource }) => resource.null_resource.managed.lifecycle.precondition.splice(0),
    "null_resource.managed lost the precondition of applyMaxAge",
  ],
  [
    "The precondition of a guard, made longer by wrapping toTerraform,",
    ({ resource }) => {
      for (const each of resource.null_resource.managed.lifecycle.precondition)
        each.condition = each.condition.replace("86400s", "864000s");
    },
    "null_resource.managed lost the precondition of applyMaxAge",
  ],
  [
    "The depends_on of a guard, taken away by wrapping toTerraform,",
    ({ resource }) => resource.null_resource.managed.depends_on.splice(0),
    "null_resource.managed does not wait for the gate",
  ],
]);

test("A module call that applyMaxAge cannot stop is named in an annotation and in the evidence.", () => {
  const { app, stack, evidence } = makeGuardedApp({ source: documents });
  const late = new TerraformHclModule(stack, "late", { source: "terraform-aws-modules/vpc/aws" });
  app.synth();
  const says = "applyMaxAge cannot stop module.late: Terraform has no conditions for module calls";
  expect(evidence().warnings).toEqual([expect.stringContaining(says)]);
  expect(warningsOn(late)).toEqual([expect.stringContaining(says)]);
  app.synth();
  expect(warningsOn(late)).toHaveLength(1);
});

test("Nothing is said of a module call that is left out, nor without applyMaxAge.", () => {
  for (const off of [true, false]) {
    const { stack } = testStack();
    const module = new TerraformHclModule(stack, "late", { source: "terraform-aws-modules/vpc/aws" });
    new FullstoryGate(stack, "gate", {
      ...MATCHES,
      ...(off ? { guard: true, applyMaxAge: "off" } : { guard: { except: [module] } }),
    });
    synthesized(stack);
    expect(warningsOn(module)).toEqual([]);
  }
});

test.each([
  ["synthesizes as the first one did", (stack: TerraformStack) => stack.toTerraform],
  ["writes what it likes", () => () => ({ terraform: {} })],
])("A synthesizer that is assigned after the gate, and %s, is noticed.", async (_title, make) => {
  for (const run of [async (app: App) => app.synth(), synth]) {
    const { app, stack, folder, evidence } = makeGuardedApp({ source: documents });
    stack.synthesizer = {
      synthesize: ({ outdir, manifest }) => {
        const file = path.join(outdir, manifest.forStack(stack).synthesizedStackPath);
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, JSON.stringify(make(stack)()));
      },
    };
    const error: unknown = await run(app).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GateStrippedError);
    expect(String(error)).toContain("the synthesizer of web was assigned after the gate was declared");
    expect(readdirSync(folder)).toEqual(["fullstory.evidence.json"]);
    expect(evidence().outcome).toBe("error");
  }
});

test("A synthesizer that was assigned before the gate serves, and its file is looked over.", () => {
  const app = new App({ outdir: makeGuardedApp({ source: documents }).app.outdir });
  const stack = new TerraformStack(app, "own");
  let asked = 0;
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize: (session) => {
      asked += 1;
      synthesizer.synthesize(session);
    },
  };
  new FullstoryOrg(stack, "org", { source: documents });
  new FullstoryGate(stack, "gate", MATCHES);
  app.synth();
  expect(asked).toBe(1);
});

test("Two copies of this package in one app are an error that names both paths.", () => {
  const app = Testing.app();
  const elsewhere = "/app/packages/gates/node_modules/cdktf-fullstory";
  // As a copy that lies there leaves it.
  Object.defineProperty(app, Symbol.for("cdktf-fullstory/owner"), { value: { path: elsewhere } });
  const error = failureOf(() => new FullstoryOrg(app, "org", { source: documents }));
  expect(error).toBeInstanceOf(FrameworkMismatchError);
  expect(error.message).toContain(`two copies of cdktf-fullstory: ${elsewhere} and ${path.resolve()}`);
});

test("A second copy does not read another org in silence, even where the same files are loaded twice.", () => {
  const { stack } = testStack();
  const shared = ["cdktf", "constructs"].map((name) => [name, jest.requireActual<object>(name)] as const);
  jest.isolateModules(() => {
    for (const [name, actual] of shared) jest.doMock(name, () => actual);
    const copy: typeof import("../../lib/index.js") = require("../../lib/index.js");
    const error = failureOf(() => new copy.DataFullstoryRecordingGeo(stack, "geo"));
    expect(error).toBeInstanceOf(copy.FrameworkMismatchError);
    expect(error.message).toContain(`uses cdktf-fullstory twice: the files in ${path.resolve()}`);
  });
});
