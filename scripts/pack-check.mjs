// What `npm pack` would publish, and whether it works where it is installed: content, links, size, types under node16,
// bundler and classic resolution, CommonJS and ESM importers, the README's lines and commands, licenses and install
// scripts of the production tree. Needs `npm run build` first, the npm registry and Terraform. A note is something that
// only a release needs.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consumers } from "./pack-check/consumers.mjs";
import { followReadme } from "./pack-check/readme.mjs";

/** Bytes. Raise them knowingly. */
const BUDGET = { packed: 840_000, unpacked: 3_450_000 };
const FORBIDDEN = [
  [
    /(^|\/)(test|tests|bench(?!\/results\.md$)|coverage|node_modules|cdktf\.out)\//,
    "is no part of the product",
  ],
  [/\.test\.|\.snap$|__snapshots__/, "is a test"],
  [/^dist\/examples\//, "is a compiled example"],
  [/\.tsbuildinfo$|(^|\/)\.env|\.tfstate|\.pem$|\.key$/, "must never be published"],
  [/(?<!\.d)\.ts$/, "is a source"],
  [/\.map$/, "points at a source that is not published"],
  [/\.(?:png|svg|gif)$/, "is a picture, which nobody looks at in node_modules"],
];
const WANTED = ["package.json", "README.md", "LICENSE", "CHANGELOG.md"];
const LICENSES = new Set([
  ...["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "0BSD"],
  ...["BlueOak-1.0.0", "CC0-1.0", "Unlicense", "Python-2.0", "Public Domain"],
]);
/** What users copy from, so that sources and their tests stay sources. */
const COPIED = /^(?:examples|templates)\//;
/** Peers, which a user brings. */
const PEERS = ["cdktf", "constructs", "@cdktf/provider-null"];

const root = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "fullstory-pack-"));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const faults = [];
const check = (what, found) => {
  faults.push(...found.map((fault) => `${what}: ${fault}`));
  process.stdout.write(`${found.length === 0 ? "ok  " : "FAIL"}  ${what}\n`);
  for (const fault of found) process.stdout.write(`        ${fault}\n`);
};

const note = (text) => process.stdout.write(`note  ${text}\n`);

