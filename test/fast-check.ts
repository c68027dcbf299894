import * as fc from "fast-check";

/**
 * The laws try the same cases on every machine, so that a change is red for what it did and not by chance.
 * `LAWS_SEED=random` tries fresh ones; `SETTINGS_RUNS=12` tries many more.
 */
const { LAWS_SEED = "20261129" } = process.env;
if (LAWS_SEED !== "random") fc.configureGlobal({ seed: Number(LAWS_SEED) });

export * from "fast-check";
