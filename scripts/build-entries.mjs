// Bundles what is imported and what is started into dist/entries, which is what npm publishes: for a stack Node opens
// about ten files where it would open more than a hundred (row `readAt: "plan"` of the bench). The entries share their
// files, so that a class is one class, whichever entry it is imported from. What the sources load lazily stays a file of
// its own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { build, transform } from "esbuild";
import { licensesOf } from "./licenses.mjs";

const root = join(import.meta.dirname, "..");
const out = join(root, "dist/entries");
const ENTRIES = {
  index: "lib/index.ts",
  client: "lib/client/index.ts",
  simulator: "src/simulator/index.ts",
  cli: "src/cli.ts",
  // Started as processes and threads of their own.
  "null-provider": "src/null-provider/main.ts",
  provider: "src/provider/main.ts",
  simulate: "src/simulator/main.ts",
  "simulator-worker": "src/simulator/worker.ts",
  "sync-worker": "lib/client/batch/sync-worker.ts",
};
/** One file each, of which little is used. The other packages stay in node_modules. */
const BUNDLED = ["valibot", "fastest-levenshtein"];

const { dependencies, peerDependencies, engines } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
const options = {
  absWorkingDir: root,
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: `node${engines.node.replace(/^>=/, "")}`,
  mainFields: ["module", "main"],
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !BUNDLED.includes(name)),
  // The name of a class is data: errors and checks of other packages read it.
  keepNames: true,
  legalComments: "inline",
  write: false,
  metafile: true,
  logLevel: "warning",
};

const { outputFiles, metafile } = await bundle(new Map());
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { path, text } of outputFiles) {
  // esbuild shares files between entries in ES modules only; the package is CommonJS, as CDKTF is.
  const { code } = await transform(text, { format: "cjs", platform: "node", target: options.target });
  const sources = Object.keys(metafile.outputs[relative(root, path)].inputs);
  const [, shebang, rest] = /^(#!.*\n)?(.*)$/s.exec(code);
  writeFileSync(
    join(out, basename(path)),
    [shebang, ...sources.map((source) => `// ${source}\n`), rest].join(""),
  );
}
writeFileSync(join(out, "LICENSES-OF-PACKAGES"), licensesOf(root, [{ metafile }]));

/** Bundles until no further file is found that the bundled ones load lazily. */
async function bundle(lazy) {
  const found = new Map(lazy);
  const entryPoints = { ...ENTRIES, ...Object.fromEntries(lazy) };
  const built = await build({ ...options, entryPoints, plugins: [lazyFiles(found)] });
  return found.size === lazy.size ? built : bundle(found);
}

/** Makes of each file that is loaded lazily an entry, and of the place that loads it a `require` of that entry. */
function lazyFiles(found) {
  return {
    name: "lazy-files",
    setup(setup) {
      setup.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        if (kind !== "require-call") return undefined;
        const source = relative(root, resolve(resolveDir, path)).replace(/\.js$/, ".ts");
        const entry = Object.keys(ENTRIES).find((name) => ENTRIES[name] === source);
        const name = entry ?? source.replace(/\.ts$/, "").replaceAll("/", "-");
        if (entry === undefined) found.set(name, source);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}
