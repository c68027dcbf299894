// Writes docs/data-sources/*.md and the generated parts of hand-written pages from the endpoint table and the public
// docstrings. Needs `npm run build` first. With --check it writes nothing and fails when a page is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cliPage } from "./generate-docs/cli.mjs";
import {
  absenceOf,
  code,
  directionOf,
  flattened,
  impliedOf,
  kindOf,
  table,
} from "./generate-docs/fields.mjs";
import { dataSourcePages } from "./generate-docs/pages.mjs";
import { providerPages } from "./generate-docs/provider.mjs";
import { referenceFiles } from "./generate-docs/reference.mjs";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const require = createRequire(import.meta.url);
const { endpoints } = require(join(dist, "lib/settings/endpoints/endpoints.js"));
const { sessionEventsField } = require(join(dist, "lib/settings/endpoints/session-events.js"));

/** Every field of every document: how it is compared. */
function equalityTable() {
  return Object.values(endpoints).flatMap(({ name, title, document }) => [
    `### ${title} (${code(name)})`,
    "",
    ...table(
      ["Field", "Kind", "Absent in the answer", "Implied by a plain rule", "Direction"],
      flattened(document.fields)
        .filter(({ path }) => !path.startsWith("metadata"))
        .map(({ path, name: own, field }) => {
          const holder = holderOf(document, path);
          const item = field.kind === "list" && field.key !== undefined ? `, by ${code(field.key)}` : "";
          const absent = field.bookkeeping ? "compared only when declared" : absenceOf(field);
          return [code(path), kindOf(field) + item, absent, impliedOf(holder, own), directionOf(field, path)];
        }),
    ),
    "",
    ...notesOf(document),
  ]);
}

/** The object that a nested field belongs to. */
function holderOf(document, path) {
  const steps = path.split(/\[\]\.|\./).slice(0, -1);
  return steps.reduce((holder, step) => {
    const field = holder?.fields[step];
    return field?.kind === "list" ? field.item : field;
  }, document);
}

function notesOf(document) {
  const lines = [];
  for (const { path, field } of [{ path: "", field: document }, ...flattened(document.fields)]) {
    const inner = field.kind === "list" ? field.item : field;
    const at = path === "" ? "" : `${path}[].`;
    for (const { field: own, when, needs } of inner.companions ?? []) {
      const as = when === undefined ? "" : ` as ${when.map(code).join(" or ")}`;
      lines.push(`- ${code(at + own)}${as} must be declared together with ${code(at + needs)}.`);
    }
    for (const [older, shown] of Object.entries(field.aliases ?? {}))
      lines.push(`- ${code(older)} and ${code(shown)} are one value of ${code(path)}.`);
    if (field.reserved !== undefined)
      lines.push(`- ${code(path)} is reserved by the vendor: in use and undeclared, it is a warning.`);
  }
  return lines.length === 0 ? [] : [...lines, ""];
}

const CLASSES = {
  setting: "setting",
  address: "address",
  freeText: "free text",
  identifier: "identifier",
  person: "person",
};

/** Which fields belong to which class of data. */
function classTable() {
  const fields = new Map(Object.keys(CLASSES).map((name) => [name, []]));
  const all = [
    ...Object.values(endpoints).map(({ name, document }) => [name, document.fields]),
    ["session events", sessionEventsField.fields],
  ];
  for (const [name, document] of all) {
    for (const { path, field } of flattened(document)) {
      const dataClass = field.dataClass ?? "setting";
      if (dataClass !== "setting") fields.get(dataClass).push(`${code(path)} (${name})`);
    }
  }
  const shared = (list) => (list.length === 0 ? "everything else" : [...new Set(list.map(ofAll))].join(", "));
  return table(
    ["Class", "Fields"],
    Object.entries(CLASSES).map(([name, words]) => [words, shared(fields.get(name))]),
  );
}

/** The same field of every document is named once. */
function ofAll(text) {
  return text.replace(/^(`metadata\.\w+`) \(\w+\)$/, "$1 (every document)");
}

/** Replaces what stands between a pair of markers. */
function withGenerated(text, name, lines) {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end of generated: ${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`the markers of ${name} are missing`);
  return `${before}${start}\n\n${lines.join("\n").trim()}\n\n${end}${after}`;
}

const wanted = new Map();
for (const [name, text] of dataSourcePages(dist, { endpoints, sessionEventsField }))
  wanted.set(join("docs", "data-sources", name), text);
wanted.set(join("docs", "cli.md"), cliPage(dist));
const { createProvider } = require(join(dist, "src/provider/provider.js"));
for (const [path, text] of Object.entries(providerPages(root, createProvider({})))) wanted.set(path, text);
for (const [name, text] of referenceFiles(root, dist)) wanted.set(join("docs", name), text);
const handWritten = (path, name, lines) =>
  wanted.set(path, withGenerated(readFileSync(join(root, path), "utf8"), name, lines));
handWritten(join("docs", "equality.md"), "fields", equalityTable());
handWritten(join("docs", "security.md"), "data classes", classTable());

const stale = [...wanted].filter(([path, text]) => {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});
const folder = join(root, "docs", "data-sources");
const orphans = (existsSync(folder) ? readdirSync(folder) : []).filter(
  (name) => !wanted.has(join("docs", "data-sources", name)),
);

if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is stale`);
  for (const name of orphans) console.error(`docs/data-sources/${name} belongs to no data source`);
  if (stale.length + orphans.length > 0) {
    console.error("Run `npm run build && node scripts/generate-docs.mjs`.");
    process.exitCode = 1;
  }
} else {
  for (const each of [folder, join(root, "docs", "reference")]) mkdirSync(each, { recursive: true });
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  for (const name of orphans) console.error(`docs/data-sources/${name} belongs to no data source: remove it`);
}
