import { type Bench, dataOf, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.simulator.reset();
  await bench.simulator.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["US", "CA"] });
});

interface Shown {
  readonly summary: string;
  readonly text: string;
  /** The line of the source that Terraform shows. */
  readonly code: string;
}

/** The errors of `terraform validate`, all gates of the table in one configuration. */
async function validated(gates: Readonly<Record<string, string>>): Promise<Map<string, Shown[]>> {
  const hcl = Object.entries(gates).map(([name, body]) => `data "fullstory_gate" "${name}" {\n${body}\n}`);
  const { terraform } = bench.folder(`variable "unset" {
  type    = string
  default = null
}
variable "zones" { default = ["US", "CA"] }
${hcl.join("\n")}`);
  const { diagnostics } = await terraform.validate();
  const found = new Map<string, Shown[]>();
  for (const { summary, detail, snippet, range, severity } of diagnostics) {
    expect({ summary, severity }).toEqual({ summary: expect.any(String), severity: "error" });
    const name = /"(\w+)"$/.exec(snippet?.context ?? "")?.[1] ?? String(range?.start.line);
    found.set(name, [
      ...(found.get(name) ?? []),
      { summary, text: `${summary}\n${detail}`, code: snippet?.code.trim() ?? "" },
    ]);
  }
  return found;
}

const BAD: Readonly<Record<string, { readonly gate: string; readonly says: RegExp; readonly line: string }>> =
  {
    misspelt: {
      gate: '  geo = {\n    record_geo_mod = "GEO_ALL"\n  }',
      says: /geo\.record_geo_mod\n.*is not a setting; did you mean "record_geo_mode"\?/,
      line: 'record_geo_mod = "GEO_ALL"',
    },
    literal_null: {
      gate: '  geo = {\n    record_geo_mode  = "GEO_ALL"\n    record_geo_zones = null\n  }',
      says: /geo\.record_geo_zones\n.*null declares nothing/,
      line: "record_geo_zones = null",
    },
    empty_object: { gate: "  geo = {}", says: /declares nothing, so it could not fail/, line: "geo = {}" },
    nothing: {
      gate: '  because = "x"',
      says: /this gate declares nothing, so it could not fail/,
      line: 'data "fullstory_gate" "nothing" {',
    },
    all_null: {
      gate: "  geo = null",
      says: /this gate declares nothing/,
      line: 'data "fullstory_gate" "all_null" {',
    },
    two_keys: {
      gate: '  privacy = {\n    default_privacy_mode = { one_of = ["A"], not = "B" }\n  }',
      says: /takes no other key/,
      line: 'default_privacy_mode = { one_of = ["A"], not = "B" }',
    },
    not_null: {
      gate: "  geo = {\n    record_geo_mode = { not = null }\n  }",
      says: /null declares nothing/,
      line: "record_geo_mode = { not = null }",
    },
    wrong_kind: {
      gate: '  privacy = {\n    discard_ip_addresses = "yes"\n  }',
      says: /expected true or false, found a string/,
      line: 'discard_ip_addresses = "yes"',
    },
    no_platform: {
      gate: "  features = { console_watcher = false }",
      says: /has settings for each platform: write \{ web = \{\.\.\.\}, mobile = \{\.\.\.\} \}/,
      line: "features = { console_watcher = false }",
    },
    wrong_platform: {
      gate: "  features = { mobil = { console_watcher = false } }",
      says: /is not a platform; did you mean "mobile"\?/,
      line: "features = { mobil = { console_watcher = false } }",
    },
    null_platform: {
      gate: "  features = {\n    web = null\n  }",
      says: /features\.web\n.*null declares nothing/,
      line: "web = null",
    },
    companion: {
      gate: '  geo = {\n    record_geo_zones = ["US"]\n  }',
      says: /needs record_geo_mode beside it.*add `record_geo_mode = "GEO_ALLOW_LIST"`/,
      line: 'record_geo_zones = ["US"]',
    },
    rule: {
      gate: '  privacy = {\n    element_blocks = [{ selector = ".ssn" }]\n  }',
      says: /a rule must declare type; \{ object_like = \{\.\.\.\} \} checks only what it names/,
      line: 'element_blocks = [{ selector = ".ssn" }]',
    },
    empty_with: {
      gate: "  privacy = {\n    element_blocks = { array_with = [] }\n  }",
      says: /array_with = \[\] \} could not fail/,
      line: "element_blocks = { array_with = [] }",
    },
    twice: {
      gate: `  geo = "{\\"record_geo_mode\\":\\"GEO_ALLOW_LIST\\",\\"record_geo_mode\\":\\"GEO_ALL\\"}"`,
      says: /geo is JSON text in which one object has the same key more than once/,
      line: 'data "fullstory_gate" "twice" {',
    },
    no_json: { gate: '  geo = "GEO_ALL"', says: /is text, and it is not JSON/, line: 'geo = "GEO_ALL"' },
    severity: {
      gate: '  severity = "warn"\n  geo = { record_geo_mode = "GEO_ALL" }',
      says: /severity\n.*must be "error" or "warning"/,
      line: 'severity = "warn"',
    },
    required: {
      gate: '  require = ["privacy"]\n  geo = { record_geo_mode = "GEO_ALL" }',
      says: /privacy\n.*is required here and is not declared/,
      line: 'data "fullstory_gate" "required" {',
    },
    required_unknown: {
      gate: '  require = ["privcy"]\n  geo = { record_geo_mode = "GEO_ALL" }',
      says: /names no document; did you mean "privacy"\?/,
      line: 'require = ["privcy"]',
    },
    waiver: {
      gate: '  geo = { record_geo_mode = "GEO_ALL" }\n  waivers = [{ path = "record_geo_mod", observed = "00000000", reason = "x", expires = "2030-01-01" }]',
      says: /waivers\[0\]\n.*is for a path that is not declared here: "record_geo_mod"; did you mean "record_geo_mode"\?/,
      line: expect.stringMatching(/^waivers = /) as unknown as string,
    },
  };

