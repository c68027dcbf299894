import { ROOMS, reportOf } from "./scripts/mutation/rooms.mjs";

/** Mutants of one pure room. `npm run mutation` starts this for each room and makes docs/proof.md of the reports. */
const room = ROOMS.find(({ name }) => name === process.env.MUTATION_ROOM);
if (room === undefined) throw new Error("start this with `npm run mutation`");
// The property tests run short: there are thousands of mutants.
process.env.SETTINGS_RUNS ??= "0.02";
process.env.MUTATION_TESTS = room.tests.join();

export default {
  // Stryker would rewrite tsconfig.json through an API that TypeScript 7 does not have; swc needs none.
  tsconfigFile: "no-tsconfig.json",
  testRunner: "pure",
  plugins: ["./scripts/mutation/pure-runner.mjs"],
  coverageAnalysis: "perTest",
  mutate: process.env.MUTATION_LINES?.split(" ") ?? [`lib/${room.name}/**/*.ts`, "!**/index.ts"],
  // Texts for people are not what decides; a mutated sentence is no wrong verdict.
  mutator: { excludedMutations: ["StringLiteral"] },
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: reportOf(room, process.env.MUTATION_LINES ? "again" : "mutants") },
  concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
  timeoutMS: 10000,
  tempDirName: ".stryker-tmp",
};
