import { posix } from "node:path";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { SetupError } from "./error.js";

/** What is there before `init`. */
export interface Project {
  /** Whether there is a CDKTF app already. */
  readonly hasApp: boolean;
  /** The folder of the app's program, `.` for the top. */
  readonly sources: string;
  /** The app's program as `cdktf.json` names it, such as `main.ts`. */
  readonly entry?: string;
  readonly hasManifest: boolean;
  /** Whether the project's own `.js` files are ECMAScript modules. */
  readonly isModule: boolean;
  /** Whether `cdktf` stands for the fork. */
  readonly usesFork: boolean;
  /** Names of everything that `package.json` depends on. */
  readonly dependencies: readonly string[];
  /** The CI that the folder is set up for, as far as that can be seen. */
  readonly ci: "github" | "gitlab";
}

/** Reads a file of the project; `undefined` where there is none. */
export type ReadProjectFile = (path: string) => string | undefined;

/** @throws SetupError where nothing can be set up */
export function readProject(read: ReadProjectFile): Project {
  const cdktf = parseFile(read, "cdktf.json");
  const manifest = parseFile(read, "package.json");
  const language = cdktf?.["language"];
  if (cdktf !== undefined && language !== undefined && language !== "typescript")
    throw new SetupError(
      `this is a CDKTF project in ${JSON.stringify(String(language).slice(0, 40))}, and cdktf-fullstory is for TypeScript`,
      "Run init in an empty folder: the gate can be an app of its own.",
    );
  const versions = { ...toFields(manifest?.["dependencies"]), ...toFields(manifest?.["devDependencies"]) };
  const alias = versions["cdktf"];
  const usesFork = typeof alias === "string" && alias.startsWith("npm:cdktn@");
  if ("cdktn" in versions && !usesFork)
    throw new SetupError(
      "this project depends on cdktn by its own name, and cdktf-fullstory imports cdktf",
      'Put `"cdktf": "npm:cdktn@0.24.0"` in its place, and import "cdktf": docs/cdktn.md in the package has the lines.',
    );
  const entry = findEntry(cdktf?.["app"]);
  return {
    hasApp: cdktf !== undefined,
    sources: entry === undefined ? "." : posix.dirname(entry),
    ...omitUndefined({ entry }),
    hasManifest: manifest !== undefined,
    isModule: manifest?.["type"] === "module",
    usesFork,
    dependencies: Object.keys(versions),
    ci: read(".gitlab-ci.yml") === undefined ? "github" : "gitlab",
  };
}

/** The TypeScript file that an app's command line names. */
function findEntry(app: unknown): string | undefined {
  const named =
    typeof app === "string" ? /(?:^|\s)((?:[\w.-]+\/)*[\w.-]+\.ts)(?:\s|$)/.exec(app)?.[1] : undefined;
  const path = named === undefined ? undefined : posix.normalize(named);
  return path?.startsWith("..") === true ? undefined : path;
}

function parseFile(read: ReadProjectFile, path: string): Readonly<Record<string, unknown>> | undefined {
  const text = read(path);
  if (text === undefined) return undefined;
  try {
    return toFields(JSON.parse(text));
  } catch {
    throw new SetupError(`${path} is not JSON`, "Correct it, or run init in an empty folder.");
  }
}

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

const USUAL = ["main", "master", "trunk", "develop"];

/** The branch that pull requests go to: the remote's, else the one that is checked out if its name is a usual one. */
export function findDefaultBranch(read: ReadProjectFile): string {
  const ofRemote = /^ref: refs\/remotes\/origin\/([\w./-]{1,100})\s*$/.exec(
    read(".git/refs/remotes/origin/HEAD") ?? "",
  );
  if (ofRemote?.[1] !== undefined) return ofRemote[1];
  const here = /^ref: refs\/heads\/([\w./-]{1,100})\s*$/.exec(read(".git/HEAD") ?? "")?.[1];
  return USUAL.find((name) => name === here) ?? "main";
}
