import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { sharedSimulator } from "../simulator/support";
import { accessTo, freshDirectory, runCli } from "./support";

const simulator = sharedSimulator({ orgId: "o-TEST-na1" });
const directory = freshDirectory();
const FILE = "fullstory.snapshot.json";
const path = (name = FILE) => join(directory(), name);
const read = (name = FILE) => readFileSync(path(name), "utf8");
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCli(args, { cwd: directory(), env: { ...accessTo(simulator()), ...env } });
const update = (...args: string[]) => run(["snapshot", "update", ...args]);
const verify = (...args: string[]) => run(["snapshot", "verify", ...args]);

/** The file with another day of verification. */
function redate(day: string): string {
  const text = read().replace(/"verifiedAt": "[^"]+"/, `"verifiedAt": "${day}"`);
  writeFileSync(path(), text);
  return text;
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe("snapshot update", () => {
  test("writes all documents, and nothing that may not be in a file", async () => {
    await simulator().set(
      "blocking",
      { blockedAppIds: ["planted-user"] },
      { by: "Planted (planted@example.com)" },
    );
    const { code, stdout, stderr } = await update();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("the snapshot is written for the first time");
    const { version, org, host, documents, skipped } = JSON.parse(read());
    expect({ version, org, host, skipped }).toEqual({
      version: 1,
      org: "o-TEST-na1",
      host: new URL(simulator().url).host,
    });
    expect(Object.keys(documents)).toEqual(["blocking", "domain", "features", "geo", "privacy", "targeting"]);
    expect(Object.keys(documents.domain)).toEqual(["mobile", "web"]);
    for (const text of [read(), stdout]) {
      expect(text).not.toMatch(/planted/i);
      expect(text).not.toContain(simulator().adminKey);
      expect(text).not.toContain("DPIA-31");
    }
    expect(readdirSync(directory())).toEqual([FILE]);
  });

  test("leaves the file byte for byte alone while nothing changes", async () => {
    await update();
    const text = read();
    const { stdout } = await update();
    expect(stdout).toContain("nothing changed, and the snapshot stays as it is");
    expect(read()).toBe(text);
    await simulator().configure({ spelling: "snake", enumSpelling: "new" });
    await update();
    expect(read()).toBe(text);
  });

  test("writes it anew when a setting changed, and tells what", async () => {
    await update();
    await simulator().set("geo", { recordGeoMode: "GEO_ALL" });
    const { code, stdout } = await update();
    expect(code).toBe(0);
    expect(stdout).toContain("the snapshot is written anew: 1 loosened");
    expect(stdout).toContain("LOOSENED   recordGeoMode");
    expect(JSON.parse(read()).documents.geo.recordGeoMode).toBe("GEO_ALL");
  });

  test("renews its day past a quarter of the allowed age only", async () => {
    await update();
    const young = redate(daysAgo(2));
    await update();
    expect(read()).toBe(young);
    redate(daysAgo(5));
    expect((await update()).stdout).toContain("its day is renewed");
    expect(read()).not.toContain(daysAgo(5));
    const kept = redate(daysAgo(5));
    await update("--snapshot-max-age", "60d");
    expect(read()).toBe(kept);
  });

  test("takes the documents, the platform and the file that flags name", async () => {
    await update("--documents", "geo,features", "--platform", "mobile", "--out", "small.json");
    const { documents } = JSON.parse(read("small.json"));
    expect(Object.keys(documents)).toEqual(["features", "geo"]);
    expect(Object.keys(documents.features)).toEqual(["mobile"]);
  });

  test("skips by name what the org's plan does not include, unless nothing is there", async () => {
    await simulator().fault({ kind: "status", status: 404, match: { path: "targeting" } });
    const { code, stdout } = await update();
    expect(code).toBe(0);
    expect(stdout).toContain("targeting (not in the org's plan)");
    expect(JSON.parse(read())).toMatchObject({ skipped: ["targeting"] });
    expect((await verify()).code).toBe(0);
    await simulator().fault({ kind: "status", status: 404, match: { path: "/settings/" } });
    const none = await update();
    expect([none.code, none.stdout]).toEqual([1, ""]);
  });

  test("does not touch a file of another org", async () => {
    await update();
    const text = read().replace("o-TEST-na1", "o-OTHER");
    writeFileSync(path(), text);
    const { code, stderr } = await update();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: wrong org: the key belongs to o-TEST-na1, and the file is of o-OTHER\n/);
    expect(read()).toBe(text);
    expect((await update("--expect-org", "o-ELSE", "new.json")).stderr).toMatch(/^error: wrong org: /);
  });

  test("writes nothing when one document cannot be read", async () => {
    const { code, stderr } = await run(["snapshot", "update"], {
      FULLSTORY_API_KEY: simulator().standardKey,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: GET \/settings\/recording\/v1\/privacy answered 403 forbidden, 1 attempt\nhint: [^\n]+\n$/,
    );
    expect(readdirSync(directory())).toEqual([]);
  });
});

describe("snapshot verify", () => {
  test("never writes, whatever it finds", async () => {
    await update();
    const text = redate(daysAgo(100));
    const same = await verify();
    expect(same.code).toBe(0);
    expect(same.stdout).toContain("live is what the snapshot says, in 8 documents");
    expect(same.stdout).toContain("verified 100 days from today, which is more than 14d");
    await simulator().set("privacy", { discardIpAddresses: false });
    const { code, stdout } = await verify();
    expect(code).toBe(2);
    expect(stdout).toContain("live differs from the snapshot: 1 loosened");
    expect(read()).toBe(text);
    expect(readdirSync(directory())).toEqual([FILE]);
  });

  test("asks only for the documents that a flag names, and names them in its headline", async () => {
    await update("--documents", "geo");
    await simulator().clearRequests();
    const { code, stdout } = await verify("--documents", "geo");
    expect([code, stdout]).toEqual([0, expect.stringContaining("in 1 of 8 documents: geo")]);
    const asked = (await simulator().requests()).map((request) => request.path);
    expect(asked.sort()).toEqual(["/me", "/settings/recording/v1/geo"]);
  });

  describe("a pull request cannot narrow what is compared:", () => {
    const remove = (...names: string[]) => {
      const snapshot = JSON.parse(read());
      for (const name of names) delete snapshot.documents[name];
      return snapshot;
    };

    test.each([
      ["snapshot verify", () => verify()],
      ["diff", () => run(["diff"])],
    ])("a document deleted from the file is named and is no exit 0: %s", async (_, command) => {
      await update();
      writeFileSync(path(), JSON.stringify(remove("privacy")));
      const deleted = await command();
      expect(deleted.code).toBe(2);
      expect(deleted.stdout).toMatch(/1 document on one side only\s+\(privacy not in /);
      writeFileSync(path(), JSON.stringify({ ...remove("privacy"), skipped: ["privacy"] }));
      expect(await command()).toMatchObject({ code: 2, stdout: expect.stringContaining("(privacy not in ") });
    });

    test.each([
      ["documents", { documents: ["geo"] }],
      ["platform", { platform: "web" }],
    ])("%s in fullstory.config.json is ignored with a word", async (name, config) => {
      await update();
      await simulator().set("privacy", { discardIpAddresses: false });
      await simulator().set("features", { consoleWatcher: true }, { platform: "mobile" });
      writeFileSync(path("fullstory.config.json"), JSON.stringify(config));
      for (const args of [["snapshot", "verify"], ["diff"]]) {
        const { code, stdout, stderr } = await run(args);
        expect([code, stdout]).toEqual([2, expect.stringContaining("2 loosened")]);
        expect(stderr).toContain(`note: ${name} in fullstory.config.json leaves nothing out here`);
      }
    });
  });

  test("could not decide when a document of the file is not there any more", async () => {
    await update();
    await simulator().fault({ kind: "status", status: 404, match: { path: "geo" } });
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: live has no geo \(404\), which the snapshot holds/);
  });

  test("sees a change of a blocked user without showing any", async () => {
    await simulator().set("blocking", { blockedAppIds: ["planted-1"] });
    await update();
    await simulator().set("blocking", { blockedAppIds: ["planted-2"] }, { by: "planted@example.com" });
    for (const format of ["text", "json", "markdown"]) {
      const { code, stdout } = await verify("--output", format);
      expect(code).toBe(2);
      expect(stdout).toMatch(/blockedAppIds\[\\?"#[0-9a-f]{8}\\?"\]/);
      expect(stdout).not.toContain("planted");
    }
  });
});

describe("without GET /me", () => {
  const GONE = { kind: "status", status: 404, match: { path: "/me" } } as const;

  test("snapshot update, verify, diff and declare go on with the org unknown and a warning", async () => {
    await simulator().fault(GONE);
    for (const args of [["snapshot", "update"], ["snapshot", "verify"], ["diff"], ["declare"]]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stderr]).toEqual([
        0,
        "warning: the org is not known: GET /me answered 404 resource_not_found, 1 attempt\n",
      ]);
      expect(stdout).not.toMatch(/undefined|wrong org/);
    }
    expect(JSON.parse(read()).org).toBeUndefined();
    expect((await run(["doctor"])).stdout).toMatch(/org +not known: GET \/me answered 404/);
  });

  test.each([[["snapshot", "update"]], [["snapshot", "verify"]], [["declare"]], [["history", "geo"]]])(
    "an expected org could not be confirmed, which is not a wrong org, and is said once: %j",
    async (args) => {
      await update();
      await simulator().fault(GONE);
      const { code, stderr } = await run([...args, "--expect-org", "o-TEST-na1"]);
      expect([code, stderr.match(/could not be confirmed/g)?.length]).toEqual([1, 1]);
      expect(stderr).toMatch(/^error: the org could not be confirmed: GET \/me answered 404/);
      expect(stderr).not.toMatch(/wrong org/);
    },
  );

  test("a file of a known org is compared with a warning that its org could not be confirmed", async () => {
    await update();
    await simulator().fault(GONE);
    const { code, stderr } = await verify();
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("whether live is o-TEST-na1, as the file is, could not"),
    ]);
  });
});

