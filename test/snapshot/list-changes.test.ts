import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { digestValue } from "../../lib/snapshot/digest";
import { changes } from "./documents";

const rule = (selector: string, more: object = {}) => ({
  selector,
  type: "BLOCK_MASK",
  scope: "ALL_SESSIONS",
  consent: false,
  exceptionSelectors: [],
  editable: "EDITABLE_ANY",
  groupId: 0,
  notes: "",
  ...more,
});

describe("changes between two documents", () => {
  test("of the same settings there are none, whoever touched them last", () => {
    const privacy = { elementBlocks: [rule(".a"), rule(".b")], discardIpAddresses: true };
    const later = {
      ...privacy,
      elementBlocks: [rule(".b", { lastUpdated: "2026-01-01T00:00:00Z", type: "BLOCK_SCRUB" }), rule(".a")],
      metadata: { lastUpdated: "2026-01-01T00:00:00Z", lastUpdatedBy: "x@example.com" },
    };
    expect(changes("privacy", privacy, later)).toEqual([]);
  });

  test("of an empty list that was null, or not there, before there are none, and it is shown as a list", () => {
    const conditions = (...targetingConditions: unknown[]) => ({
      elementBlocks: [
        rule(".a", targetingConditions.length === 0 ? {} : { targetingConditions: targetingConditions[0] }),
      ],
    });
    for (const [before, after] of [
      [conditions(null), conditions([])],
      [conditions([]), conditions(null)],
      [conditions(), conditions(null)],
    ])
      expect(changes("privacy", before as object, after as object)).toEqual([]);
    const condition = { type: "VERSION" };
    const path = 'elementBlocks[".a"].targetingConditions[0]';
    expect(changes("privacy", conditions(null), conditions([condition]))).toEqual([
      expect.objectContaining({ path, kind: "added", after: '{"type":"VERSION"}' }),
    ]);
    expect(changes("privacy", { elementBlocks: [] }, conditions(null))).toEqual([
      expect.objectContaining({ after: expect.stringContaining('"targetingConditions":[]') }),
    ]);
  });

  test("go by rule and field, the loosened first", () => {
    const before = { elementBlocks: [rule(".a"), rule(".b")], discardIpAddresses: false };
    const after = {
      elementBlocks: [rule(".a", { scope: "NO_SESSIONS" }), rule(".c")],
      discardIpAddresses: true,
    };
    expect(changes("privacy", before, after)).toEqual([
      expect.objectContaining({
        path: 'elementBlocks[".a"].scope',
        kind: "changed",
        direction: "loosened",
        before: '"ALL_SESSIONS"',
        after: '"NO_SESSIONS"',
      }),
      expect.objectContaining({ path: 'elementBlocks[".b"]', kind: "removed", direction: "loosened" }),
      expect.objectContaining({
        path: "discardIpAddresses",
        kind: "changed",
        direction: "tightened",
        before: "false",
        after: "true",
      }),
      expect.objectContaining({ path: 'elementBlocks[".c"]', kind: "added", direction: "tightened" }),
    ]);
  });

  test("name a domain that came in front, and not all those behind it", () => {
    const list = (...domains: object[]) => ({ onlyRecordKnownDomains: true, domains });
    const domain = (name: string) => ({ domain: name, disabled: false });
    const [a, b, c] = [domain("a"), domain("b"), domain("c")] as const;
    expect(changes("domain", list(a, b), list(c, a, b))).toEqual([
      {
        path: "domains[0]",
        kind: "added",
        direction: "unclear",
        after: '{"disabled":false,"domain":"c"}',
        dataClass: "setting",
      },
    ]);
    expect(changes("domain", list(a, b), list({ ...a, disabled: true }, b))).toEqual([
      {
        path: "domains[0].disabled",
        kind: "changed",
        direction: "tightened",
        before: "false",
        after: "true",
        dataClass: "setting",
      },
    ]);
    expect(changes("domain", list(a, b, c), list(c, a, b))).toEqual([
      {
        path: "domains[0]",
        kind: "moved",
        direction: "unclear",
        from: "domains[2]",
        after: '{"disabled":false,"domain":"c"}',
        dataClass: "setting",
      },
    ]);
  });

  test("know a field that came or went", () => {
    expect(changes("features", { enabled: true }, { consoleWatcher: true })).toEqual([
      { path: "consoleWatcher", kind: "added", direction: "unclear", after: "true", dataClass: "setting" },
      { path: "enabled", kind: "removed", direction: "unclear", before: "true", dataClass: "setting" },
    ]);
    expect(changes("geo", { recordGeoZones: [] }, { recordGeoMode: "GEO_ALL", recordGeoZones: [] })).toEqual(
      [],
    );
    expect(changes("blocking", { blockedIps: null }, { blockedIps: ["10.0.0.1"] })).toHaveLength(1);
  });

  test("of one range in another spelling there are none, in clear and against a file that masks it", () => {
    const [star, bits] = [{ blockedIps: ["10.0.0.*", "::1"] }, { blockedIps: ["0:0::1", "10.0.0.0/24"] }];
    const masked = { blockedIps: star.blockedIps.map((ip) => digestValue(ip)) };
    expect(changes("blocking", star, bits)).toEqual([]);
    expect(changes("blocking", masked, bits)).toEqual([]);
    expect(changes("blocking", bits, masked)).toEqual([]);
  });

  test("show no address in clear where one side masks them", () => {
    const masked = { blockedIps: [digestValue("203.0.113.1")] };
    const live = { blockedIps: ["203.0.113.1", "203.0.113.99"] };
    const told = changes("blocking", masked, live);
    expect(told).toEqual([
      expect.objectContaining({
        kind: "added",
        path: expect.stringMatching(/^blockedIps\["203\.\.\.\.99#[0-9a-f]{8}"\]$/),
      }),
    ]);
  });

  test("never show an identifier, and know it by its digest on either side", () => {
    const before = { blockedAppIds: ["customer-000311", digestValue("customer-000312")] };
    const found = changes("blocking", before, {
      blockedAppIds: [digestValue("customer-000311"), "customer-000399"],
    });
    expect(found.map(({ kind, direction }) => [kind, direction])).toEqual([
      ["removed", "loosened"],
      ["added", "tightened"],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/customer-0/);
    expect(found[0]?.path).toBe(`blockedAppIds["#${digestValue("customer-000312").slice(7, 15)}"]`);
  });

  test("tell notes by name only, and only when asked", () => {
    const before = { elementBlocks: [rule(".a", { notes: "call Jane" }), rule(".b", { notes: "x" })] };
    const after = { elementBlocks: [rule(".a", { notes: "call John" })] };
    const removed = expect.objectContaining({ path: 'elementBlocks[".b"]', kind: "removed" });
    expect(changes("privacy", before, after)).toEqual([removed]);
    const all = changes("privacy", before, after, { notes: true });
    expect(all.map(({ path, kind }) => [path, kind])).toEqual([
      ['elementBlocks[".b"]', "removed"],
      ['elementBlocks[".a"].notes', "changed"],
      ['elementBlocks[".b"].notes', "removed"],
    ]);
    expect(JSON.stringify(all)).not.toMatch(/Jane|John/);
  });

  test("know an undocumented key by its digest", () => {
    const before = { enabled: true, brandNew: { who: "Jane" } };
    expect(changes("features", before, before)).toEqual([]);
    expect(changes("features", before, { enabled: true, brandNew: digestValue({ who: "Jane" }) })).toEqual(
      [],
    );
    const [change] = changes("features", before, { enabled: true, brandNew: { who: "John" } });
    expect(change).toEqual({ path: "brandNew", kind: "changed", direction: "unclear", dataClass: "setting" });
  });

  test("of a rule list that is beyond pairing are one unclear change", () => {
    const many = (from: number) => ({
      elementBlocks: Array.from({ length: 1_001 }, (_, i) =>
        rule(".same", { exceptionSelectors: [`.x${i + from}`] }),
      ),
    });
    const found = changes("privacy", many(0), many(1));
    expect(found.length).toBe(1);
    expect(found).toEqual([
      { path: "elementBlocks", kind: "changed", direction: "unclear", dataClass: "setting" },
    ]);
  });

  test("leave nothing behind that outlives its use, so that a long history needs no more memory", () => {
    const script = join(__dirname, "support", "old-space-process.js");
    const bytesLeft = Number(execFileSync(process.execPath, [script], { encoding: "utf8" }));
    expect(bytesLeft).toBeLessThan(100);
  });
});
