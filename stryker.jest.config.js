/** The pure ring only: what kills a mutant of the comparer must not need a plan. */
module.exports = { ...require("./jest.config.js"), roots: ["<rootDir>/test/settings"] };
