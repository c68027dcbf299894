import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
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

/** They try so much that they would take most of the time. */
const SLOW = ["large.test.ts", "strictness-of-pairs.test.ts"];
const BETWEEN = ": ";

/**
 * Runs the tests of pure rooms for Stryker, thousands of times. Files are compiled once, and evaluated anew for each
 * mutant and test file, so that nothing which one left in a module is seen by the next. Tests run under jest-circus as in
 * `npm test`, but in one process, file by file, and only until the first failure.
 */
class PureTestRunner {
  #modules = new Modules();
  #files = testFiles(process.env.MUTATION_TESTS.split(","));
  #stryker = globalThis.__stryker__ ?? {};
  /** What is run now: the file, which of its tests, and what became of them. */
  #pass;

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
    const run = await this.#run({ files: this.#files, wants: () => true });
    return { ...run, mutantCoverage: this.#stryker.mutantCoverage };
  }

  /** The mutant is there while files are loaded, too, as a mutated file would be. */
  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const ids = testFilter === undefined ? undefined : new Set(testFilter);
    const files = ids && new Set(testFilter.map((id) => id.slice(0, id.indexOf(BETWEEN))));
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
    const run = await this.#run({
      files: this.#files.filter((file) => files === undefined || files.has(file)),
      wants: (id) => ids === undefined || ids.has(id),
      bail: true,
    });
    this.#stryker.activeMutant = undefined;
    if (run.tests?.length === 0) return { status: "error", errorMessage: "none of the tests was found" };
    return toMutantRunResult(determineHitLimitReached(this.#stryker.hitCount, hitLimit) ?? run);
  }

  async #run({ files, ...pass }) {
    this.#pass = { ...pass, file: "", failed: false, tests: [] };
    for (const file of files) {
      this.#pass.file = file;
      this.#modules.forget();
      circus.resetState();
      await this.#runFile(file);
      if (this.#isOver()) break;
    }
    return { status: DryRunStatus.Complete, tests: this.#pass.tests };
  }

  async #runFile(file) {
    try {
      this.#modules.load(resolve("test", file));
      await circus.run();
    } catch (error) {
      // A file that cannot be loaded is as red as a test that fails.
      const id = `${file}${BETWEEN}is loaded`;
      const failureMessage = String(error?.stack ?? error);
      this.#pass.tests.push({ id, name: id, timeSpentMs: 0, status: TestStatus.Failed, failureMessage });
      this.#pass.failed = true;
    }
  }

  #isOver() {
    return this.#pass.bail && this.#pass.failed;
  }

  #on({ name, test }) {
    if (name === "test_start") {
      const id = this.#idOf(test);
      if (this.#pass.wants(id) && !this.#isOver()) this.#stryker.currentTestId = id;
      else test.mode = "skip";
    } else if (name === "test_done") {
      this.#stryker.currentTestId = undefined;
      this.#pass.tests.push(this.#told(test));
      this.#pass.failed ||= test.errors.length > 0;
    }
  }

  #told(test) {
    const id = this.#idOf(test);
    const told = {
      id,
      name: id,
      timeSpentMs: test.duration ?? 0,
      fileName: resolve("test", this.#pass.file),
    };
    if (test.errors.length === 0) return { ...told, status: TestStatus.Success };
    const [error] = test.errors.flat();
    return { ...told, status: TestStatus.Failed, failureMessage: String(error?.message ?? error) };
  }

  #idOf(test) {
    const names = [];
    for (let each = test; each.parent !== undefined; each = each.parent) names.unshift(each.name);
    return `${this.#pass.file}${BETWEEN}${names.join(" ")}`;
  }
}

/** The test files of some folders of `test`, the quickest killers first. */
function testFiles(folders) {
  const all = folders.flatMap((folder) =>
    readdirSync(resolve("test", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts") && !SLOW.some((name) => file.endsWith(name)))
      .map((file) => join(folder, file)),
  );
  const rank = (file) => Number(file.includes("properties")) - Number(file.endsWith("verdicts.test.ts"));
  return all.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "pure", PureTestRunner)];
