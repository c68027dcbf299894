/**
 * What must kill a mutant of the comparer: the pure ring, in one file, so that a mutant loads the modules once.
 * Stryker has no bail for jest: the environment stops the file at the first test that fails.
 */
const { join } = require("node:path");

const root = join(__dirname, "../..");

module.exports = {
  ...require("../../jest.config.js"),
  rootDir: root,
  roots: ["<rootDir>/test/settings"],
  testMatch: ["<rootDir>/test/settings/every.mutation.ts"],
  testEnvironment: join(__dirname, "first-failure-ends.cjs"),
};
