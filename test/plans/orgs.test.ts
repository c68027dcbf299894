import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  FullstoryOrg,
  type FullstoryOrgProps,
  synth,
} from "../../lib/index.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { buildSnapshot, encodeSnapshot, type OrgDocuments } from "../../lib/snapshot/index.js";
import { sharedSimulator } from "../simulator/support.js";
import { documents } from "../synthesis/support.js";
import { addressOf, errorsAt, firstLines, TestApp } from "./support.js";

const simulator = sharedSimulator();
const WRONG = "fullstory: wrong org, nothing was checked (not drift)";
const UNREADABLE = "fullstory: unreadable, nothing was checked (not drift)";

async function planned(props: FullstoryOrgProps) {
  const made = new TestApp();
  const { url, adminKey } = simulator();
  new FullstoryOrg(made.stack, "org", { baseUrl: url, apiKey: adminKey, source: "live", ...props });
  const geo = new DataFullstoryRecordingGeo(made.stack, "geo").expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  await synth(made.app);
  const plan = await made.plan();
  return { ...plan, made, message: errorsAt(plan.diagnostics, addressOf(geo)).join("\n") };
}

test("The right org passes after one more request, and evidence says that it was pinned.", async () => {
  const { exitCode, made } = await planned({ expectOrg: "o-SIM4-na1" });
  expect(exitCode).toBe(0);
  expect((await simulator().requests()).map(({ path: where }) => where).sort()).toEqual([
    "/me",
    "/settings/recording/v1/geo",
  ]);
  expect(made.evidence().orgs).toMatchObject([{ id: "o-SIM4-na1", orgPinned: true, source: "live" }]);
  expect(made.json().data.null_data_source["geo"]?.inputs).toMatchObject({ org: "o-SIM4-na1" });
});

test("Another org fails as the wrong one, though every setting matches, and both are named.", async () => {
  const { exitCode, diagnostics, message, made } = await planned({ expectOrg: "o-OTHER-na1" });
  expect(exitCode).toBe(1);
  expect(firstLines(diagnostics, "error")).toEqual([WRONG]);
  expect(message).toContain("  Expected  o-OTHER-na1\n  Found     o-SIM4-na1\n");
  expect(made.evidence()).toMatchObject({
    outcome: "unreadable",
    documents: [{ error: { code: "wrong_org" } }],
  });
});

test("Where nobody can say whose key it is the plan fails, and says why.", async () => {
  await simulator().fault({ kind: "status", status: 403, match: { path: "/me" } });
  const { exitCode, diagnostics, message } = await planned({ expectOrg: "o-SIM4-na1" });
  expect(exitCode).toBe(1);
  expect(firstLines(diagnostics, "error")).toEqual([UNREADABLE]);
  expect(message).toMatch(/\n {2}Request {3}GET \/me {3}403 {3}org not confirmed\n/);
  expect(message).toMatch(/\n {2}What {6}the org could not be confirmed: .*403/);
});

test("Without expectOrg nothing asks for the org, and evidence says that it was not pinned.", async () => {
  const { exitCode, made } = await planned({});
  expect(exitCode).toBe(0);
  expect(made.evidence().orgs).toMatchObject([{ orgPinned: false }]);
});

test("A key that is too weak for privacy fails with its role, both readings of the rule, and what to do.", async () => {
  const made = new TestApp();
  const { url, standardKey } = simulator();
  const props = { baseUrl: url, apiKey: standardKey, source: "live" };
  new FullstoryOrg(made.stack, "org", { ...props, expectOrg: "o-SIM4-na1" });
  const privacy = new DataFullstoryRecordingPrivacy(made.stack, "privacy").expect({
    discardIpAddresses: true,
  });
  new DataFullstoryRecordingGeo(made.add("other"), "geo", {
    org: new FullstoryOrg(made.app, "org", props),
  }).expect({ recordGeoMode: "GEO_ALLOW_LIST" });
  await synth(made.app);
  const { exitCode, diagnostics } = await made.plan();
  expect(exitCode).toBe(1);
  expect(firstLines(diagnostics, "error")).toEqual([UNREADABLE]);
  const [message = ""] = errorsAt(diagnostics, addressOf(privacy));
  expect(message).toMatch(
    /\n {2}Request {3}GET \/settings\/recording\/v1\/privacy {3}403 {3}forbidden {3}1 attempt\n/,
  );
  expect(message).toMatch(/\n {2}Org {7}o-SIM4-na1, key role \w+/);
  expect(message).toMatch(/Admin key/);
  expect(message).toMatch(/[Ss]tandard key/);
  expect(message).toMatch(
    /drop `privacy` at test\/plans\/orgs\.test\.ts:\d+\. Stacks without this gate are not affected\./,
  );
  // The other stack of the app plans as if nothing had happened.
  expect((await made.plan("other")).exitCode).toBe(0);
  expect(made.evidence("other").outcome).toBe("pass");
});

test("A snapshot's own org must be the expected one.", async () => {
  const geo = decodeDocument("geo", documents.geo);
  if (!geo.ok) throw new Error("the documents of the tests cannot be decoded");
  const made = new TestApp();
  const file = path.join(made.outdir, "snapshot.json");
  const reading = { org: "o-SNAP-na1", host: "api.fullstory.com", at: new Date() };
  writeFileSync(
    file,
    encodeSnapshot(buildSnapshot({ ...reading, documents: { geo: geo.value } as OrgDocuments })),
  );
  const declared = { recordGeoMode: "GEO_ALLOW_LIST" } as const;
  const right = made.org(file, { expectOrg: "o-SNAP-na1" });
  const wrong = made.org(file, { expectOrg: "o-OTHER-na1" });
  new DataFullstoryRecordingGeo(made.stack, "right", { org: right }).expect(declared);
  new DataFullstoryRecordingGeo(made.stack, "wrong", { org: wrong }).expect(declared);
  const { checks, diagnostics } = await made.synth().plan();
  expect(checks.filter(({ kind }) => kind === "resource")).toMatchObject([
    { status: "pass" },
    { status: "fail" },
  ]);
  expect(firstLines(diagnostics, "error")).toEqual([WRONG]);
});

test("A key for a host that is not Fullstory's shows as a warning in the evidence, also where it cannot be reached.", async () => {
  const { exitCode, made, message } = await planned({
    baseUrl: "https://fullstory.invalid",
    allowHost: "fullstory.invalid",
    attempts: 1,
  });
  expect(exitCode).toBe(1);
  expect(message).toContain("connection");
  expect(made.evidence().warnings).toHaveLength(1);
  expect(made.evidence().warnings[0]).toContain("fullstory.invalid");
});
