const { TestEnvironment } = require("jest-environment-node");

/** One failed test kills a mutant; the tests after it are skipped. */
module.exports = class FirstFailureEnds extends TestEnvironment {
  #failed = false;

  handleTestEvent = (event) => {
    if (event.name === "test_fn_failure") this.#failed = true;
    if (event.name === "test_start" && this.#failed) event.test.mode = "skip";
  };
};
