import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const ROOT = join(__dirname, "..", "..");

/** A TypeScript fence of a Markdown file. */
export interface Snippet {
  /** Where it begins, `docs/waivers.md:12`. */
  readonly at: string;
  /** A file name made of that. */
  readonly name: string;
  readonly code: string;
  /**
   * What `run` asks for: every stack's evidence must say `pass`; after `run drift`, at least one must say `drift`;
   * after `run program`, the program must end well and write no stack.
   */
  readonly run?: "pass" | "drift" | "program";
}

/** README.md, and every page below docs. */
export function pages(): readonly string[] {
  const docs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name));
  return ["README.md", ...docs.sort()];
}

/** The TypeScript fences of a page, in order. */
export function snippetsOf(page: string): readonly Snippet[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/^```ts([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split("\n").length;
    const words = (match[1] ?? "").trim().split(/\s+/).filter(Boolean);
    const at = `${relative(".", page)}:${line}`;
    return {
      at,
      name: `${page.replace(/\.md$/, "").replace(/\W+/g, "-")}-${line}`,
      code: match[2] ?? "",
      ...readWords(words, at),
    };
  });
}

function readWords(words: readonly string[], at: string): Pick<Snippet, "run"> {
  const [run, kind = "pass", ...more] = words;
  if (run === undefined) return {};
  if (run !== "run" || more.length > 0 || (kind !== "pass" && kind !== "drift" && kind !== "program"))
    throw new Error(`${at}: a fence says \`ts ${words.join(" ")}\`, which nobody understands`);
  return { run: kind };
}
