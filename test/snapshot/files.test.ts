import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { SnapshotError } from "../../lib/snapshot/errors";
import { readSnapshotFile } from "../../lib/snapshot/read-file";
import { readRegularFile } from "../../lib/snapshot/regular-file";
import { openAtomicFile, writeFileAtomically } from "../../lib/snapshot/write-file";
import { freshDirectory } from "../cli/support";

const directory = freshDirectory();
const at = (name: string) => join(directory(), name);

function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    expect(error.message).not.toContain("\n");
    expect(error.hint).not.toBe("");
    return error.message;
  }
  throw new Error("it did not fail");
}

describe("reading a file", () => {
  const reason = (path: string, options = {}) =>
    faultOf(() => readRegularFile(path, { directory: directory(), ...options })).replace(
      /^cannot read .*?: /,
      "",
    );

  test("gives its text", () => {
    writeFileSync(at("a.json"), "text\u00fc");
    expect(readRegularFile("a.json", { directory: directory() })).toBe("text\u00fc");
    expect(readRegularFile(at("a.json"))).toBe("text\u00fc");
  });

  test("refuses what is no regular file, without waiting for it", () => {
    execFileSync("mkfifo", [at("fifo")]);
    mkdirSync(at("folder"));
    expect(reason("fifo")).toBe("it is not a regular file");
    expect(reason("folder")).toBe("it is not a regular file");
    expect(reason("/dev/zero")).toBe("it is not a regular file");
  });

  test("tells a missing file from one that cannot be read", () => {
    const missing = (path: string) => {
      try {
        readRegularFile(path);
      } catch (error) {
        return error instanceof SnapshotError && error.isMissing;
      }
      return undefined;
    };
    expect(missing(at("none.json"))).toBe(true);
    expect(missing(directory())).toBe(false);
  });

  test("stops at the size cap, also where the file says that it is empty", () => {
    writeFileSync(at("large"), "x".repeat(1_001));
    expect(reason("large", { maxBytes: 1_000 })).toBe("it has more than 1000 bytes");
    expect(reason("/proc/self/smaps", { maxBytes: 10 })).toBe("it has more than 10 bytes");
  });

  test("refuses bytes that are no UTF-8", () => {
    writeFileSync(at("latin"), Buffer.from([0x22, 0xe4, 0x22]));
    expect(reason("latin")).toBe("it is not UTF-8 text");
  });

  test("never leaves the directory by a relative path, not by a link either", () => {
    const inner = at("inner");
    mkdirSync(inner);
    writeFileSync(at("outside.json"), "{}");
    symlinkSync(at("outside.json"), join(inner, "link.json"));
    symlinkSync(directory(), join(inner, "up"));
    writeFileSync(join(inner, "own.json"), "own");
    symlinkSync("own.json", join(inner, "alias.json"));
    const outside = "it lies outside of the working directory";
    for (const path of ["../outside.json", "link.json", "up/outside.json"]) {
      expect(reason(path, { directory: inner })).toBe(outside);
      expect(readRegularFile(path, { directory: inner, anywhere: true })).toBe("{}");
    }
    expect(readRegularFile("alias.json", { directory: inner })).toBe("own");
  });

  test("quotes neither the file nor a hostile name", () => {
    writeFileSync(at("bad.json"), '{"planted');
    expect(faultOf(() => readSnapshotFile(at("bad.json")))).toMatch(/: \$: not JSON, or cut short$/);
    expect(faultOf(() => readSnapshotFile("::error::\n\u202e"))).toMatch(
      /^cannot read : :error: :\\u000a\\u202e: /,
    );
  });
});

describe("writing a file", () => {
  const names = () => readdirSync(directory()).sort();

  test("makes it, or replaces it and keeps its mode", () => {
    writeFileAtomically(at("new"), "one");
    expect(readFileSync(at("new"), "utf8")).toBe("one");
    chmodSync(at("new"), 0o640);
    writeFileAtomically(at("new"), "two");
    expect(readFileSync(at("new"), "utf8")).toBe("two");
    expect(statSync(at("new")).mode & 0o777).toBe(0o640);
    expect(names()).toEqual(["new"]);
  });

  test("refuses a link, a directory and a FIFO, and leaves them alone", () => {
    writeFileSync(at("target"), "old");
    symlinkSync(at("target"), at("link"));
    symlinkSync(at("nowhere"), at("dangling"));
    mkdirSync(at("folder"));
    execFileSync("mkfifo", [at("fifo")]);
    const before = names();
    expect(faultOf(() => writeFileAtomically(at("link"), "new"))).toMatch(/: it is a symbolic link$/);
    expect(faultOf(() => writeFileAtomically(at("dangling"), "new"))).toMatch(/: it is a symbolic link$/);
    expect(faultOf(() => writeFileAtomically(at("folder"), "new"))).toMatch(/: it is not a regular file$/);
    expect(faultOf(() => writeFileAtomically(at("fifo"), "new"))).toMatch(/: it is not a regular file$/);
    expect(faultOf(() => writeFileAtomically(at("none/x"), "new"))).toMatch(/: there is no such directory$/);
    expect(readFileSync(at("target"), "utf8")).toBe("old");
    expect(names()).toEqual(before);
  });

  test("in pieces shows the old file until the end, and leaves nothing when it is given up", () => {
    writeFileSync(at("file"), "old");
    const file = openAtomicFile(at("file"));
    file.write("new ");
    expect(readFileSync(at("file"), "utf8")).toBe("old");
    file.abandon();
    expect(names()).toEqual(["file"]);
    const again = openAtomicFile(at("file"));
    again.write("new ");
    again.write("text");
    again.commit();
    again.abandon();
    expect(readFileSync(at("file"), "utf8")).toBe("new text");
    expect(names()).toEqual(["file"]);
  });

  test("that does not fit leaves the old file, and no other", () => {
    writeFileSync(at("file"), "old");
    const module = join(__dirname, "..", "..", "dist", "lib", "snapshot", "write-file.js");
    const script = `try { require(${JSON.stringify(module)}).writeFileAtomically("file", "x".repeat(1e6)); }
      catch (error) { process.exitCode = error.message.endsWith("the file would be larger than allowed") ? 3 : 4; }`;
    const run = spawnSync("/bin/sh", ["-c", `ulimit -f 8; exec "$0" -e "$1"`, process.execPath, script], {
      cwd: directory(),
    });
    expect(run.status).toBe(3);
    expect(readFileSync(at("file"), "utf8")).toBe("old");
    expect(names()).toEqual(["file"]);
  });
});
