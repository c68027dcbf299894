// The provider as few files that need no node_modules: the start, which holds what the handshake with Terraform needs,
// and what is loaded while Terraform connects. A package that is loaded lazily is a file of its own.
import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { licensesOf } from "../licenses.mjs";

const root = join(import.meta.dirname, "../..");
const ENTRY = "src/provider/main.ts";
const REST = "provider.cjs";
/** What is loaded lazily in the sources, and needed for the handshake all the same. */
const IN_START = /^src\/plugin\/serve\/serve-(?:launched|attached)\.ts$/;

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  // The name of a class is data: errors and checks of other packages read it.
  keepNames: true,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "inline",
  write: false,
  metafile: true,
  logLevel: "warning",
};

/** The files of the bundle by name. */
export async function bundle(version) {
  const lazy = new Set();
  const packages = new Set();
  const start = await build({
    ...options,
    entryPoints: [ENTRY],
    plugins: [constantVersion(version), lazyFiles(lazy)],
    outfile: "start.cjs",
  });
  const rest = await build({
    ...options,
    stdin: { contents: lazyEntry([...lazy].sort()), resolveDir: root, sourcefile: "lazy-entry.js" },
    plugins: [constantVersion(version), lazyPackages(packages)],
    outfile: REST,
  });
  const chunks = [start, rest];
  for (const name of [...packages].sort()) {
    chunks.push(await build({ ...options, entryPoints: [name], outfile: fileOf(name) }));
  }
  refuseSecondCopies(chunks);
  return new Map([
    ...chunks.map(({ outputFiles: [file] }) => [relative(root, file.path), Buffer.from(file.contents)]),
    ["LICENSES-OF-PACKAGES", Buffer.from(licensesOf(root, chunks))],
  ]);
}

/** Two copies of a module would be two states: two sets of running calls, two classes of one name. */
function refuseSecondCopies(chunks) {
  const seen = new Set();
  for (const { metafile } of chunks) {
    for (const [path, { bytesInOutput }] of Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs),
    )) {
      if (bytesInOutput === 0 || path === "lib/version.ts" || path.startsWith("version:")) continue;
      if (seen.has(path)) throw new Error(`${path} would be in two files of the bundle`);
      seen.add(path);
    }
  }
}

/** The package's version without the search for package.json. */
function constantVersion(version) {
  return {
    name: "constant-version",
    setup(setup) {
      setup.onLoad({ filter: /\/lib\/version\.ts$/ }, () => ({
        contents: `export const VERSION = ${JSON.stringify(version)};`,
        loader: "ts",
      }));
    },
  };
}

/** Takes what a file loads lazily from the second file of the bundle. */
function lazyFiles(found) {
  return {
    name: "lazy-files",
    setup(setup) {
      setup.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind, namespace }) => {
        if (namespace === "lazy") return { path, external: true };
        if (kind !== "require-call") return undefined;
        const file = relative(root, resolve(resolveDir, path)).replace(/\.js$/, ".ts");
        if (IN_START.test(file)) return undefined;
        found.add(file);
        return { path: file, namespace: "lazy" };
      });
      setup.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
        contents: `module.exports = require("./${REST}").load(${JSON.stringify(path)});`,
        loader: "js",
      }));
    },
  };
}

function lazyEntry(files) {
  const modules = files.map((file) => `${JSON.stringify(file)}: () => require("./${file}")`);
  return `const modules = { ${modules.join(", ")} };\nexports.load = (name) => modules[name]();`;
}

/** A package that is loaded lazily stays out of the way until it is needed. */
function lazyPackages(found) {
  return {
    name: "lazy-packages",
    setup(setup) {
      setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind !== "require-call" || path.startsWith("node:")) return undefined;
        found.add(path);
        return { path: `./${fileOf(path)}`, external: true };
      });
    },
  };
}

function fileOf(name) {
  return `${name.replaceAll(/[^a-z0-9]+/gi, "-")}.cjs`;
}

/** A text of this folder with the least version of Node.js in it. */
export function withNeededNode(name, needed) {
  return Buffer.from(readFileSync(join(import.meta.dirname, name), "utf8").replaceAll("NEEDED", needed));
}
