import { connectSimulator, SimulatorError, startSimulator } from "../../src/simulator/index";
import { parseJson } from "../../src/simulator/json";
import { ask, SETTINGS, sharedSimulator } from "./support";

const simulator = sharedSimulator();
const read = async (path: string) => (await ask(simulator(), `${SETTINGS}/${path}`)).json;

describe("set", () => {
  test("replaces the fields given, keeps the others, and says who did it and when", async () => {
    const before = await read("geo");
    const at = "2026-02-03T04:05:06.789012Z";
    await simulator().set("geo", { recordGeoZones: ["FR"] }, { by: "Jane (jane@example.com)", at });
    expect(await read("geo")).toEqual({
      ...before,
      recordGeoZones: ["FR"],
      metadata: {
        ...Object(before["metadata"]),
        lastUpdated: at,
        lastUpdatedBy: "Jane (jane@example.com)",
      },
    });
  });

  test("dates changes in the order in which they were made, also within a millisecond", async () => {
    for (const zone of ["A", "B", "C"]) await simulator().set("geo", { recordGeoZones: [zone] });
    const { versions } = await read("geo/history");
    const dates = Array.isArray(versions) ? versions.map(({ metadata }) => metadata.lastUpdated) : [];
    expect(dates).toEqual([...new Set(dates)].sort().reverse());
  });

  test("lets a test write metadata of its own", async () => {
    await simulator().set("geo", { metadata: { createdBy: "someone@example.com" } }, { at: new Date(0) });
    expect((await read("geo"))["metadata"]).toMatchObject({
      createdBy: "someone@example.com",
      lastUpdated: "1970-01-01T00:00:00.000Z",
    });
  });

  test("takes a hundred thousand blocked addresses", async () => {
    const blockedIps = Array.from(
      { length: 100_000 },
      (_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
    );
    await simulator().set("blocking", { blockedIps });
    expect((await read("blocking"))["blockedIps"]).toEqual(blockedIps);
  });

  test("takes a body of more than 64 MiB", async () => {
    await simulator().set("blocking", { blockedUas: ["x".repeat(70 * 1024 * 1024)] });
    expect(await simulator().maxInFlight()).toBe(0);
  });
});

describe("replace", () => {
  test.each([
    ["null", null],
    ["a list", [1, "2"]],
    ["a string", "settings"],
    ["an object with a key __proto__", parseJson('{"__proto__":{"recordGeoMode":"GEO_ALL"}}')],
    ["both spellings of one key", { recordGeoMode: "GEO_ALL", record_geo_mode: "GEO_BLOCK_LIST" }],
  ])("serves exactly %s, whatever the spelling", async (_, value) => {
    await simulator().configure({ spelling: "snake", enumSpelling: "new" });
    await simulator().replace("geo", value);
    expect((await ask(simulator(), `${SETTINGS}/geo`)).text).toBe(JSON.stringify(value));
    expect(JSON.stringify(await simulator().get("geo"))).toBe(JSON.stringify(value));
  });

  test("is undone by the next set, which builds on the newest version that is an object", async () => {
    await simulator().replace("geo", "nonsense");
    await simulator().set("geo", { recordGeoZones: [] });
    expect(await read("geo")).toMatchObject({ recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: [] });
  });
});

describe("spelling", () => {
  test("snake writes every key of settings in snake_case, at every depth", async () => {
    await simulator().configure({ spelling: "snake" });
    const text = JSON.stringify([
      await read("privacy"),
      await read("features"),
      await read("domain/history"),
    ]);
    const keys = [...text.matchAll(/"([^"\\]+)":/g)].map(([, key]) => key);
    expect(keys).toEqual(expect.arrayContaining(["element_blocks", "record_rsp", "last_updated_by"]));
    expect(keys.filter((key) => /[A-Z]/.test(key ?? ""))).toEqual([]);
    expect(await read("geo")).toHaveProperty("record_geo_zones");
  });

  test("new enum names stand for the documented ones in rules, and only there", async () => {
    const rule = { selector: "#a", type: "BLOCK_SCRUB", scope: "LIVE_SESSIONS", notes: "BLOCK_SCRUB" };
    const other = { selector: "#b", type: "BLOCK_UNMASK", scope: "PREVIEW_SESSIONS_ONLY", notes: "" };
    await simulator().set("privacy", { elementBlocks: [rule, other], marker: "BLOCK_RECORD" });
    expect(await read("privacy")).toMatchObject({
      elementBlocks: [rule, { type: "BLOCK_RECORD", scope: "PREVIEW_SESSIONS" }],
    });
    await simulator().configure({ enumSpelling: "new" });
    expect(await read("privacy")).toMatchObject({
      elementBlocks: [{ ...rule, type: "BLOCK_MASK", scope: "LIVE_SESSIONS_ONLY" }, other],
      marker: "BLOCK_RECORD",
    });
  });
});

describe("the control endpoint", () => {
  test("is shut without the control token", async () => {
    const wrong = connectSimulator(simulator().url, "guess");
    await expect(wrong).rejects.toMatchObject({ name: "SimulatorError", code: "wrong_control_token" });
    const reply = await ask(simulator(), "/__control/set", { method: "POST" });
    expect(reply).toMatchObject({ status: 403, json: { code: "wrong_control_token" } });
  });

  test("serves a second handle on the same simulator, and is not listed among the requests", async () => {
    const second = await connectSimulator(`${simulator().url}/`, simulator().controlToken);
    await second.set("geo", { recordGeoMode: "GEO_ALL" });
    expect(await simulator().get("geo")).toMatchObject({ recordGeoMode: "GEO_ALL" });
    expect(second).toMatchObject({ url: simulator().url, adminKey: simulator().adminKey });
    expect(await second.requests()).toEqual([]);
  });

  test("refuses what it does not understand, by name", async () => {
    const refusals: [Promise<unknown>, string][] = [
      [simulator().set("geo", {}, { platform: "mobile" }), "the document geo has no platforms"],
      [simulator().set("geo", [1]), "settings must be an object"],
      [simulator().seedHistory("geo", []), "seedHistory.versions must be"],
      [simulator().fault({ kind: "latency", ms: -1 }), "fault latency.ms must be a whole number"],
      [simulator().fault(JSON.parse('{"kind":"flood"}')), 'there is no fault of kind "flood"'],
      [simulator().fault(JSON.parse('{"kind":"huge","size":1}')), 'no field "size"'],
      [simulator().configure(JSON.parse('{"spelling":"kebab"}')), "configure.spelling must be one of"],
      [simulator().get(JSON.parse('"cookies"')), "get.document must be one of blocking"],
    ];
    // All at once: a refusal that nobody awaits yet would count as unhandled.
    await Promise.all(refusals.map(([refused, message]) => expect(refused).rejects.toThrow(message)));
  });

  test("reset puts settings, behaviour, faults and requests back to the start", async () => {
    const before = await read("geo");
    await simulator().set("geo", { recordGeoMode: "GEO_ALL" });
    await simulator().configure({ spelling: "snake" });
    await simulator().fault({ kind: "status", status: 500 });
    await simulator().reset();
    expect(await simulator().requests()).toEqual([]);
    expect(await read("geo")).toEqual(before);
  });
});

describe("options", () => {
  test("keys, org and settings at the start can be chosen, without a version of their own", async () => {
    const chosen = await startSimulator({
      adminKey: "na1.admin",
      standardKey: "na1.standard",
      orgId: "o-MINE-eu1",
      spelling: "snake",
      initial: { geo: { recordGeoMode: "GEO_BLOCK_LIST" }, domain: { mobile: { domains: [] } } },
    });
    try {
      expect(chosen).toMatchObject({
        adminKey: "na1.admin",
        standardKey: "na1.standard",
        orgId: "o-MINE-eu1",
      });
      expect((await ask(chosen, "/me")).json).toMatchObject({ orgId: "o-MINE-eu1" });
      const { json } = await ask(chosen, `${SETTINGS}/geo/history`);
      expect(json["versions"]).toEqual([
        expect.objectContaining({ record_geo_mode: "GEO_BLOCK_LIST", record_geo_zones: ["DE", "NL", "SE"] }),
        expect.objectContaining({ record_geo_mode: "GEO_ALL" }),
      ]);
      const mobile = await ask(chosen, `${SETTINGS}/domain?platform=mobile`);
      expect(mobile.json).toMatchObject({ only_record_known_domains: true, domains: [] });
    } finally {
      await chosen.stop();
    }
  });

  test.each([
    [{ adminKey: "same", standardKey: "same" }, "must differ"],
    [{ adminKey: "two words" }, "options.adminKey must be printable ASCII without blanks"],
    [{ port: 70_000 }, "options.port must be at most 65535"],
    [{ initial: { geo: 7 } }, "options.initial.geo must be an object of settings"],
    [{ initial: { domain: { domains: [] } } }, 'options.initial.domain has no field "domains"'],
    [{ colour: "red" }, 'options has no field "colour"'],
  ])("%j are refused", async (options, message) => {
    const started = startSimulator(JSON.parse(JSON.stringify(options)));
    await expect(started).rejects.toThrow(message);
    await expect(started).rejects.toBeInstanceOf(SimulatorError);
  });

  test("a port that is taken is an error that names it", async () => {
    const port = Number(new URL(simulator().url).port);
    await expect(startSimulator({ port })).rejects.toMatchObject({
      code: "could_not_start",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });
});
