import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "@swc/core";

export const ROOT = join(__dirname, "..");

/** One import of a file, types included. */
export interface Import {
  readonly from: string;
  /** The name of a package, or the path of a file from the root. */
  readonly to: string;
}

/** Every TypeScript file below a folder, as paths from the root. */
export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder))
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      if (statSync(join(ROOT, path)).isDirectory()) return sourcesIn(path);
      return path.endsWith(".ts") ? [path] : [];
    })
    .sort();
}

/**
 * What a file imports, as the parser sees it: `import`, `import type`, `export from`, `import()`, `require()`, and
 * `import("...")` inside a type.
 */
export function importsOf(file: string): readonly Import[] {
  const specifiers = new Set<string>();
  collect(parsed(file), specifiers);
  return [...specifiers].map((specifier) => ({
    from: file,
    to: specifier.startsWith(".")
      ? relative(ROOT, resolve(ROOT, dirname(file), specifier)).replace(/\.js$/, ".ts")
      : specifier,
  }));
}

/** The texts that a file's code holds: string literals, the fixed parts of templates, and patterns; no comments. */
export function textsIn(file: string): readonly string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    if (!isNode(value)) return;
    if (value["type"] === "StringLiteral") texts.push(String(value["value"]));
    else if (value["type"] === "TemplateElement") texts.push(String(value["cooked"] ?? value["raw"]));
    else if (value["type"] === "RegExpLiteral") texts.push(String(value["pattern"]));
    else if (!isImport(value)) for (const each of Object.values(value)) walk(each);
  };
  walk(parsed(file));
  return texts;
}

/** Whether a file's code mentions `process.exit` or `process.exitCode`. */
export function mentionsExit(file: string): boolean {
  const walk = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(walk);
    if (!isNode(value)) return false;
    const { type, object, property } = value;
    if (type === "MemberExpression" && isNode(object) && isNode(property) && object["value"] === "process")
      return /^exit(?:Code)?$/.test(String(property["value"]));
    return Object.values(value).some(walk);
  };
  return walk(parsed(file));
}

const known = new Map<string, Node>();

/** What the parser makes of a file. */
export function parsed(file: string): Node {
  const module = known.get(file) ?? {
    body: parseSync(readFileSync(join(ROOT, file), "utf8"), { syntax: "typescript" }).body,
  };
  known.set(file, module);
  return module;
}

export interface Node {
  readonly [key: string]: unknown;
}

function collect(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, into);
  if (!isNode(value)) return;
  for (const text of [value["source"], value["argument"], argumentOfCall(value), moduleOf(value)]) {
    if (isImport(value) && isNode(text) && typeof text["value"] === "string") into.add(text["value"]);
  }
  for (const each of Object.values(value)) collect(each, into);
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isImport({ type, callee }: Node): boolean {
  if (type !== "CallExpression")
    return /^(?:Import|Export(?:Named|All))Declaration$|^TsImport(?:Type|EqualsDeclaration)$/.test(
      String(type),
    );
  if (!isNode(callee)) return false;
  return callee["type"] === "Import" || (callee["type"] === "Identifier" && callee["value"] === "require");
}

function argumentOfCall({ arguments: given }: Node): unknown {
  const first: unknown = Array.isArray(given) ? given[0] : undefined;
  return isNode(first) ? first["expression"] : undefined;
}

function moduleOf({ moduleRef }: Node): unknown {
  return isNode(moduleRef) ? moduleRef["expression"] : undefined;
}

/** Circles in a graph of names: of each knot of names that reach each other, the shortest way round. */
export function circlesIn(
  arrows: readonly { readonly from: string; readonly to: string }[],
): readonly string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const seen = new Set<string>();
  const circles: string[] = [];
  for (const start of [...next.keys()].sort()) {
    if (seen.has(start)) continue;
    const circle = shortestWayBack(start, next);
    if (circle === undefined) continue;
    for (const name of circle) seen.add(name);
    circles.push([...circle, start].join(" -> "));
  }
  return circles;
}

function shortestWayBack(
  start: string,
  next: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const reached = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const longer: (readonly string[])[] = [];
    for (const way of ways) {
      for (const to of next.get(way[way.length - 1] ?? "") ?? []) {
        if (to === start) return way;
        if (reached.has(to)) continue;
        reached.add(to);
        longer.push([...way, to]);
      }
    }
    ways = longer;
  }
  return undefined;
}

/** The names that a file exports from other files, values and types apart. */
export function namesExportedBy(file: string): {
  readonly values: readonly string[];
  readonly types: readonly string[];
} {
  const { body } = parsed(file);
  const specifiers = (Array.isArray(body) ? body : []).filter(isNode).flatMap((statement) => {
    const each: readonly unknown[] = Array.isArray(statement["specifiers"]) ? statement["specifiers"] : [];
    return each.filter(isNode).map((specifier) => {
      const name = specifier["exported"] ?? specifier["orig"];
      return {
        name: isNode(name) ? String(name["value"]) : "",
        isType: statement["typeOnly"] === true || specifier["isTypeOnly"] === true,
      };
    });
  });
  const named = (isType: boolean) =>
    specifiers
      .filter((each) => each.isType === isType)
      .map(({ name }) => name)
      .sort();
  return { values: named(false), types: named(true) };
}
