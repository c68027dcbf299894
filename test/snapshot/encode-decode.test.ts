import { decodeSnapshot } from "../../lib/snapshot/decode";
import { digestValue } from "../../lib/snapshot/digest";
import { buildSnapshot, encodeSnapshot } from "../../lib/snapshot/encode";
import type { Snapshot } from "../../lib/snapshot/snapshot";
import type { StoreOptions } from "../../lib/snapshot/stored-form";
import * as fc from "../fast-check.js";
import { document, safeJson } from "./documents";

const AT = new Date("2026-11-20T23:59:59.999Z");

function snapshotOf(
  blocking: object,
  privacy: object = { elementBlocks: [] },
  options: StoreOptions = {},
): Snapshot {
  const documents = { blocking: document("blocking", blocking), privacy: document("privacy", privacy) };
  return buildSnapshot({ org: "o-1AB-na1", host: "api.fullstory.com", at: AT, documents }, options);
}

function decoded(text: string): Snapshot {
  const result = decodeSnapshot(text);
  if (!result.ok) throw new Error(result.faults.join("; "));
  return result.value;
}

function faults(text: string): readonly string[] {
  const result = decodeSnapshot(text);
  return result.ok ? [] : result.faults;
}

const rule = (selector: string, more: object = {}) => ({
  selector,
  type: "BLOCK_SCRUB",
  scope: "LIVE_SESSIONS",
  targetingConditions: null,
  notes: "ask Jane",
  lastUpdated: "2026-01-01T00:00:00Z",
  ...more,
});

