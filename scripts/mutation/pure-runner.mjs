import { resolve } from "node:path";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { expect } from "expect";
import * as circus from "jest-circus";
import { Modules } from "./modules.mjs";

/**
 * Runs the tests of the pure rooms for Stryker, thousands of times. Their files are compiled once, and evaluated anew for
 * each mutant, so that nothing which a mutant left in a module is seen by the next one. Tests run under jest-circus as in
 * `npm test`, but in one process and only until the first failure.
 */
class PureTestRunner {
  #modules = new Modules();
  /** Which tests run, and what is told of each. */
  #pass = { wanted: () => true, tests: [] };
  #stryker = globalThis.__stryker__ ?? {};

  init() {
    globalThis.__stryker__ = this.#stryker;
    const { describe, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
    const jest = { isolateModules: (act) => this.#modules.apart(act) };
    Object.assign(globalThis, {
      describe,
      test,
      it: test,
      beforeAll,
      beforeEach,
      afterAll,
      afterEach,
      expect,
      jest,
    });
    // Counts that properties print.
    console.log = () => {};
    circus.addEventHandler((event) => this.#on(event));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    this.#stryker.mutantCoverage = undefined;
    const run = await this.#run({ wanted: () => true });
    return { ...run, mutantCoverage: this.#stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    const known = testFilter === undefined ? undefined : new Set(testFilter);
    let failed = false;
    const activate = () => {
      Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
    };
    if (mutantActivation === "static") activate();
    const run = await this.#run({
      loaded: activate,
      wanted: (id) => !failed && (known === undefined || known.has(id)),
      failed: () => {
        failed = true;
      },
    });
    this.#stryker.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(this.#stryker.hitCount, hitLimit) ?? run);
  }

  async #run(pass) {
    this.#pass = { ...pass, tests: [] };
    this.#modules.forget();
    circus.resetState();
    try {
      this.#modules.load(resolve("test/every.mutation.ts"));
      pass.loaded?.();
      await circus.run();
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error?.stack ?? error) };
    }
    return { status: DryRunStatus.Complete, tests: this.#pass.tests };
  }

  #on({ name, test }) {
    if (name === "test_start") {
      const id = idOf(test);
      if (this.#pass.wanted(id)) this.#stryker.currentTestId = id;
      else test.mode = "skip";
    } else if (name === "test_done") {
      this.#stryker.currentTestId = undefined;
      const id = idOf(test);
      const told = {
        id,
        name: id,
        timeSpentMs: test.duration ?? 0,
        fileName: resolve("test/every.mutation.ts"),
      };
      const [error] = test.errors;
      if (error === undefined) this.#pass.tests.push({ ...told, status: TestStatus.Success });
      else {
        const failureMessage = String([error].flat()[0]?.message ?? error);
        this.#pass.tests.push({ ...told, status: TestStatus.Failed, failureMessage });
        this.#pass.failed?.();
      }
    }
  }
}

function idOf(test) {
  const names = [];
  for (let each = test; each !== undefined && each.name !== "ROOT_DESCRIBE_BLOCK"; each = each.parent)
    names.unshift(each.name);
  return names.join(" ");
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "pure", PureTestRunner)];
