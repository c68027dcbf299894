import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = join(__dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(ROOT, path)).isDirectory()) return sources(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

interface Import {
  readonly from: string;
  /** A package's name, or the path of a file from the root. */
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import|require\(|import\()\s*"([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  return specifiers.map((specifier) => ({
    from: file,
    to: specifier.startsWith(".")
      ? relative(ROOT, resolve(ROOT, dirname(file), specifier)).replace(/\.js$/, ".ts")
      : specifier,
  }));
}

const all = [...sources("lib"), ...sources("src")].flatMap(importsOf);

function offending(folder: string, isAllowed: (to: string) => boolean): string[] {
  return all
    .filter(({ from, to }) => from.startsWith(folder) && !isAllowed(to))
    .map(({ from, to }) => `${from} -> ${to}`);
}

const isOneOf =
  (...allowed: readonly string[]) =>
  (to: string): boolean =>
    allowed.some((each) => to === each || (each.endsWith("/") && to.startsWith(each)));

describe("The layers of the code", () => {
  it("are all looked at: no folder came out empty", () => {
    for (const folder of [
      "lib/settings/",
      "lib/client/",
      "lib/messages/",
      "lib/constructs/",
      "src/simulator/",
      "src/terraform/",
    ]) {
      expect(all.some(({ from }) => from.startsWith(folder))).toBe(true);
    }
  });

  it("let the settings model know no I/O and no CDKTF", () => {
    const allowed = isOneOf("lib/settings/", "valibot", "fastest-levenshtein", "re2js", "node:crypto");
    expect(offending("lib/settings/", allowed)).toEqual([]);
  });

  it("let the client know undici and no CDKTF", () => {
    const allowed = (to: string) =>
      isOneOf("lib/client/", "lib/errors.ts", "lib/settings/index.ts", "synckit", "undici")(to) ||
      to.startsWith("undici/") ||
      to.startsWith("node:");
    expect(offending("lib/client/", allowed)).toEqual([]);
  });

  it("let messages know findings and errors, and nothing that reads or writes", () => {
    expect(offending("lib/messages/", isOneOf("lib/messages/", "lib/settings/", "lib/errors.ts"))).toEqual(
      [],
    );
  });

  it("let only the constructs know CDKTF", () => {
    const users = all.filter(({ to }) => to === "cdktf" || to === "constructs" || to.startsWith("@cdktf/"));
    const folders = new Set(
      users.map(({ from }) => (from.startsWith("lib/") ? from.split("/").slice(0, 2).join("/") : from)),
    );
    expect(
      [...folders].filter(
        (folder) =>
          !["lib/constructs", "src/main.ts", "src/reports/declaration/declaration.ts"].includes(folder),
      ),
    ).toEqual([]);
  });

  it("let programs import the library only through its doors", () => {
    const doors = ["", "client/", "settings/", "snapshot/", "evidence/", "messages/"].map(
      (door) => `lib/${door}index.ts`,
    );
    doors.push("lib/version.ts", "lib/snapshot/files.ts");
    const inside = all.filter(
      ({ from, to }) => from.startsWith("src/") && to.startsWith("lib/") && !doors.includes(to),
    );
    expect(inside.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it("let the library know nothing of the programs", () => {
    expect(
      offending("lib/", (to) => !to.startsWith("src/") && !["zx", "commander", "picocolors"].includes(to)),
    ).toEqual([]);
  });

  it("let the simulator share nothing with the library, so that it cannot share its mistakes", () => {
    expect(
      offending("src/simulator/", (to) => to.startsWith("src/simulator/") || to.startsWith("node:")),
    ).toEqual([]);
  });

  it("let one file of the constructs write Terraform syntax", () => {
    const writers = sources("lib")
      .filter((file) => /plantimestamp|timecmp|self\.outputs\[/.test(readFileSync(join(ROOT, file), "utf8")))
      .filter((file) => !["lib/terraform/syntax.ts", "lib/terraform/rendered.ts"].includes(file));
    expect(writers).toEqual([]);
  });

  it("start children in one place, which loads zx when it is first needed; but for servers of our own", () => {
    const starters = all.filter(
      ({ from, to }) => from.startsWith("src/") && /^(node:child_process|zx)/.test(to),
    );
    expect(starters.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      "src/child/run-child.ts zx/core",
      "src/cli/actions/simulate.ts node:child_process",
      "src/start/simulator-process.ts node:child_process",
      "src/null-provider/index.ts node:child_process",
    ]);
    const text = readFileSync(join(ROOT, "src/child/run-child.ts"), "utf8");
    expect(text.match(/^import .*zx/gm)).toBeNull();
  });

  it("set the exit code in one place of each program", () => {
    const setters = sources("src").filter((file) =>
      /process\.exit(Code\s*=|\()/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    const programs = ["cli/main", "main", "simulator/main", "start", "terraform-plugin/main"];
    expect(setters.sort()).toEqual(programs.map((program) => `src/${program}.ts`));
  });
});
