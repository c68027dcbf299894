import { readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { asTree, parseJson, toTrees } from "../terraform/index.js";

const MAX_BYTES = 16 * 1024 * 1024;

/** `file:line` of a declaration, by its block (`module.a.data.fullstory_gate.g`) and the argument in it. */
export type PlaceOf = (block: string, argument: string) => string | undefined;

interface PlacesOptions {
  /** Where Terraform runs, and where it keeps what it knows of modules. */
  readonly dir: string;
  readonly dataDir: string;
  /** Where the paths that are shown begin. */
  readonly shownFrom: string;
}

/**
 * Looks for declarations in a folder of HCL: for the argument of a gate, else for its block. Terraform tells lines in
 * errors only. It is for people: where a file cannot be read as simply as this, nothing is said.
 */
export function findPlaces({ dir, dataDir, shownFrom }: PlacesOptions): PlaceOf {
  const modules = readModuleFolders(dir, dataDir);
  const known = new Map<string, readonly string[]>();
  const getLines = (file: string): readonly string[] => {
    const lines = known.get(file) ?? readLines(file);
    known.set(file, lines);
    return lines;
  };
  return (block, argument) => {
    const parts = /^((?:module\.[^.]+\.)*)(data|ephemeral)\.([^.]+)\.([^.]+)$/.exec(block);
    const [, path = "", mode, type, name] = parts ?? [];
    const folder = modules.get(path.split("module.").join("").replace(/\.$/, ""));
    if (name === undefined || folder === undefined) return undefined;
    const head = new RegExp(`^\\s*${mode}\\s+"?${type}"?\\s+"?${escapePattern(name)}"?\\s*\\{`);
    for (const file of listHclFiles(folder)) {
      const lines = getLines(file);
      const start = lines.findIndex((line) => head.test(line));
      if (start < 0) continue;
      const end = lines.findIndex((line, index) => index > start && /^\}/.test(line));
      const within = lines.slice(start, end < 0 ? undefined : end);
      const at = within.findIndex((line) => new RegExp(`(?:^|[\\s{])${argument}\\s*=`).test(line));
      return `${relative(shownFrom, file).split(sep).join("/")}:${start + Math.max(at, 0) + 1}`;
    }
    return undefined;
  };
}

/** Terraform writes where each module lies as it initializes. Without that, declarations in modules have no place. */
function readModuleFolders(dir: string, dataDir: string): ReadonlyMap<string, string> {
  const text = readLines(join(dataDir, "modules", "modules.json")).join("\n");
  const modules = toTrees(asTree(parseJson(text))["Modules"]);
  return new Map([
    ...modules.map((each) => [String(each["Key"]), resolve(dir, String(each["Dir"]))] as const),
    ["", dir],
  ]);
}

/** Terraform reads what we do not. */
function readLines(file: string): readonly string[] {
  try {
    return readRegularFile(file, { maxBytes: MAX_BYTES }).split("\n");
  } catch {
    return [];
  }
}

function listHclFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:tf|tofu)$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function escapePattern(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
