import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { ROOT, temporaryFolder } from "./support";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

interface Job {
  readonly extends?: string;
  readonly rules?: readonly { readonly if: string }[];
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
  readonly [key: string]: unknown;
}

/** The flags and commands of ours in scripts. */
function unknownCalls(scripts: readonly string[]): readonly string[] {
  return scripts
    .flatMap((line) => [...line.matchAll(/cdktf-fullstory ((?:snapshot )?[\w]+)([^|>\n]*)/g)])
    .flatMap(([call = "", command = "", rest = ""]) => {
      const cli = join(ROOT, "dist", "programs", "cli.js");
      const { status, stdout } = spawnSync(process.execPath, [cli, ...command.split(" "), "--help"], {
        encoding: "utf8",
      });
      const flags = rest.match(/--[\w-]+/g) ?? [];
      return status === 0 && flags.every((flag) => stdout.includes(flag)) ? [] : [call];
    });
}

describe("The GitLab component", () => {
  const [head, body] = parseAllDocuments(read("templates/fullstory.yml")).map(
    (document) => document.toJS() as Record<string, Job>,
  );
  const inputs = (head?.["spec"] as { inputs?: Record<string, unknown> } | undefined)?.inputs ?? {};
  const jobs = Object.entries(body ?? {});
  const scripts = jobs.flatMap(([, job]) => [...(job.before_script ?? []), ...(job.script ?? [])]);

  it("uses the inputs that it declares, and no other", () => {
    const used = [...JSON.stringify(body).matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(inputs).sort());
  });

  it("names commands and flags that the program has, pinned by the lock file", () => {
    expect(scripts.join("\n").match(/cdktf-fullstory \w+/g)?.length).toBe(4);
    expect(unknownCalls(scripts)).toEqual([]);
    expect(scripts.filter((line) => /\bnpx (?!--no-install )/.test(line))).toEqual([]);
    expect(scripts.filter((line) => /\bnpm ci\b/.test(line) && line !== "npm ci --ignore-scripts")).toEqual(
      [],
    );
  });

  it("holds scripts that a shell can read", () => {
    for (const line of scripts) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: line, encoding: "utf8" });
      expect([stderr, status]).toEqual(["", 0]);
    }
  });

  it("tells what a merge request weakens, and says where the target branch has nothing to compare with", () => {
    const folder = temporaryFolder();
    const comment = (body?.["fullstory-comment"]?.script ?? []).join("\n");
    const posted = (): string =>
      spawnSync("sh", ["-e", "-c", `npx() { echo "$@"; }\n${comment}`], { cwd: folder, encoding: "utf8" })
        .stdout;
    expect(posted()).toBe(
      "--no-install cdktf-fullstory comment cdktf.out --id fullstory --baseline fullstory-baseline\n",
    );
    const baseline = (body?.["fullstory-baseline"]?.script ?? []).join("\n");
    const { stdout, status } = spawnSync("sh", ["-e", "-c", `git() { :; }\nnpm() { exit 9; }\n${baseline}`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining("no fullstory.snapshot.json yet")]);
    expect(posted()).toBe("--no-install cdktf-fullstory comment cdktf.out --id fullstory\n");
  });

  it("gates with the live settings on the default branch only, and posts only what another job found", () => {
    const job = (name: string): Job => body?.[name] ?? {};
    expect(job("fullstory-gate").rules).toEqual([{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" }]);
    expect(job("fullstory-gate").script?.join()).toContain("--require-live");
    expect(job("fullstory-check").script?.join()).not.toContain("--require-live");
    expect(job("fullstory-comment").before_script?.join()).not.toContain("build");
    expect(job("fullstory-comment").script?.join()).not.toMatch(/ gate\b/);
  });
});

describe("The hooks for pre-commit", () => {
  const hooks = parse(read(".pre-commit-hooks.yaml")) as readonly Record<string, string>[];

  it("have what pre-commit needs, and run what the program has", () => {
    for (const { id, name, entry = "", language, files = "" } of hooks) {
      expect([id, name, language].every(Boolean)).toBe(true);
      expect(unknownCalls([entry])).toEqual([]);
      expect(new RegExp(files).test("fullstory.snapshot.json")).toBe(true);
    }
    expect(hooks.map(({ id }) => id)).toEqual(["fullstory-gate", "fullstory-snapshot"]);
  });

  it("stand in docs/ci.md as they are", () => {
    for (const { entry = "", files = "" } of hooks.slice(0, 1)) {
      expect(read("docs/ci.md")).toContain(entry);
      expect(read("docs/ci.md")).toContain(files);
    }
  });
});
