import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  FullstoryGate,
  FullstoryOrg,
} from "../../lib/index.js";
import { Match } from "../../lib/settings/declare/match.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { buildSnapshot, encodeSnapshot, type OrgDocuments } from "../../lib/snapshot/index.js";
import { documents } from "../synthesis/support.js";
import { firstLines, TestApp } from "./support.js";

const NOT_LIVE = "fullstory: not live, this plan was checked against a snapshot";

function appWith(props: object = {}): TestApp {
  const made = new TestApp();
  new FullstoryOrg(made.stack, "org", { source: documents, ...props });
  return made;
}

test("A difference of severity warning warns, and the plan passes.", async () => {
  const made = appWith();
  new DataFullstoryRecordingGeo(made.stack, "geo").expect(
    { recordGeoMode: "GEO_ALL" },
    { severity: "warning" },
  );
  new FullstoryGate(made.stack, "gate", { severity: "warning", features: { web: { enabled: false } } });
  const { exitCode, diagnostics } = await made.synth().plan();
  expect(exitCode).toBe(0);
  expect([...firstLines(diagnostics, "warning")].sort()).toEqual([
    "fullstory: drift, enabled differs [LOOSENED]",
    "fullstory: drift, recordGeoMode differs [TIGHTENED]",
    NOT_LIVE,
  ]);
  expect(made.evidence().outcome).toBe("pass");
});

test.each([{ warningsAsErrors: true }, { env: "1" }])(
  "With %p every warning fails the plan.",
  async (given) => {
    if ("env" in given) process.env["FULLSTORY_WARNINGS_AS_ERRORS"] = given.env;
    try {
      const made = appWith("env" in given ? {} : given);
      new DataFullstoryRecordingGeo(made.stack, "geo").expect(
        { recordGeoMode: "GEO_ALL" },
        { severity: "warning" },
      );
      const { exitCode, diagnostics } = await made.synth().plan();
      expect(exitCode).toBe(1);
      expect([...firstLines(diagnostics, "error")].sort()).toEqual([
        "fullstory: drift, recordGeoMode differs [TIGHTENED]",
        NOT_LIVE,
      ]);
    } finally {
      delete process.env["FULLSTORY_WARNINGS_AS_ERRORS"];
    }
  },
);

test("What is only stricter passes with a warning where onTightened says so, at the org, the gate or the call.", async () => {
  const made = appWith({ onTightened: "warning" });
  const stricter = { recordGeoMode: "GEO_ALL" } as const;
  new DataFullstoryRecordingGeo(made.stack, "org_says").expect(stricter);
  new DataFullstoryRecordingFeatures(made.stack, "loosened").expect({ enabled: false });
  const strict = made.org(documents);
  new DataFullstoryRecordingGeo(made.stack, "call", { org: strict }).expect(stricter, {
    onTightened: "warning",
  });
  new FullstoryGate(made.stack, "gate", { org: strict, onTightened: "warning", geo: stricter });
  const { exitCode, diagnostics, checks } = await made.synth().plan();
  expect(exitCode).toBe(1);
  const status = new Map(checks.map((check) => [check.address.replace(/.*\./, ""), check.status]));
  expect(status.get("loosened")).toBe("fail");
  for (const name of ["org_says", "call"]) expect(status.get(name)).toBe("pass");
  expect(firstLines(diagnostics, "error")).toEqual(["fullstory: drift, enabled differs [LOOSENED]"]);
  expect(firstLines(diagnostics, "warning").filter((line) => line.includes("recordGeoMode"))).toHaveLength(3);
});

const vendorRule = {
  selector: "input[type=password]",
  type: "BLOCK_EXCLUDE",
  scope: "ALL_SESSIONS",
  consent: false,
  exceptionSelectors: [],
  targetingConditions: null,
  editable: "EDITABLE_DESCRIPTION_ONLY",
  groupId: 0,
};

