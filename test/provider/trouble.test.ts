import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createIdentity } from "../../src/plugin/serve/certificate.js";
import type { Fault } from "../../src/simulator/index.js";
import { temporaryFolder } from "../terraform/support.js";
import { type Bench, dataOf, run, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.simulator.reset());

const GATE = `
provider "fullstory" {
  timeout  = "300ms"
  deadline = "1s"
  attempts = 2
}
data "fullstory_gate" "g" { geo = { record_geo_mode = { any_value = true } } }
`;

const MEGABYTE = 1_000_000;
/** Of each kind of fault that keeps an answer from being read: a kind that is new must be added. */
const FAULTS: Readonly<
  Record<Exclude<Fault["kind"], "gzip" | "loop-token" | "wrong-me">, readonly object[]>
> = {
  status: [
    ...[400, 401, 403, 404, 500, 204].map((status) => ({ status })),
    { status: 429, headers: { "retry-after": "120" } },
  ],
  latency: [{ ms: 1_500 }],
  hang: [{}],
  "hang-body": [{}],
  cut: [{}],
  reset: [{}],
  html: [{}],
  "invalid-json": [{}],
  "truncated-json": [{}],
  body: [{ text: "[]" }, { text: '{"recordGeoMode":7}' }],
  redirect: [{ location: "https://elsewhere.example/" }],
  header: [{ headers: { age: "3600" } }, { headers: { date: "Mon, 01 Jan 2001 00:00:00 GMT" } }],
  huge: [{ bytes: 80 * MEGABYTE }],
  "gzip-bomb": [{ bytes: 80 * MEGABYTE }],
};
const EACH = Object.entries(FAULTS).flatMap(([kind, all]) => all.map((more) => ({ kind, ...more })));

describe("Nothing passes for lack of data", () => {
  it.each(EACH.map((fault) => [JSON.stringify(fault), fault] as const))("under %s", async (_name, fault) => {
    await bench.simulator.fault({ ...fault, match: { path: "/geo" } } as Fault);
    const { exitCode, diagnostics } = await bench.folder(GATE).terraform.planJson();
    expect(exitCode).toBe(1);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      "fullstory: unreadable, nothing was checked (not drift)",
    ]);
    expect(diagnostics[0]?.detail).toMatch(/What to do: /);
  });

  it("but for a compressed answer, which is read; a history without an end is not", async () => {
    await bench.simulator.fault({ kind: "gzip", match: { path: "/geo" } });
    expect((await bench.folder(GATE).terraform.plan()).exitCode).toBe(0);
    await bench.simulator.seedHistory("geo", [
      { settings: { recordGeoMode: "GEO_ALL" }, at: "2031-03-01T00:00:00Z" },
    ]);
    await bench.simulator.fault({ kind: "loop-token" });
    const { terraform } = bench.folder('data "fullstory_recording_geo_history" "h" { since = "2020-01-01" }');
    const { exitCode, diagnostics } = await terraform.planJson();
    expect([exitCode, diagnostics[0]?.detail]).toEqual([1, expect.stringContaining("would never end")]);
  });

  it("also where an answer has none of the documented keys", async () => {
    await bench.simulator.fault({ kind: "body", text: "{}", match: { path: "/geo" } });
    const { exitCode, diagnostics } = await bench.folder(GATE).terraform.planJson();
    expect(exitCode).toBe(1);
    expect(diagnostics).toHaveLength(1);
  });

  it("also where a gate only reports: it did not pass, and says what was not read", async () => {
    await bench.simulator.fault({ kind: "status", status: 404, match: { path: "/geo" } });
    const data = await dataOf(
      bench.folder(`data "fullstory_gate" "g" {
  on_drift = "report"
  geo      = { record_geo_mode = { any_value = true } }
  features = { web = { enabled = { any_value = true } } }
}
data "fullstory_gate" "generated" {
  on_drift    = "report"
  declared_at = "infra/privacy.ts:41"
  geo         = jsonencode({ record_geo_mode = { any_value = true } })
  blocking    = jsonencode({ blocked_ips = ["192.0.2.200"] })
}`),
    );
    expect(data.get("data.fullstory_gate.g")).toMatchObject({
      passed: false,
      checked: 1,
      findings: [{ document: "geo", result: "not-checked", kind: "unreadable" }],
      failures: [expect.stringMatching(/^fullstory: unreadable, /)],
      warnings: [],
    });
    const generated = data.get("data.fullstory_gate.generated");
    expect(generated).toMatchObject({ passed: false, checked: 1, warnings: [] });
    const failures = generated?.["failures"] as readonly string[];
    expect(failures[0]).toMatch(/^fullstory: unreadable, /);
    expect(failures[1]).toMatch(
      /^fullstory: drift, blockedIps[\s\S]*at infra\/privacy\.ts:41[\s\S]*waivers: \[\{ path: /,
    );
    expect(generated?.["findings"]).toContainEqual(
      expect.objectContaining({ path: 'blockedIps["192.0.2.200"]' }),
    );
  });

  it("also for a severity of warning: an outage is an error", async () => {
    await bench.simulator.fault({ kind: "status", status: 404, match: { path: "/geo" } });
    const { terraform } = bench.folder(GATE.replace("geo =", 'severity = "warning"\n geo ='));
    expect((await terraform.plan()).exitCode).toBe(1);
  });
});