describe("a snapshot's text", () => {
  test("is what decodes to the snapshot again, byte for byte", () => {
    const snapshot = snapshotOf(
      { blockedAppIds: ["b", "a", "a"], blockedIps: ["10.0.0.2", "10.0.0.1"], brandNew: { deep: [1] } },
      { elementBlocks: [rule(".b"), rule(".a")] },
    );
    const text = encodeSnapshot(snapshot);
    expect(encodeSnapshot(decoded(text))).toBe(text);
    expect(text.endsWith("}\n")).toBe(true);
    expect(decoded(text)).toMatchObject({
      version: 1,
      org: "o-1AB-na1",
      verifiedAt: "2026-11-20",
      skipped: [],
    });
  });

  test("does not depend on the order of keys and sets, on spelling, or on how nothing is said", () => {
    const one = snapshotOf(
      { blockedUas: ["x", "y"], blockedIps: ["1", "2"] },
      { elementBlocks: [rule(".a"), rule(".b", { exceptionSelectors: ["p", "q"] })] },
    );
    const two = snapshotOf(
      { blockedIps: ["2", "1", "2"], blockedUas: ["y", "x"] },
      {
        elementBlocks: [
          rule(".b", { exceptionSelectors: ["q", "p"], type: "BLOCK_MASK", notes: "" }),
          rule(".a", { scope: "LIVE_SESSIONS_ONLY", targetingConditions: [] }),
        ],
      },
    );
    expect(encodeSnapshot(two)).toBe(encodeSnapshot(one));
  });

  test("keeps the order of lists whose order has meaning", () => {
    const domain = (domains: object[]) =>
      encodeSnapshot(
        buildSnapshot({
          org: "o",
          host: "h",
          at: AT,
          documents: { domain: { web: document("domain", { domains }) } },
        }),
      );
    const [a, b] = [{ domain: "a" }, { domain: "b" }];
    expect(domain([a, b])).not.toBe(domain([b, a]));
  });

  test("holds no identifier, no person, no note and no value of an unknown key", () => {
    const text = encodeSnapshot(
      snapshotOf(
        {
          blockedAppIds: ["planted-user-1"],
          metadata: {
            lastUpdatedBy: "Planted (planted@example.com)",
            createdBy: "planted2@example.com",
            lastUpdated: "2026-01-01T00:00:00Z",
          },
          newKey: "planted-unknown",
        },
        {
          elementBlocks: [rule(".a", { notes: "planted-note", label: "planted-label", odd: "planted-odd" })],
        },
      ),
    );
    expect(text).not.toMatch(/planted/i);
    expect(text).toContain(digestValue("planted-user-1"));
    expect(text).toContain("2026-01-01T00:00:00Z");
    expect(JSON.parse(text).documents.blocking.newKey).toBe(digestValue("planted-unknown"));
  });

  test("keeps notes when asked, and hides addresses when asked", () => {
    const live = [{ blockedIps: ["10.9.8.7"] }, { elementBlocks: [rule(".a")] }] as const;
    expect(encodeSnapshot(snapshotOf(...live, { includeNotes: true }))).toContain("ask Jane");
    const masked = encodeSnapshot(snapshotOf(...live, { maskAddresses: true }));
    expect(masked).not.toContain("10.9.8.7");
    expect(encodeSnapshot(decoded(masked))).toBe(masked);
  });

  test("never lets a value that looks like a digest stand for another value", () => {
    const fake = digestValue("victim");
    const { documents } = JSON.parse(
      encodeSnapshot(snapshotOf({ blockedAppIds: [fake], blockedIps: [fake] })),
    );
    expect(documents.blocking).toMatchObject({
      blockedAppIds: [digestValue(fake)],
      blockedIps: [digestValue(fake)],
    });
  });

  test("is ASCII, and inert in the log of a CI runner", () => {
    const text = encodeSnapshot(
      snapshotOf({ blockedUas: ["::error::x", "##[group]", "##VSO[task]", "\u202ee\u2028\n"] }),
    );
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).not.toMatch(/::|##\[|##vso\[/i);
    expect(decoded(text).documents.blocking?.blockedUas).toContain("::error::x");
  });

  test("survives any documents, hostile keys included", () => {
    const json = safeJson(3);
    const body = fc.record(
      {
        blockedIps: fc.array(fc.string()),
        blockedAppIds: fc.array(fc.string()),
        extra: json,
        __proto__: json,
      },
      { requiredKeys: ["blockedIps"] },
    );
    fc.assert(
      fc.property(body, (blocking) => {
        const text = encodeSnapshot(snapshotOf(blocking));
        expect(encodeSnapshot(decoded(text))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a snapshot's faults", () => {
  const good = JSON.parse(encodeSnapshot(snapshotOf({ blockedAppIds: ["a"] }))) as Record<string, unknown>;
  const edited = (changes: object) => faults(JSON.stringify({ ...good, ...changes }));

  test("say that an older file is older, and nothing else", () => {
    expect(edited({ version: 0, somethingOld: true })).toEqual([
      "$.version: written by an older cdktf-fullstory: version 0, and this one reads version 1",
    ]);
  });

  test("name a key that one object has twice", () => {
    const text = JSON.stringify(good).replace('"version":1', '"version":1,"version":1');
    expect(faults(text)).toEqual(["$: one object has the same key more than once"]);
  });

  test("name a document that has none of its keys", () => {
    expect(edited({ documents: { geo: { code: "internal" } } })).toEqual([
      expect.stringMatching(/^\$\.documents\.geo: expected the geo settings, found none/),
    ]);
  });

  test("say which version is needed for a newer file", () => {
    expect(edited({ version: 2, somethingNew: true })).toEqual([
      "$.version: written by a newer cdktf-fullstory: version 2, and this one reads up to 1",
    ]);
  });

  test("name every place at once", () => {
    expect(edited({ org: 1, host: undefined, verifiedAt: "2026-02-31", skipped: ["geo", "x"] })).toEqual([
      "$.org: not what a snapshot holds there, found a number",
      "$.host: is missing",
      "$.verifiedAt: not what a snapshot holds there, found a string",
      "$.skipped[1]: not what a snapshot holds there, found a string",
    ]);
  });

  test.each([
    ["", "$: not JSON, or cut short"],
    ['{"version": 1, "doc', "$: not JSON, or cut short"],
    ["[]", "$: expected an object, found an array"],
    ["null", "$: expected an object, found null"],
  ])("of %j are %j", (text, fault) => expect(faults(text)).toEqual([fault]));

  test("never quote the file: neither values nor keys", () => {
    const secret = "planted-secret";
    const all = [
      ...edited({ [secret]: 1 }),
      ...edited({ org: secret.padEnd(200, "!") }),
      ...edited({ documents: { [secret]: {} } }),
      ...edited({ documents: { blocking: { blockedAppIds: [secret] } } }),
      ...edited({ documents: { blocking: { [secret]: { a: secret } } } }),
      ...edited({ documents: { blocking: { metadata: { createdBy: secret } } } }),
      ...edited({ documents: { targeting: { sessionTargetingRules: [{ [secret]: 2 ** 60 }] } } }),
      ...edited({ documents: { geo: { recordGeoMode: [secret] } } }),
      ...edited({ documents: {} }),
    ];
    expect(all).toHaveLength(9);
    expect(all.join("\n")).not.toContain("planted");
  });

  test("include identifiers and persons in clear, wherever they stand", () => {
    expect(
      edited({ documents: { blocking: { blockedAppIds: ["a"], metadata: { lastUpdatedBy: "b" } } } }),
    ).toEqual([
      "$.documents.blocking.blockedAppIds[0]: must be a digest, sha256: and 64 digits",
      "$.documents.blocking.metadata.lastUpdatedBy: must be a digest, sha256: and 64 digits",
    ]);
  });
});
