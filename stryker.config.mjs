/** Mutants of the comparer: `npm run mutation` writes reports/mutation.json, and scripts/proof.mjs makes docs/proof.md of it. */
export default {
  // Stryker would rewrite tsconfig.json through an API that TypeScript 7 does not have; swc needs none.
  tsconfigFile: "no-tsconfig.json",
  testRunner: "jest",
  jest: { configFile: "stryker.jest.config.js", enableFindRelatedTests: true },
  coverageAnalysis: "perTest",
  mutate: ["lib/settings/**/*.ts", "!lib/settings/index.ts"],
  // Texts for people are not what decides; a mutated sentence is no wrong verdict.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignoreStatic: true,
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
  concurrency: 2,
  timeoutMS: 20000,
  tempDirName: ".stryker-tmp",
};