describe("a bad snapshot file", () => {
  const spoil: Readonly<Record<string, () => void>> = {
    "cut in half": () => truncateSync(path(), 2_000),
    empty: () => truncateSync(path(), 0),
    newer: () => writeFileSync(path(), read().replace('"version": 1', '"version": 99')),
    older: () => writeFileSync(path(), read().replace('"version": 1', '"version": 0')),
    oversized: () => writeFileSync(path(), "x".repeat(17 * 1024 * 1024)),
    "with a foreign key": () => writeFileSync(path(), read().replace('"org"', '"planted": 1, "org"')),
    "with an identifier in clear": () =>
      writeFileSync(path(), read().replace(/"sha256:[0-9a-f]{64}"/, '"planted-id"')),
    "in another encoding": () => writeFileSync(path(), Buffer.from([0xff, 0xfe, 0x7b])),
  };

  test.each(Object.keys(spoil))("%s: one line, exit 1, and the file stays", async (how) => {
    await update();
    spoil[how]?.();
    const before = readFileSync(path());
    for (const args of [["snapshot", "update"], ["snapshot", "verify"], ["diff"]]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^error: cannot read fullstory\.snapshot\.json: [^\n]+\nhint: [^\n]+\n$/);
      expect(stderr).not.toContain("planted");
    }
    expect(readFileSync(path()).equals(before)).toBe(true);
    expect(readdirSync(directory())).toEqual([FILE]);
  });

  test("a FIFO, a directory or a link as target: one line, exit 1, and nothing else happens", async () => {
    execFileSync("mkfifo", [path("fifo.json")]);
    mkdirSync(path("folder.json"));
    await update("target.json");
    symlinkSync("target.json", path("link.json"));
    const target = read("target.json");
    await simulator().set("geo", { recordGeoMode: "GEO_ALL" });
    const before = readdirSync(directory());
    for (const name of ["fifo.json", "folder.json", "link.json"]) {
      const { code, stderr } = await update(name);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^error: cannot (read|write) \w+\.json: it is (not a regular file|a symbolic link)\nhint: [^\n]+\n$/,
      );
    }
    expect(read("target.json")).toBe(target);
    expect(readdirSync(directory())).toEqual(before);
  });

  test("no permission: one line, exit 1, and the old file stays", async () => {
    const isRoot = process.getuid?.() === 0;
    await update();
    await simulator().set("geo", { recordGeoMode: "GEO_ALL" });
    const text = read();
    chmodSync(directory(), 0o555);
    chmodSync(path(), 0o444);
    const options = { cwd: directory(), env: accessTo(simulator()), ...(isRoot ? { uid: 65_534 } : {}) };
    const { code, stderr } = await runCli(["snapshot", "update"], options);
    chmodSync(directory(), 0o755);
    expect(stderr).toMatch(/^error: cannot write fullstory\.snapshot\.json: no permission\nhint: [^\n]+\n$/);
    expect(code).toBe(1);
    expect(read()).toBe(text);
    expect(readdirSync(directory())).toEqual([FILE]);
  });
});
