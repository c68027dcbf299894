// Bundles what is imported into dist/entries and what is started into dist/programs, which is what npm publishes: for a
// stack Node opens about ten files where it would open more than a hundred (row `readAt: "plan"` of the bench). The
// entries share their files, so that a class is one class, whichever entry it is imported from. What the sources load
// lazily stays a file of its own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build, transform } from "esbuild";
import { licensesOf } from "./licenses.mjs";

const root = join(import.meta.dirname, "..");
/** Folders of `dist`, and what lies there by name. Files are shared within a folder: the fewer entries, the fewer files. */
const FOLDERS = {
  entries: {
    index: "lib/index.ts",
    client: "lib/client/index.ts",
    simulator: "src/simulator/index.ts",
    "simulator-worker": "src/simulator/worker.ts",
    "sync-worker": "lib/client/batch/sync-worker.ts",
  },
  programs: {
    cli: "src/cli.ts",
    "null-provider": "src/null-provider/main.ts",
    provider: "src/provider/main.ts",
    simulate: "src/simulator/main.ts",
  },
};
/** One file each, of which little is used. The other packages stay in node_modules. */
const BUNDLED = ["valibot", "fastest-levenshtein"];

const { dependencies, peerDependencies, engines } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
const options = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: `node${engines.node.replace(/^>=/, "")}`,
  mainFields: ["module", "main"],
  // The name of a class is data: errors and checks of other packages read it.
  keepNames: true,
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !BUNDLED.includes(name)),
  legalComments: "inline",
  write: false,
  metafile: true,
  logLevel: "warning",
};

for (const [name, entries] of Object.entries(FOLDERS)) await writeFolder(join(root, "dist", name), entries);

async function writeFolder(outdir, entries) {
  const { outputFiles, metafile } = await bundle(outdir, entries);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  for (const { path, text } of outputFiles) {
    // esbuild shares files between entries in ES modules only; the package is CommonJS, as CDKTF is.
    const { code } = await transform(text, { format: "cjs", platform: "node", target: options.target });
    const sources = Object.keys(metafile.outputs[relative(root, path)].inputs);
    const [, shebang, rest] = /^(#!.*\n)?(.*)$/s.exec(code);
    writeFileSync(path, [shebang, ...sources.map((source) => `// ${source}\n`), rest].join(""));
  }
  writeFileSync(join(outdir, "LICENSES-OF-PACKAGES"), licensesOf(root, [{ metafile }]));
}

/** Bundles until no further file is found that the bundled ones load lazily. */
async function bundle(outdir, entries) {
  const found = new Map(Object.entries(entries));
  const entryPoints = Object.fromEntries(found);
  const built = await build({ ...options, outdir, entryPoints, plugins: [lazyFiles(found)] });
  return found.size === Object.keys(entries).length ? built : bundle(outdir, Object.fromEntries(found));
}

/** Makes of each file that is loaded lazily an entry, and of the place that loads it a `require` of that entry. */
function lazyFiles(found) {
  return {
    name: "lazy-files",
    setup(setup) {
      setup.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        if (kind !== "require-call") return undefined;
        const source = relative(root, resolve(resolveDir, path)).replace(/\.js$/, ".ts");
        const known = [...found].find(([, file]) => file === source)?.[0];
        const name = known ?? source.replace(/\.ts$/, "").replaceAll("/", "-");
        found.set(name, source);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}