describe("A declaration that could not be meant", () => {
  it("fails validate, on the line where it stands, and says what was meant", async () => {
    const found = await validated(
      Object.fromEntries(Object.entries(BAD).map(([name, { gate }]) => [name, gate])),
    );
    for (const [name, { says, line }] of Object.entries(BAD)) {
      const [first, ...others] = found.get(name) ?? [];
      expect({ name, count: others.length, first: first?.summary }).toEqual({
        name,
        count: 0,
        first: expect.stringMatching(/^fullstory: bad declaration, /),
      });
      expect(first?.summary.length).toBeLessThanOrEqual(76);
      expect(first?.text).toMatch(says);
      expect({ name, code: first?.code }).toEqual({ name, code: line });
      expect(first?.text).not.toMatch(/Match\.|recordGeo|elementBlocks/);
    }
    expect(found.size).toBe(Object.keys(BAD).length);
  });

  it("from an unset variable passes validate, and fails the plan", async () => {
    const { terraform } = bench.folder(`
variable "mode" {
  type    = string
  default = null
}
data "fullstory_gate" "g" { geo = { record_geo_mode = var.mode } }`);
    expect((await terraform.validate()).exitCode).toBe(0);
    const { exitCode, diagnostics } = await terraform.planJson();
    expect(exitCode).toBe(1);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^fullstory: bad declaration, geo.record_geo_mode: null declares nothing/),
    ]);
  });

  it("that is null as a whole is left out for Terraform, which `require` tells apart", async () => {
    const gate = (more: string) => `
variable "geo" {
  type    = any
  default = null
}
data "fullstory_gate" "g" {
  geo      = var.geo
  features = { web = { enabled = { any_value = true } } }
  ${more}
}`;
    expect((await bench.folder(gate("")).terraform.plan()).exitCode).toBe(0);
    const { exitCode, text } = await bench.folder(gate('require = ["geo"]')).terraform.plan();
    expect(exitCode).toBe(1);
    expect(text).toContain("geo: is required here and is not declared");
  });

  it("does not fail validate for what is not known yet, wherever it stands", async () => {
    const { terraform } = bench.folder(`
variable "zones" { type = list(string) }
variable "rules" { type = any }
variable "flag" { type = bool }
data "fullstory_gate" "g" {
  geo      = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = var.zones }
  privacy  = {
    element_blocks       = { array_with = var.rules }
    ajax_watches         = { each_like = { item = var.rules } }
    discard_ip_addresses = { not = var.flag }
    default_privacy_mode = { one_of = ["X", var.zones[0]] }
  }
  features = { web = var.rules, mobile = { enabled = var.flag } }
}`);
    expect((await terraform.validate()).exitCode).toBe(0);
  });
});

describe("A declaration", () => {
  it("may be an object, its JSON, a file, and in camelCase: all are one", async () => {
    const folder = bench.folder(
      `
data "fullstory_gate" "hcl" { geo = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = ["CA", "US"] } }
data "fullstory_gate" "camel" { geo = { recordGeoMode = "GEO_ALLOW_LIST", recordGeoZones = ["CA", "US"] } }
data "fullstory_gate" "json" { geo = jsonencode({ record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = ["CA", "US"] }) }
data "fullstory_gate" "file" { geo = file("\${path.module}/geo.json") }
data "fullstory_gate" "decoded" { geo = jsondecode(file("\${path.module}/geo.json")) }
data "fullstory_gate" "set" { geo = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = toset(["CA", "US"]) } }
data "fullstory_gate" "text_by_platform" { features = { web = jsonencode({ enabled = { any_value = true } }) } }
`,
      { "geo.json": '{"recordGeoMode":"GEO_ALLOW_LIST","recordGeoZones":["CA","US"]}' },
    );
    const data = await dataOf(folder);
    expect([...data.values()].map(({ passed, findings }) => ({ passed, findings }))).toEqual(
      Array.from({ length: 7 }, () => ({ passed: true, findings: [] })),
    );
    expect(data.get("data.fullstory_gate.hcl")).toMatchObject({
      checked: 2,
      org: bench.simulator.orgId,
      read_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it("shows drift on the declared line; JSON text shows none of its own", async () => {
    await bench.simulator.replace("geo", { recordGeoMode: "GEO_ALL", recordGeoZones: [] });
    const { terraform } = bench.folder(`
data "fullstory_gate" "hcl" {
  geo = {
    record_geo_mode  = "GEO_ALLOW_LIST"
    record_geo_zones = ["CA", "US"]
  }
}
data "fullstory_gate" "json" {
  geo = jsonencode({
    record_geo_mode = "GEO_ALLOW_LIST"
  })
}`);
    const { diagnostics, exitCode } = await terraform.planJson();
    expect(exitCode).toBe(1);
    const lines = diagnostics.map(({ snippet }) => snippet?.code.trim());
    expect(lines.sort()).toEqual([
      'data "fullstory_gate" "json" {',
      'record_geo_mode  = "GEO_ALLOW_LIST"',
      'record_geo_zones = ["CA", "US"]',
    ]);
  });
});
