import { readFileSync } from "node:fs";
import { type Bench, type Folder, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.simulator.reset();
  await strict();
});

const strict = () =>
  bench.simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["US"] });
const loosened = () => bench.simulator.replace("geo", { recordGeoMode: "GEO_ALL", recordGeoZones: [] });

const GEO = `geo = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = ["US"] }`;
const OTHER = `resource "terraform_data" "other" { input = "2" }`;

const data = (more = "") => `data "fullstory_gate" "g" {\n  ${GEO}\n  ${more}\n}`;
const WAITS = `resource "terraform_data" "waits" { input = data.fullstory_gate.g.passed }\n${OTHER}`;
const POSTCONDITION = `on_drift = "report"
  lifecycle {
    postcondition {
      condition     = self.passed
      error_message = "the gate did not pass"
    }
  }`;

/** The three ways to hold a gate, each with a resource that waits for it and one that does not. */
const WAYS = {
  "data, own error": `${data()}\n${WAITS}`,
  "data, report and a postcondition": `${data(POSTCONDITION)}\n${WAITS}`,
  ephemeral: `ephemeral "fullstory_gate" "g" {\n  ${GEO}\n}
resource "terraform_data" "waits" {
  input      = "1"
  depends_on = [ephemeral.fullstory_gate.g]
}
${OTHER}`,
} as const;
type Way = keyof typeof WAYS;

/** A stack that was applied while everything matched. */
async function applied(way: Way): Promise<Folder> {
  const folder = bench.folder(WAYS[way]);
  const { exitCode, text } = await folder.terraform.apply();
  expect({ way, exitCode, text: exitCode === 0 ? "" : text }).toEqual({ way, exitCode: 0, text: "" });
  return folder;
}

const failing = (exitCode: number) => (exitCode === 1 ? 1 : 0);

/** Exit codes under drift, as `docs` and the contract have them: 1 stops, 0 goes on. */
const TABLE: Readonly<Record<Way, Readonly<Record<string, number>>>> = {
  "data, own error": {
    plan: 1,
    "-refresh=false": 1,
    "-target=waits": 1,
    "-target=other": 0,
    "-refresh-only": 1,
    destroy: 1,
    "destroy -refresh=false": 0,
  },
  "data, report and a postcondition": {
    plan: 1,
    "-refresh=false": 1,
    "-target=waits": 1,
    "-target=other": 0,
    "-refresh-only": 0,
    destroy: 0,
    "destroy -refresh=false": 0,
  },
  ephemeral: {
    plan: 1,
    "-refresh=false": 1,
    "-target=waits": 1,
    "-target=other": 0,
    "-refresh-only": 1,
    destroy: 1,
    "destroy -refresh=false": 0,
  },
};

describe.each(Object.keys(WAYS) as Way[])("Under drift: %s", (way) => {
  it("stops what the table says, and nothing else", async () => {
    const folder = await applied(way);
    await loosened();
    const { terraform } = folder;
    const found = {
      plan: failing((await terraform.plan()).exitCode),
      "-refresh=false": failing((await terraform.plan({ args: ["-refresh=false"] })).exitCode),
      "-target=waits": failing((await terraform.plan({ target: ["terraform_data.waits"] })).exitCode),
      "-target=other": failing((await terraform.plan({ target: ["terraform_data.other"] })).exitCode),
      "-refresh-only": failing((await terraform.plan({ refreshOnly: true })).exitCode),
      destroy: failing((await terraform.plan({ destroy: true })).exitCode),
      "destroy -refresh=false": failing(
        (await terraform.plan({ destroy: true, args: ["-refresh=false"] })).exitCode,
      ),
    };
    expect(found).toEqual(TABLE[way]);
  });

  it("is no change where everything matches", async () => {
    const { terraform } = await applied(way);
    expect((await terraform.plan()).exitCode).toBe(0);
  });
});

describe("A clean saved plan that is applied after somebody loosened a setting", () => {
  const saved = async (way: Way) => {
    const folder = bench.folder(WAYS[way]);
    const out = `${folder.dir}/plan.out`;
    expect((await folder.terraform.plan({ out })).exitCode).toBe(2);
    await loosened();
    return { folder, apply: await folder.terraform.apply({ planFile: out }) };
  };

  it.each(["data, own error", "data, report and a postcondition"] as const)("goes on: %s", async (way) => {
    expect((await saved(way)).apply.exitCode).toBe(0);
  });

  it("fails with an ephemeral gate, before anything that depends on it is made", async () => {
    const { folder, apply } = await saved("ephemeral");
    expect(apply.exitCode).toBe(1);
    expect(apply.text).toContain("fullstory: drift, ");
    expect(readFileSync(`${folder.dir}/terraform.tfstate`, "utf8")).not.toContain('"name": "waits"');
  });
});

describe("A gate that depends on something pending", () => {
  const pending = (block: string) =>
    `resource "terraform_data" "first" { input = "x" }\n${block.replace(GEO, `${GEO}\n  depends_on = [terraform_data.first]`)}`;

  it("is deferred as a data source: other things are made first", async () => {
    await loosened();
    const folder = bench.folder(pending(WAYS["data, own error"]));
    expect((await folder.terraform.plan()).exitCode).toBe(2);
    const apply = await folder.terraform.apply();
    expect(apply.exitCode).toBe(1);
    const state = readFileSync(`${folder.dir}/terraform.tfstate`, "utf8");
    expect(state).toContain('"name": "first"');
    expect(state).not.toContain('"name": "waits"');
  });

  it("is not deferred as an ephemeral one: nothing is made", async () => {
    await loosened();
    const { terraform } = bench.folder(pending(WAYS.ephemeral));
    expect((await terraform.plan()).exitCode).toBe(1);
  });
});

describe("A declared value that is not known yet", () => {
  const unknown = (block: string) =>
    `resource "terraform_data" "mode" { input = "GEO_ALLOW_LIST" }\n${block.replace('"GEO_ALLOW_LIST"', "terraform_data.mode.output")}`;

  it.each(["data, own error", "ephemeral"] as const)(
    "is decided at apply, after other things were made: %s",
    async (way) => {
      await loosened();
      const { terraform, dir } = bench.folder(unknown(WAYS[way]));
      const plan = await terraform.plan();
      expect(plan.exitCode).toBe(2);
      const apply = await terraform.apply();
      expect(apply.exitCode).toBe(1);
      const state = readFileSync(`${dir}/terraform.tfstate`, "utf8");
      expect(state).toContain('"name": "mode"');
      expect(state).not.toContain('"name": "waits"');
    },
  );
});

test("State and plan hold a declaration and counts for a data source, and nothing of an ephemeral gate.", async () => {
  const data = await applied("data, own error");
  expect(readFileSync(`${data.dir}/terraform.tfstate`, "utf8")).toMatch(/"checked": 2[\s\S]*GEO_ALLOW_LIST/);
  const ephemeral = await applied("ephemeral");
  expect(readFileSync(`${ephemeral.dir}/terraform.tfstate`, "utf8")).not.toMatch(/GEO_|checked/);
});
