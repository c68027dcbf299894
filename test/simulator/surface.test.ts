import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as surface from "../../src/simulator/index";

const FOLDER = join(__dirname, "..", "..", "src", "simulator");

test("the simulator's door shows these names and no others", () => {
  expect(Object.keys(surface).sort()).toEqual([
    "DEFAULT_ORG_ID",
    "DEFAULT_SESSION_ID",
    "SimulatorError",
    "connectSimulator",
    "startSimulator",
  ]);
});

test.each(readdirSync(FOLDER))("%s imports its neighbours and node, nothing from lib", (file) => {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const imported = [...source.matchAll(/from "([^"]+)"/g)].map(([, specifier]) => specifier ?? "");
  expect(imported.filter((specifier) => !/^(node:|\.\/[a-z-]+$)/.test(specifier))).toEqual([]);
});
