import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const TSC = join(ROOT, "node_modules", "typescript", "bin", "tsc");
const HEAD = `import { type Declared, Match } from "cdktf-fullstory";
import type { SettingsDocuments } from "cdktf-fullstory/client";
type Privacy = Declared<SettingsDocuments["privacy"]>;
type Geo = Declared<SettingsDocuments["geo"]>;
const rules = [{ selector: "#a", type: "BLOCK_MASK" }];
const named = Match.arrayWith([{ selector: "#a", type: "BLOCK_MASK" }]);
void [rules, named];
`;

/** Declarations, and whether the compiler takes them. */
const CASES: readonly (readonly [takes: boolean, type: "Privacy" | "Geo", declared: string])[] = [
  [true, "Privacy", '{ elementBlocks: Match.arrayWith([{ selector: "#a", type: "BLOCK_MASK" }]) }'],
  [false, "Privacy", '{ elementBlocks: Match.arrayWith([{ selctor: "#a", type: "BLOCK_MASK" }]) }'],
  [true, "Privacy", '{ elementBlocks: Match.arrayWith([Match.objectLike({ selector: "#a" })]) }'],
  [false, "Privacy", '{ elementBlocks: Match.arrayWith([Match.objectLike({ selctor: "#a" })]) }'],
  [false, "Privacy", '{ elementBlocks: Match.arrayEquals([{ selctor: "#a" }]) }'],
  [false, "Privacy", '{ elementBlocks: Match.anyOrder([{ selctor: "#a" }]) }'],
  [true, "Privacy", '{ elementBlocks: Match.eachLike({ type: Match.not("BLOCK_UNMASK") }) }'],
  [false, "Privacy", '{ elementBlocks: Match.eachLike({ tpe: "BLOCK_MASK" }) }'],
  [true, "Privacy", '{ elementBlocks: Match.anyOrder([{ selector: Match.stringLikeRegexp("^a") }]) }'],
  [true, "Privacy", '{ elementBlocks: [{ selector: "a", exceptionSelectors: Match.arrayWith([".b"]) }] }'],
  [true, "Privacy", '{ elementBlocks: Match.exact([{ selector: "a", unknownToUs: 1 }]) }'],
  [true, "Privacy", "{ elementBlocks: Match.arrayWith([Match.exact({ unknownToUs: 1 })]) }"],
  [true, "Privacy", "{ elementBlocks: Match.arrayWith(rules) }"],
  [true, "Privacy", '{ elementBlocks: [{ selector: "a", targetingConditions: [{ operator: "EQ" }] }] }'],
  [true, "Privacy", '{ elementBlocks: [{ selector: "a", targetingConditions: { operator: "EQ" } }] }'],
  [true, "Privacy", '{ elementBlocks: [{ targetingConditions: Match.arrayWith([{ operator: "EQ" }]) }] }'],
  [true, "Privacy", '{ elementBlocks: [{ targetingConditions: Match.exact({ operator: "EQ" }) }] }'],
  [false, "Privacy", "{ elementBlocks: [{ targetingConditions: 5 }] }"],
  [true, "Privacy", "{ elementBlocks: named }"],
  [true, "Privacy", "{ elementBlocks: Match.absent() }"],
  [true, "Privacy", "Match.objectLike({ elementBlocks: [] })"],
  [false, "Privacy", "Match.objectLike({ elementBlcks: [] })"],
  [true, "Privacy", '{ defaultPrivacyMode: Match.oneOf("a", "b"), discardIpAddresses: Match.not(false) }'],
  [false, "Privacy", '{ defaultPrivacyMode: Match.arrayWith(["a"]) }'],
  [false, "Privacy", '{ discardIpAddresses: Match.stringLikeRegexp("a") }'],
  [true, "Geo", '{ recordGeoZones: Match.arrayWith(["DE"]) }'],
  [true, "Geo", "{ recordGeoZones: Match.anyValue() }"],
  [false, "Geo", "{ recordGeoZones: Match.arrayWith([1]) }"],
];

const folder = mkdtempSync(join(tmpdir(), "fullstory-types-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("A misspelled key inside of a matcher is an error of the compiler, and what is right is none", () => {
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, "cdktf-fullstory"));
  symlinkSync(join(ROOT, "node_modules", "@types"), join(modules, "@types"));
  for (const [index, [, type, declared]] of CASES.entries())
    writeFileSync(join(folder, `case-${index}.ts`), `${HEAD}export const declared: ${type} = ${declared};\n`);
  const compilerOptions = {
    ...{ target: "es2022", module: "node16", moduleResolution: "node16", types: ["node"] },
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const { stdout } = spawnSync(process.execPath, [TSC, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  const refused = new Set(
    [...stdout.matchAll(/^case-(\d+)\.ts\(\d+,\d+\): error/gm)].map(([, at]) => Number(at)),
  );
  const taken = CASES.map(([, , declared], index) => [declared, !refused.has(index)]);
  expect(taken).toEqual(CASES.map(([takes, , declared]) => [declared, takes]));
});