/** What users reach by name: doors, types, programs. */
function targets() {
  const { main, types, bin = {}, exports } = manifest;
  const doors = Object.values(exports).flatMap((door) =>
    typeof door === "string" ? [door] : Object.values(door),
  );
  return [
    ...new Set([main, types, ...Object.values(bin), ...doors].map((path) => path.replace(/^\.\//, ""))),
  ];
}

function packed() {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", work];
  const [pack] = JSON.parse(execFileSync("npm", args, { cwd: root, encoding: "utf8" }));
  const paths = pack.files.map(({ path }) => path);
  const extra = paths
    .filter((path) => !COPIED.test(path))
    .flatMap((path) => {
      const rule = FORBIDDEN.find(([pattern]) => pattern.test(path));
      return rule === undefined ? [] : [`${path} ${rule[1]}`];
    });
  check(`content, ${paths.length} files`, [
    ...extra.slice(0, 10),
    ...[...WANTED, ...targets()].filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...missingSources(paths),
  ]);
  const over = [];
  if (pack.size > BUDGET.packed) over.push(`packed ${pack.size} bytes, budget ${BUDGET.packed}`);
  if (pack.unpackedSize > BUDGET.unpacked)
    over.push(`unpacked ${pack.unpackedSize} bytes, budget ${BUDGET.unpacked}`);
  check(`size, ${pack.size} bytes packed and ${pack.unpackedSize} unpacked`, over);
  return join(work, pack.filename);
}

/** A file whose source is gone is left over from an earlier build, and nobody reads a map without its source. */
function missingSources(paths) {
  const stale = paths
    .filter((path) => /^dist\/(?:lib|src)\/.*\.d\.ts$/.test(path))
    .filter((path) => !existsSync(join(root, path.replace(/^dist\//, "").replace(/\.d\.ts$/, ".ts"))));
  return stale.slice(0, 5).map((path) => `${path} has no source any more: remove dist and build again`);
}

function metadata() {
  const { name, version, description, keywords, license, bin = {}, exports, sideEffects, engines } = manifest;
  const given = {
    name,
    version,
    description,
    license,
    "keywords[0]": keywords?.[0],
    "engines.node": engines?.node,
  };
  check("metadata", [
    ...Object.entries(given).flatMap(([key, value]) =>
      typeof value === "string" ? [] : [`${key} is missing`],
    ),
    ...(sideEffects === false ? [] : ["sideEffects is not false"]),
    ...(Object.keys(bin).length === 0 ? ["bin is missing: `npx cdktf-fullstory` would find nothing"] : []),
    ...Object.entries(exports)
      .filter(([, target]) => typeof target === "object" && Object.keys(target)[0] !== "types")
      .map(([door]) => `exports["${door}"]: types must come first`),
  ]);
}

/**
 * npm proves where a package was built by holding `repository` against the pipeline that publishes it. Nobody can say
 * where that will be before the sources have a public address, and a made-up one would be worse than none. Until then
 * `publishConfig` sees to it that npm itself refuses to publish.
 */
function provenance() {
  const { repository, publishConfig = {}, private: isPrivate } = manifest;
  const url = typeof repository === "string" ? repository : repository?.url;
  check("provenance", [
    ...(isPrivate === true ? ["private is true: npm would refuse to publish"] : []),
    ...(publishConfig.provenance === true ? [] : ["publishConfig.provenance is not true"]),
    ...(publishConfig.access === "public" ? [] : ["publishConfig.access is not public"]),
    ...(url === undefined || /^git\+https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+\.git$/.test(url)
      ? []
      : ["repository.url is not of the form git+https://host/owner/name.git"]),
  ]);
  if (url === undefined)
    note(
      "repository is not set: it must be before `npm publish --provenance`, which refuses to publish without it",
    );
}

/** An empty folder with the tarball, its peers, and a compiler. */
function installed(tarball) {
  const cwd = join(work, "user");
  mkdirSync(cwd);
  const dev = manifest.devDependencies;
  const peers = Object.fromEntries(PEERS.map((name) => [name, dev[name]]));
  writeFileSync(
    join(cwd, "package.json"),
    JSON.stringify({
      private: true,
      dependencies: { "cdktf-fullstory": `file:${tarball}`, ...peers },
      devDependencies: {
        typescript: dev.typescript,
        // The last line of compilers that resolve as `cdktf init` has it.
        "typescript-classic": "npm:typescript@5.9.3",
        "@types/node": dev["@types/node"],
      },
    }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd, stdio: "inherit" });
  return cwd;
}

/** The production tree: every package that installing ours brings, peers and what they bring included. */
function tree(cwd) {
  const { packages } = JSON.parse(readFileSync(join(cwd, "package-lock.json"), "utf8"));
  const all = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
  const read = all.map(([path, entry]) => {
    const file = join(cwd, path, "package.json");
    return { path, entry, own: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {} };
  });
  check(
    `licenses of ${read.length} packages`,
    read
      .filter(({ path, own, entry }) => !isAllowed(own.license ?? entry.license, join(cwd, path)))
      .map(({ path, own }) => `${path}: ${JSON.stringify(own.license ?? own.licenses ?? "none")}`),
  );
  check(
    "no install scripts",
    read
      .filter(
        ({ own, entry }) =>
          entry.hasInstallScript || /"(pre|post)?install"/.test(JSON.stringify(own.scripts)),
      )
      .map(({ path }) => path),
  );
}

function isAllowed(license, folder) {
  if (typeof license === "string") {
    const words = license.replace(/[()]/g, "").split(/ OR | AND /);
    return / OR /.test(license)
      ? words.some((word) => LICENSES.has(word))
      : words.every((word) => LICENSES.has(word));
  }
  // Some say it in a file only.
  const file = existsSync(folder) ? readdirSync(folder).find((name) => /^licen[cs]e/i.test(name)) : undefined;
  return file !== undefined && /\bMIT License\b/.test(readFileSync(join(folder, file), "utf8"));
}

try {
  metadata();
  provenance();
  const cwd = installed(packed());
  tree(cwd);
  const readme = { what: "the commands of README.md, on a fresh clone", run: () => followReadme(root, work) };
  for (const { what, run } of [...consumers(cwd, root), readme]) {
    try {
      await run();
      check(what, []);
    } catch (error) {
      check(what, [String(error.stdout ?? "") + String(error.stderr ?? error.message)]);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.stdout.write(faults.length === 0 ? "the package is in order\n" : `${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
