import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { CONFIG_KEYS, FORBIDDEN_KEYS, readConfig } from "../../src/cli/config-file";
import { ROOT } from "./snippets";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const sources = ["lib", "src"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

/** What an interface of a source file declares, found without what made the pages. */
function optionsOf(path: string, name: string): readonly string[] {
  const body =
    read(path)
      .split(new RegExp(`export interface ${name}\\b`))[1]
      ?.split("\n}")[0] ?? "";
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, option = ""]) => option);
}

describe("The reference", () => {
  it("names every variable that the code reads from the environment", () => {
    const page = read("docs/reference/environment.md");
    const named = sources.flatMap((path) =>
      [...read(path).matchAll(/(?:env(?:\[|, )|VARIABLE = )"(FULLSTORY_\w+)"/g)].map(([, name = ""]) => name),
    );
    expect(new Set(named).size).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it.each([
    ["docs/reference/fullstory-org.md", "lib/constructs/org.ts", "FullstoryOrgProps", 20],
    ["docs/reference/fullstory-gate.md", "lib/constructs/gate.ts", "FullstoryGateProps", 9],
    ["docs/reference/fullstory-gate.md", "lib/expectations/expectation.ts", "ExpectOptions", 4],
    ["docs/reference/fullstory-gate.md", "lib/expectations/waiver.ts", "Waiver", 6],
  ])("%s has a row for each option of %s %s", (page, path, name, least) => {
    const options = optionsOf(path, name);
    expect(options.length).toBeGreaterThanOrEqual(least);
    expect(options.filter((option) => !read(page).includes(`\n| \`${option}\` | `))).toEqual([]);
  });

  it("has a row for each key of the configuration file", () => {
    const page = read("docs/reference/config-file.md");
    for (const name of Object.keys(CONFIG_KEYS)) expect(page).toContain(`\n| \`${name}\` | `);
    for (const name of FORBIDDEN_KEYS) expect(page).toContain(`\`${name}\``);
  });
});

describe("The schema of the configuration file", () => {
  const validate = new Ajv().compile(JSON.parse(read("docs/fullstory.config.schema.json")));
  const accepts = (file: object): readonly [schema: boolean, program: boolean] => {
    try {
      readConfig(JSON.stringify(file));
      return [validate(file), true];
    } catch {
      return [validate(file), false];
    }
  };

  it.each([
    [{}],
    [{ $schema: "./node_modules/cdktf-fullstory/docs/fullstory.config.schema.json", quiet: true }],
    [{ platform: "web", output: "json", documents: ["privacy"], timeoutMs: 1, expectOrg: "o-1-na1" }],
  ])("takes %p, as the program does", (file) => {
    expect(accepts(file)).toEqual([true, true]);
  });

  it.each([
    [{ apiKey: "x" }],
    [{ quiet: "yes" }],
    [{ timeoutMs: 0 }],
    [{ attempts: 1.5 }],
    [{ documents: [1] }],
    [{ platfrom: "web" }],
  ])("refuses %p, as the program does", (file) => {
    expect(accepts(file)).toEqual([false, false]);
  });

  it("keeps where it lies out of what the program reads", () => {
    expect(readConfig('{"$schema":"x","quiet":true}')).toEqual({ quiet: true });
  });
});