describe("Drift", () => {
  it("of the severity warning is shown and does not pass", async () => {
    await bench.simulator.replace("geo", { recordGeoMode: "GEO_ALL" });
    const folder = bench.folder(`data "fullstory_gate" "g" {
  severity = "warning"
  geo      = { record_geo_mode = "GEO_BLOCK_LIST" }
}`);
    const { exitCode, diagnostics } = await folder.terraform.planJson();
    expect(exitCode).toBe(0);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: "warning",
        summary: "fullstory: drift, record_geo_mode differs [LOOSENED]",
      }),
    ]);
    expect((await dataOf(folder)).get("data.fullstory_gate.g")).toMatchObject({ passed: false });
  });

  it("that is only stricter warns with on_tightened, of the gate or of the provider", async () => {
    await bench.simulator.replace("privacy", { discardIpAddresses: true });
    const gate = (more: string) => `data "fullstory_gate" "g" {
  privacy = { discard_ip_addresses = false }
  ${more}
}`;
    expect((await bench.folder(gate("")).terraform.plan()).exitCode).toBe(1);
    expect((await bench.folder(gate('on_tightened = "warning"')).terraform.plan()).exitCode).toBe(0);
    const provider = 'provider "fullstory" { on_tightened = "warning" }\n';
    expect((await bench.folder(provider + gate("")).terraform.plan()).exitCode).toBe(0);
    const strict = 'provider "fullstory" {\n  on_tightened = "warning"\n  warnings_as_errors = true\n}\n';
    expect((await bench.folder(strict + gate("")).terraform.plan()).exitCode).toBe(1);
  });

  it("says who changed it, masked unless show_actors, and counts a rule of the vendor's own only with vendor_rules", async () => {
    await bench.simulator.seedHistory("geo", [
      { settings: { recordGeoMode: "GEO_ALL" }, at: "2031-03-01T00:00:00Z", by: "eve@example.com" },
      { settings: { recordGeoMode: "GEO_BLOCK_LIST" }, at: "2031-02-01T00:00:00Z" },
    ]);
    const rule = {
      selector: "input[type=password]",
      type: "BLOCK_EXCLUDE",
      scope: "ALL_SESSIONS",
      consent: false,
    };
    await bench.simulator.replace("privacy", {
      elementBlocks: [{ ...rule, editable: "EDITABLE_DESCRIPTION_ONLY", groupId: 0 }],
    });
    const gates = (name: string, provider: string) => `
data "fullstory_gate" "${name}_geo" {
  provider = ${provider}
  geo      = { record_geo_mode = "GEO_BLOCK_LIST" }
}
data "fullstory_gate" "${name}_privacy" {
  provider = ${provider}
  privacy  = { element_blocks = [] }
}`;
    const { diagnostics } = await bench
      .folder(`provider "fullstory" {
  alias        = "open"
  show_actors  = true
  vendor_rules = "exact"
}${gates("usual", "fullstory")}${gates("open", "fullstory.open")}`)
      .terraform.planJson();
    const told = new Map(diagnostics.map(({ address, detail }) => [address?.split(".").pop(), detail]));
    expect([...told.keys()].sort()).toEqual(["open_geo", "open_privacy", "usual_geo"]);
    expect(told.get("usual_geo")).toMatch(
      /Changed {3}2031-03-01 00:00 UTC by e\*\*\*@example\.com, was GEO_BLOCK_LIST/,
    );
    expect(told.get("open_geo")).toMatch(/by eve@example\.com, was/);
  });

  it("is let through by the waiver that its message prints, until that expires", async () => {
    await bench.simulator.replace("privacy", {
      elementBlocks: [{ selector: ".ssn", type: "BLOCK_MASK", scope: "NO_SESSIONS", consent: false }],
    });
    const gate = (waivers: string) => `data "fullstory_gate" "g" {
  privacy = { element_blocks = [{ selector = ".ssn", type = "BLOCK_MASK" }] }
  ${waivers}
}`;
    const { diagnostics } = await bench.folder(gate("")).terraform.planJson();
    const offered = /waivers = \[.*\]/.exec(diagnostics[0]?.detail ?? "")?.[0] ?? "";
    const waivers = offered.replace('reason = "..."', 'reason = "the vendor mends it this week"');
    expect(waivers).toContain('path = "element_blocks[\\".ssn\\"].scope"');
    const passing = bench.folder(gate(waivers));
    expect((await passing.terraform.plan()).exitCode).toBe(0);
    expect((await dataOf(passing)).get("data.fullstory_gate.g")).toMatchObject({
      passed: true,
      findings: [{ path: 'element_blocks[".ssn"].scope', result: "waived" }],
    });
    const over = waivers.replace(/expires = "[^"]*"/, 'expires = "2020-01-01"');
    const expired = await bench.folder(gate(over)).terraform.planJson();
    expect(expired.exitCode).toBe(1);
    expect(expired.diagnostics.map(({ summary }) => summary)).toEqual([
      'fullstory: waiver expired, element_blocks[".ssn"].scope differs again',
    ]);
  });
});

