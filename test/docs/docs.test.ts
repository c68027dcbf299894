import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Match } from "../../lib/index";
import { pages, ROOT } from "./snippets";

type Packages = Readonly<Record<string, string>>;

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Every Markdown file that people read. */
function allPages(): readonly string[] {
  const examples = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("examples", name));
  return [...pages(), "CONTRIBUTING.md", "CHANGELOG.md", ...examples];
}

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replace(/ /g, "-"),
  );
}

describe("docs/dependencies.md", () => {
  const text = read("docs/dependencies.md");
  const listed = (heading: string) => {
    const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
    return [...section.matchAll(/^- `([^`]+)`: \S/gm)].map((match) => match[1]);
  };
  const manifest = JSON.parse(read("package.json")) as Readonly<
    Record<"dependencies" | "peerDependencies" | "devDependencies", Packages>
  >;

  it.each([
    ["Runtime", manifest.dependencies],
    ["Peers", manifest.peerDependencies],
    ["Development", manifest.devDependencies],
  ])("%s has one line for each package of package.json, and no other", (heading, packages) => {
    expect([...listed(heading)].sort()).toEqual(Object.keys(packages).sort());
  });
});

describe("The docs", () => {
  it("that are generated are not stale", () => {
    const script = join(ROOT, "scripts", "generate-docs.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    expect([stderr, status]).toEqual(["", 0]);
  });

  it("link to files and headings that are there", () => {
    const broken = allPages().flatMap((page) => {
      const text = read(page).replace(/^```[\s\S]*?^```$/gm, "");
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
        if (/^https?:/.test(target)) return [];
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? page : join(dirname(page), path);
        if (!existsSync(join(ROOT, file))) return [`${page} -> ${target}`];
        if (anchor === undefined || anchorsOf(read(file)).includes(anchor)) return [];
        return [`${page} -> ${target}`];
      });
    });
    expect(broken).toEqual([]);
  });

  it("have a page for each matcher, which begins with what is different from aws-cdk-lib/assertions", () => {
    for (const name of Object.keys(Match)) {
      const [title, , first] = read(join("docs", "matchers", `${name}.md`)).split("\n");
      expect(title).toBe(`# Match.${name}`);
      expect(first).toMatch(/^\*\*Beside `aws-cdk-lib\/assertions`:\*\* /);
    }
    const files = readdirSync(join(ROOT, "docs", "matchers")).filter((name) => name !== "README.md");
    expect(files.sort()).toEqual(
      Object.keys(Match)
        .map((name) => `${name}.md`)
        .sort(),
    );
  });

  it("of the README name the commands that the program has", () => {
    const { stdout } = spawnSync(process.execPath, [join(ROOT, "dist", "programs", "cli.js"), "--help"], {
      encoding: "utf8",
    });
    const has = [...stdout.matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map((match) => match[1]);
    const table = read("README.md").split("| command | does |")[1] ?? "";
    const named = [...table.matchAll(/^\| `([a-z]+)/gm)].map((match) => match[1]);
    expect([...new Set(named)].sort()).toEqual([...new Set(has.filter((name) => name !== "help"))].sort());
  });

  it("hold nothing that looks like a key", () => {
    for (const page of allPages())
      expect([page, /\bna1\.[A-Za-z0-9]{8,}|Basic [A-Za-z0-9]{12,}/.test(read(page))]).toEqual([page, false]);
  });
});
