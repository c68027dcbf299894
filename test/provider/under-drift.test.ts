import { existsSync, readFileSync } from "node:fs";
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

const state = ({ dir }: Folder) => readFileSync(`${dir}/terraform.tfstate`, "utf8");

describe.each(Object.keys(WAYS) as Way[])("A gate (%s)", (way) => {
  it("is no change where everything matches, and under drift stops what the table says, and nothing else", async () => {
    const folder = await applied(way);
    const { terraform } = folder;
    expect((await terraform.plan()).exitCode).toBe(0);
    await loosened();
    const refreshOnly = await terraform.plan({ args: ["-refresh-only"] });
    if (way === "data, report and a postcondition")
      expect(refreshOnly.text).toMatch(/Warning: [\s\S]*the gate did not pass/);
    const found = {
      plan: failing((await terraform.plan()).exitCode),
      "-refresh=false": failing((await terraform.plan({ args: ["-refresh=false"] })).exitCode),
      "-target=waits": failing((await terraform.plan({ args: ["-target=terraform_data.waits"] })).exitCode),
      "-target=other": failing((await terraform.plan({ args: ["-target=terraform_data.other"] })).exitCode),
      "-refresh-only": failing(refreshOnly.exitCode),
      destroy: (await terraform.destroy()).exitCode,
      "destroy -refresh=false": (await terraform.destroy(["-refresh=false"])).exitCode,
    };
    expect(found).toEqual(TABLE[way]);
    expect(state(folder)).toContain('"resources": []');
  });

  it("holds its declaration and counts in plan and state, or nothing; a clean saved plan goes on, or stops", async () => {
    const folder = bench.folder(WAYS[way]);
    const out = `${folder.dir}/plan.out`;
    expect((await folder.terraform.plan({ out })).exitCode).toBe(2);
    const plan = JSON.stringify((await folder.terraform.show(out)).json);
    await loosened();
    const apply = await folder.terraform.apply(out);
    expect(apply.exitCode).toBe(way === "ephemeral" ? 1 : 0);
    if (way === "ephemeral") {
      expect(apply.text).toContain("fullstory: drift, ");
      expect(state(folder)).not.toContain('"name": "waits"');
    }
    for (const text of [plan, state(folder)]) {
      if (way === "ephemeral") expect(text).not.toMatch(/GEO_|checked"/);
      else expect(text).toMatch(/"checked": ?2[\s\S]*GEO_ALLOW_LIST/);
    }
  });

  it.each([
    ["depends on something pending", GEO, `${GEO}\n  depends_on = [terraform_data.first]`],
    ["takes a value from something pending", '"GEO_ALLOW_LIST"', "terraform_data.first.input"],
  ])("that %s lets other things be made first, unless it is ephemeral", async (_what, from, to) => {
    await loosened();
    const first = 'resource "terraform_data" "first" { input = "GEO_ALLOW_LIST" }\n';
    const folder = bench.folder(first + WAYS[way].replace(from, to));
    const plan = await folder.terraform.plan();
    expect(plan.exitCode).toBe(way === "ephemeral" ? 1 : 2);
    const apply = await folder.terraform.apply();
    expect(apply.exitCode).toBe(1);
    const made = existsSync(`${folder.dir}/terraform.tfstate`) ? state(folder) : "";
    expect(made.includes('"name": "first"')).toBe(way !== "ephemeral");
    expect(made).not.toContain('"name": "waits"');
  });

  it("with a declared value that is not known yet is decided at apply, after other things were made", async () => {
    await loosened();
    const mode = 'resource "terraform_data" "mode" { input = "GEO_ALLOW_LIST" }\n';
    const folder = bench.folder(mode + WAYS[way].replace('"GEO_ALLOW_LIST"', "terraform_data.mode.output"));
    expect((await folder.terraform.plan()).exitCode).toBe(2);
    expect((await folder.terraform.apply()).exitCode).toBe(1);
    expect(state(folder)).toContain('"name": "mode"');
    expect(state(folder)).not.toContain('"name": "waits"');
  });
});
