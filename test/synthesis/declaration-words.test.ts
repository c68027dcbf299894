import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { FullstoryGate, FullstoryOrg, type FullstoryOrgProps } from "../../lib/index.js";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { temporaryFolder } from "../plans/support.js";
import { documents, failureOf, synthesized, testStack } from "./support.js";

const run = promisify(execFile);
const root = path.join(__dirname, "..", "..");
const waiver = {
  path: "recordGeoMode",
  observed: "41be07aa9c0d4e6f8a2b71c35d90e4f7",
  reason: "Until the shop of Norway opens.",
  expires: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
} as const;

function refusalOf(props: object): string {
  const { stack } = testStack();
  new FullstoryGate(stack, "gate", props);
  return failureOf(() => synthesized(stack)).message;
}

test("A waiver for a path that is not declared is quoted, with its place and the nearest declared field.", () => {
  const message = refusalOf({
    geo: { recordGeoMode: "GEO_ALLOW_LIST" },
    waivers: [waiver, { ...waiver, path: "recordGeoMod" }],
  });
  expect(message).toMatch(
    /^\[web\/gate\] waivers\[1\]: is for a path that is not declared here: "recordGeoMod"; did you mean "recordGeoMode"\? \(test\/synthesis\/declaration-words\.test\.ts:\d+\)$/,
  );
});

test("A faulty waiver of a gate has the index that it was written at, not the one in its part.", () => {
  const message = refusalOf({
    privacy: { discardIpAddresses: true },
    geo: { declared: { recordGeoMode: "GEO_ALLOW_LIST" }, waivers: [{ ...waiver, reason: "" }] },
    waivers: [
      { ...waiver, path: "discardIpAddresses" },
      { ...waiver, reason: "?" },
    ],
  });
  expect(message).toContain("waivers[1]: needs a reason in words");
  expect(message).toContain("geo.waivers[0]: needs a reason in words");
  expect(message).not.toContain(" waivers[0]:");
});

test("A waiver without a path is one fault, however many parts the gate has.", () => {
  const { path: _, ...pathless } = waiver;
  const message = refusalOf({
    privacy: { discardIpAddresses: true },
    geo: { recordGeoMode: "GEO_ALLOW_LIST" },
    waivers: [pathless],
  });
  expect(message.match(/needs a path/g)).toHaveLength(1);
});

test("features: { ios } names web and mobile, and what was found.", () => {
  expect(refusalOf({ features: { ios: { enabled: true } } })).toContain(
    'features: has settings for each platform: write { web: {...}, mobile: {...} }, or one of them; "ios" is no platform',
  );
});

test("A declaration error of `node main.js` prints message, hint and the user's own frames, not 30 lines of ours.", async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "main.js");
  writeFileSync(
    file,
    `const { App, TerraformStack } = require(${JSON.stringify(path.join(root, "node_modules/cdktf"))});
const { FullstoryGate } = require(${JSON.stringify(root)});
const app = new App({ outdir: "out" });
new FullstoryGate(new TerraformStack(app, "web"), "gate", { geo: { recordGeoMod: "GEO_ALL" } });
app.synth();
`,
  );
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, FULLSTORY_API_KEY: "na1.not-a-key" };
  const failed = (await run(process.execPath, [file], { cwd: folder, env, timeout: 60_000 }).catch(
    (error: unknown) => error,
  )) as { stderr: string };
  expect(failed.stderr).toContain("DeclarationError: [web/gate] recordGeoMod: is not a setting");
  expect(failed.stderr).toContain("\n  hint: Correct the declarations");
  expect(failed.stderr).toContain("main.js:5");
  expect(failed.stderr).not.toMatch(/^ +at .*(?:dist\/lib|node_modules|node:)/m);
  expect(failed.stderr).not.toMatch(/faults: \[|code: 'declaration'|constructPath|undefined/);
  expect(failed.stderr.trim().split("\n").length).toBeLessThan(12);
});

describe("FULLSTORY_SETTINGS_SOURCE with {alias}", () => {
  const folder = temporaryFolder();
  const before = process.env["FULLSTORY_SETTINGS_SOURCE"];
  beforeEach(() => {
    process.env["FULLSTORY_SETTINGS_SOURCE"] = path.join(folder, "{alias}.json");
  });
  afterEach(() => {
    if (before === undefined) delete process.env["FULLSTORY_SETTINGS_SOURCE"];
    else process.env["FULLSTORY_SETTINGS_SOURCE"] = before;
  });

  /** A gate for each of two orgs. */
  function twoOrgs(aliases: readonly (string | undefined)[], props: FullstoryOrgProps = {}) {
    const { stack } = testStack(false);
    for (const [index, alias] of aliases.entries()) {
      const org = new FullstoryOrg(stack, `org${index}`, omitUndefined({ ...props, alias }));
      new FullstoryGate(stack, `gate${index}`, { org, geo: { recordGeoMode: "GEO_ALLOW_LIST" } });
    }
    return stack;
  }

  function snapshotOf(org: string, recordGeoMode: string): string {
    const verifiedAt = new Date().toISOString().slice(0, 10);
    return JSON.stringify({
      version: 1,
      org,
      host: "api.fullstory.com",
      verifiedAt,
      documents: { geo: { ...documents.geo, recordGeoMode } },
      skipped: [],
    });
  }

  test("Each org is compared with the file of its alias, and one whose file is missing fails.", () => {
    writeFileSync(path.join(folder, "shop.json"), snapshotOf("o-SHOP1-na1", "GEO_ALLOW_LIST"));
    const json = synthesizedText(twoOrgs(["shop", "bank"]));
    expect(json).toMatch(/fullstory: unreadable/);
    expect(json).toContain("bank.json");
    expect(json).not.toMatch(/shop\.json[^"]*there is no such file/);
  });

  test.each([
    [undefined, /alias: FULLSTORY_SETTINGS_SOURCE names a file for each alias, and this org has none/],
    ["../secret", /alias: FULLSTORY_SETTINGS_SOURCE names a file for each alias: use letters/],
  ])("An org of the alias %s is a declaration error.", (alias, expected) => {
    expect(failureOf(() => synthesized(twoOrgs(["shop", alias]))).message).toMatch(expected);
  });

  test.each(["synth", "plan"] as const)(
    "One file for orgs of two aliases that are read at %s is a declaration error, unless each says expectOrg.",
    (readAt) => {
      process.env["FULLSTORY_SETTINGS_SOURCE"] = path.join(folder, "shop.json");
      expect(failureOf(() => synthesized(twoOrgs(["shop", "bank"], { readAt }))).message).toMatch(
        /source: ".*shop\.json" is read for orgs of several aliases/,
      );
      expect(() =>
        synthesized(twoOrgs(["shop", "bank"], { readAt, expectOrg: "o-SHOP1-na1" })),
      ).not.toThrow();
    },
  );
});

function synthesizedText(stack: Parameters<typeof synthesized>[0]): string {
  return JSON.stringify(synthesized(stack));
}