describe("Text from live", () => {
  const HOSTILE =
    '${file("/etc/hostname")} %{ if true } ::error:: ##[error] \u001b[31m \u202e "quoted" \n next';

  it("that is hostile shows as inert text, and comes out of a data source as it is", async () => {
    await bench.simulator.replace("blocking", { blockedUas: [HOSTILE], blockedIps: [], blockedAppIds: [] });
    const folder = bench.folder(`
data "fullstory_recording_blocking" "now" {}
data "fullstory_gate" "g" {
  severity = "warning"
  blocking = { blocked_uas = ["Bot"] }
}
`);
    const data = await dataOf(folder);
    expect(data.get("data.fullstory_recording_blocking.now")).toMatchObject({ blocked_uas: [HOSTILE] });
    const { text } = await folder.terraform.plan();
    expect(text).toContain("fullstory: drift, ");
    expect(text).not.toMatch(/::error::|##\[error\]|\u001b\[31m|\u202e/);
  });
});

describe("A host with a certificate of one's own", () => {
  it("is trusted with NODE_EXTRA_CA_CERTS, and only then", async () => {
    const identity = createIdentity();
    const cert = `-----BEGIN CERTIFICATE-----\n${identity.certificate.toString("base64")}\n-----END CERTIFICATE-----\n`;
    const server = createServer({ key: identity.key, cert }, (_request, response) => {
      response
        .setHeader("content-type", "application/json")
        .end('{"recordGeoMode":"GEO_ALL","recordGeoZones":[]}');
    });
    await once(server.listen(0, "localhost"), "listening");
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const authority = join(temporaryFolder({ "ca.pem": cert }), "ca.pem");
    const hcl = `provider "fullstory" { allow_host = ["${host}"] }
data "fullstory_gate" "g" { geo = { record_geo_mode = "GEO_ALL" } }`;
    const planned = async (env: NodeJS.ProcessEnv) => {
      const own = await startBench({ FULLSTORY_BASE_URL: `https://${host}`, ...env });
      const { exitCode, diagnostics } = await own.folder(hcl).terraform.planJson();
      return [exitCode, ...diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`)];
    };
    try {
      const notice = expect.stringMatching(
        /^fullstory: notice, [\s\S]*which is not a Fullstory host; allow_host/,
      );
      expect(await planned({ NODE_EXTRA_CA_CERTS: authority })).toEqual([0, notice]);
      expect(await planned({})).toEqual([
        1,
        expect.stringMatching(/^fullstory: unreadable, [\s\S]*Trust the host's .* with NODE_EXTRA_CA_CERTS/),
        notice,
      ]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

describe("Secrets", () => {
  it("stand in no state, plan, output or log, whatever goes wrong", async () => {
    const key = bench.simulator.adminKey;
    const PERSON = "jane.doe.secret@example.com";
    const USER = "customer-secret-4711";
    await bench.simulator.replace("blocking", {
      blockedIps: [],
      blockedUas: [],
      blockedAppIds: [USER],
      metadata: { lastUpdatedBy: PERSON, lastUpdated: "2031-01-01T00:00:00Z" },
    });
    const folder = bench.folder(`

provider "fullstory" { alias = "environment" }
data "fullstory_recording_blocking" "now" { provider = fullstory.environment }
data "fullstory_recording_blocking_history" "now" { provider = fullstory.environment }
data "fullstory_gate" "g" {
  provider = fullstory.environment
  severity = "warning"
  blocking = { blocked_app_ids = ["other-user-0815"], blocked_uas = ["Bot"] }
}
`);
    const log = join(folder.dir, "trace.log");
    const env = { TF_LOG: "trace", TF_LOG_PATH: log };
    const plan = await run(folder, bench, ["plan", "-out=plan.out", "-no-color"], env);
    const apply = await run(folder, bench, ["apply", "-auto-approve", "-no-color"], env);
    const show = await run(folder, bench, ["show", "-json", "plan.out"]);
    expect(plan.exitCode).toBe(0);
    expect(apply.exitCode).toBe(0);
    const files = readdirSync(folder.dir).map((name) => readFileSync(join(folder.dir, name), "latin1"));
    const seen = [plan, apply, show].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    for (const text of [...files, ...seen]) {
      expect(text.includes(key)).toBe(false);
      expect(text.includes(PERSON)).toBe(false);
      expect(text.includes(USER)).toBe(false);
    }
    expect(readFileSync(log, "utf8").length).toBeGreaterThan(10_000);
    expect(files.join("")).toContain("cust...11");
  });
});
