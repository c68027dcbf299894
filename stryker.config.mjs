/**
 * Mutants of the comparer: `npm run mutation` writes reports/mutation.json, and scripts/proof.mjs makes docs/proof.md of it.
 * The property tests run short: there are thousands of mutants. What has not changed since the last run is not run again
 * (`npm run mutation -- --force` runs all).
 */
process.env.SETTINGS_RUNS ??= "0.02";

export default {
  // Stryker would rewrite tsconfig.json through an API that TypeScript 7 does not have; swc needs none.
  tsconfigFile: "no-tsconfig.json",
  testRunner: "jest",
  jest: { configFile: "scripts/mutation/jest.config.cjs", enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  mutate: ["lib/settings/**/*.ts", "!lib/settings/index.ts"],
  // Texts for people are not what decides; a mutated sentence is no wrong verdict.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignoreStatic: true,
  incremental: true,
  incrementalFile: "reports/mutation-incremental.json",
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
  timeoutMS: 20000,
  tempDirName: ".stryker-tmp",
};
