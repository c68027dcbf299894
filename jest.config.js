/** Sources run through swc; only the synchronous bridge's worker is loaded from `dist` (npm test builds first). */
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test", "<rootDir>/examples"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        sourceMaps: "inline",
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      },
    ],
  },
  moduleNameMapper: {
    "^cdktf-fullstory$": "<rootDir>/lib/index.ts",
    "^cdktf-fullstory/client$": "<rootDir>/lib/client/index.ts",
    "^cdktf-fullstory/simulator$": "<rootDir>/src/simulator/index.ts",
    "^(\\.{1,2}/.*)\\.js$": "$1",
  },
  // Most tests wait for child processes and clocks: two workers a core keep the cores busy.
  maxWorkers: Math.min(8, 2 * require("node:os").availableParallelism()),
  testTimeout: 120_000,
};
