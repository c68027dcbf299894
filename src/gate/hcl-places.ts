import { readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { asTree, treesIn } from "../terraform/index.js";

const MAX_BYTES = 16 * 1024 * 1024;

export interface PlacesOptions {
  /** Where Terraform runs, and where it keeps what it knows of modules. */
  readonly dir: string;
  readonly dataDir: string;
  /** Where the paths that are shown begin. */
  readonly shownFrom: string;
}

/**
 * `file:line` of a declaration in a folder of HCL: of the argument of a gate, else of its block. Terraform tells lines
 * in errors only. It is for people: where a file cannot be read as simply as this, nothing is said.
 */
export class HclPlaces {
  readonly #options: PlacesOptions;
  readonly #lines = new Map<string, readonly string[]>();
  #modules: ReadonlyMap<string, string> | undefined;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** `block` is an address without keys of instances: `module.a.data.fullstory_gate.g`. */
  placeOf(block: string, argument: string): string | undefined {
    const parts = /^((?:module\.[^.]+\.)*)(data|ephemeral)\.([^.]+)\.([^.]+)$/.exec(block);
    const [, modules = "", mode, type, name] = parts ?? [];
    const folder = this.#folderOf(modules.split("module.").join("").replace(/\.$/, ""));
    if (name === undefined || folder === undefined) return undefined;
    const head = new RegExp(`^\\s*${mode}\\s+"?${type}"?\\s+"?${escaped(name)}"?\\s*\\{`);
    for (const file of hclFilesIn(folder)) {
      const lines = this.#linesOf(file);
      const start = lines.findIndex((line) => head.test(line));
      if (start < 0) continue;
      const end = lines.findIndex((line, index) => index > start && /^\}/.test(line));
      const within = lines.slice(start, end < 0 ? undefined : end);
      const at = within.findIndex((line) => new RegExp(`(?:^|[\\s{])${argument}\\s*=`).test(line));
      const { shownFrom } = this.#options;
      return `${relative(shownFrom, file).split(sep).join("/")}:${start + Math.max(at, 0) + 1}`;
    }
    return undefined;
  }

  #folderOf(key: string): string | undefined {
    const { dir } = this.#options;
    if (key === "") return dir;
    this.#modules ??= this.#readModules();
    const folder = this.#modules.get(key);
    return folder === undefined ? undefined : resolve(dir, folder);
  }

  /** Terraform writes where each module lies as it initializes. */
  #readModules(): ReadonlyMap<string, string> {
    const modules = new Map<string, string>();
    try {
      const text = readRegularFile(join(this.#options.dataDir, "modules", "modules.json"), {
        maxBytes: MAX_BYTES,
      });
      for (const each of treesIn(asTree(JSON.parse(text))["Modules"]))
        modules.set(String(each["Key"]), String(each["Dir"]));
    } catch {
      // Without it, declarations in modules have no place.
    }
    return modules;
  }

  #linesOf(file: string): readonly string[] {
    const known = this.#lines.get(file);
    if (known !== undefined) return known;
    let lines: readonly string[] = [];
    try {
      lines = readRegularFile(file, { maxBytes: MAX_BYTES }).split("\n");
    } catch {
      // Terraform reads what we do not.
    }
    this.#lines.set(file, lines);
    return lines;
  }
}

function hclFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:tf|tofu)$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
