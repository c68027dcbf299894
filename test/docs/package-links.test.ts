import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./snippets";

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

/** Every file that `npm pack` would publish of the tree as it is. */
function packedPaths(): ReadonlySet<string> {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = spawnSync("npm", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  const [pack] = JSON.parse(stdout) as readonly Packed[];
  return new Set(pack?.files.map(({ path }) => path));
}

const packed = packedPaths();
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

describe("The package", () => {
  it("brings the docs, and every page that they link to", () => {
    const pages = [...packed].filter((path) => path.endsWith(".md"));
    expect(pages.length).toBeGreaterThan(40);
    const broken = pages.flatMap((page) => {
      const text = read(page).replace(/^```[\s\S]*?^```$/gm, "");
      return [...text.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, image, target = ""]) => {
        // A picture is looked at where the sources are published.
        if (image === "!" || /^(?:https?:|#)/.test(target)) return [];
        const path = join(dirname(page), target.split("#")[0] ?? "");
        return packed.has(path) ? [] : [`${page} -> ${target}`];
      });
    });
    expect(broken).toEqual([]);
  });

  it("brings every page that a message, a comment or a template names", () => {
    const sources = ["lib", "src", "templates", "examples"].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(?:ts|yml|json)$/.test(name))
        .map((name) => join(folder, name)),
    );
    const named = [...sources, "action.yml"].flatMap((path) =>
      [...read(path).matchAll(/\bdocs\/[\w./-]+\.(?:md|json)/g)].map(([page]) => [path, page] as const),
    );
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter(([, page]) => !packed.has(page))).toEqual([]);
  });

  it("brings what init and the workflows take from it", () => {
    for (const path of ["action.yml", "templates/fullstory.yml", "templates/app/main.ts"])
      expect([path, packed.has(path)]).toEqual([path, true]);
    const workflows = readdirSync(join(ROOT, "examples", "github-actions"));
    for (const name of workflows)
      expect([name, packed.has(`examples/github-actions/${name}`)]).toEqual([name, true]);
  });
});