test("A rule that the vendor keeps does not stop a deploy, unless vendorRules is exact; evidence names it.", async () => {
  const made = new TestApp();
  const source = { privacy: { elementBlocks: [vendorRule], discardIpAddresses: true } };
  const declared = { elementBlocks: [] };
  new DataFullstoryRecordingPrivacy(made.stack, "report", { org: made.org(source) }).expect(declared);
  new DataFullstoryRecordingPrivacy(made.stack, "exact", {
    org: made.org(source, { vendorRules: "exact" }),
  }).expect(declared);
  const { checks } = await made.synth().plan();
  expect(checks.filter(({ kind }) => kind === "resource")).toMatchObject([
    { address: "data.null_data_source.exact", status: "fail" },
    { address: "data.null_data_source.report", status: "pass" },
  ]);
  const { documents: read } = made.evidence();
  expect(read[0]?.vendorRules).toEqual(['elementBlocks["input[type=password]"]']);
});

test("A reserved field that is suddenly in use warns where nothing declares it.", async () => {
  const made = new TestApp();
  const elementBlocks = [{ ...vendorRule, groupId: 7, editable: "EDITABLE_ANY" }];
  const org = made.org({ privacy: { elementBlocks, elementRuleGroups: { a: 1 } } });
  new DataFullstoryRecordingPrivacy(made.stack, "privacy", { org }).expect({
    elementBlocks: [{ selector: "input[type=password]", type: "BLOCK_EXCLUDE" }],
  });
  const { exitCode, diagnostics } = await made.synth().plan();
  expect(exitCode).toBe(0);
  expect(firstLines(diagnostics, "warning")).toContain(
    "fullstory: notice, a field that Fullstory reserves is in use",
  );
});

/** The documents as a client hands them over. */
function decodedDocuments(): { value: OrgDocuments } {
  const blocking = decodeDocument("blocking", documents.blocking);
  const geo = decodeDocument("geo", documents.geo);
  if (!blocking.ok || !geo.ok) throw new Error("the documents of the tests cannot be decoded");
  return { value: { blocking: blocking.value, geo: geo.value } as OrgDocuments };
}

test("A snapshot passes with one warning a stack that it is not live, and fails once it is too old.", async () => {
  const made = new TestApp();
  const { value } = decodedDocuments();
  const write = (name: string, daysAgo: number) => {
    const file = path.join(made.outdir, name);
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    writeFileSync(
      file,
      encodeSnapshot(buildSnapshot({ documents: value, org: "o-SNAP-na1", host: "api.fullstory.com", at })),
    );
    return file;
  };
  const fresh = made.org(write("fresh.json", 2));
  new DataFullstoryRecordingGeo(made.stack, "geo", { org: fresh }).expect({
    recordGeoMode: "GEO_ALLOW_LIST",
  });
  new DataFullstoryRecordingBlocking(made.stack, "blocking", { org: fresh }).expect({
    blockedUas: ["Probe"],
    blockedAppIds: ["customer-000311"],
  });
  const passing = await made.synth().plan();
  expect(passing.exitCode).toBe(0);
  expect(firstLines(passing.diagnostics, "warning")).toEqual([NOT_LIVE]);
  expect(passing.diagnostics.map(({ detail }) => detail).join()).toContain("All 3 declared fields match it.");
  const old = made.org(write("old.json", 20));
  new DataFullstoryRecordingGeo(made.stack, "old", { org: old }).expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  const failing = await made.synth().plan();
  expect(failing.exitCode).toBe(1);
  expect(firstLines(failing.diagnostics, "error")).toEqual([
    "fullstory: stale, the snapshot was verified too long ago (not drift)",
  ]);
});

test("A pattern for identifiers is an error against a snapshot, which has only their digests.", () => {
  const made = new TestApp();
  const file = path.join(made.outdir, "snapshot.json");
  const { value } = decodedDocuments();
  const reading = { documents: value, org: "o-SNAP-na1", host: "api.fullstory.com", at: new Date() };
  writeFileSync(file, encodeSnapshot(buildSnapshot(reading, { maskAddresses: true })));
  const org = made.org(file, { maskAddresses: true });
  const blocking = new DataFullstoryRecordingBlocking(made.stack, "blocking", { org }).expect({
    blockedIps: ["10.0.0.*", "192.0.2.1"],
  });
  made.synth();
  expect(made.evidence()).toMatchObject({ outcome: "pass", counts: { matches: 1 } });
  blocking.expect({ blockedAppIds: Match.eachLike(Match.not(Match.stringLikeRegexp("^customer"))) });
  expect(() => made.synth()).toThrow("a pattern cannot be tried on the digests that a snapshot holds");
});
