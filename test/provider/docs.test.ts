import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pages, ROOT } from "../docs/snippets.js";
import { type Bench, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});

/** The fences of HCL in README.md and docs, by where they begin. */
const snippets = pages().flatMap((page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/^```hcl\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = "" }) => {
    const line = text.slice(0, index).split("\n").length;
    return [`${page}:${line}`, code] as const;
  });
});

describe("The HCL of README and docs", () => {
  it("is found in the README and on every page of a data source, gate and function", () => {
    const having = new Set(snippets.map(([at]) => at.replace(/:\d+$/, "")));
    const wanted = pages().filter((page) => /^docs\/provider\/(?!guides)/.test(page));
    expect(["README.md", ...wanted].filter((page) => !having.has(page))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(10);
  });

  it.each(snippets)("at %s is valid for Terraform and the provider", async (_at, code) => {
    const isWhole = code.includes("required_providers");
    const folder = isWhole ? bench.folder("", { "main.tf": code }) : bench.folder(code);
    const { exitCode, diagnostics } = await folder.terraform.validate();
    expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
  });
});
