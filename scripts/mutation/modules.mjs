import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { Script } from "node:vm";
import { transformSync } from "@swc/core";

const SWC = { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } };

/** TypeScript files, each compiled once. What they export is forgotten by `forget`; installed packages are kept. */
export class Modules {
  #compiled = new Map();
  #loaded = new Map();

  load(file) {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#loaded.set(file, module);
    const compiled = this.#compiled.get(file) ?? compile(file);
    this.#compiled.set(file, compiled);
    const external = createRequire(file);
    const require = (name) => (name.startsWith(".") ? this.load(pathOf(file, name)) : external(name));
    compiled(module.exports, require, module, file, dirname(file));
    return module.exports;
  }

  forget() {
    this.#loaded = new Map();
  }

  /** Whatever is loaded meanwhile is loaded anew, and forgotten after. */
  apart(act) {
    const loaded = this.#loaded;
    this.forget();
    try {
      act();
    } finally {
      this.#loaded = loaded;
    }
  }
}

function compile(file) {
  const { code } = transformSync(readFileSync(file, "utf8"), { ...SWC, filename: file });
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
  return new Script(wrapped, { filename: file }).runInThisContext();
}

function pathOf(from, name) {
  const base = resolve(dirname(from), name).replace(/\.(js|ts)$/, "");
  return [`${base}.ts`, `${base}/index.ts`].find((file) => existsSync(file)) ?? `${base}.ts`;
}
