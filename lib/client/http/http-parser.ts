import { setFlagsFromString } from "node:v8";

/** V8 flags, each without its `--` or `--no-`. All three are on unless somebody turned them off. */
const FLAGS = ["wasm-tier-up", "wasm-dynamic-tiering", "wasm-lazy-compilation"];
/** An unknown flag is not thrown but printed, so newer versions are left alone until somebody has looked. */
const NODE_MAJORS: readonly string[] = ["20", "21", "22", "23", "24"];

/** Held for as long as undici may ask for it: V8 shares what it compiled only while somebody holds it. */
let compiled: object | undefined;

/** The global `WebAssembly`, which the types of Node leave to those of browsers; there is none under `--jitless`. */
const { WebAssembly: engine } = globalThis as {
  readonly WebAssembly?: { readonly Module: new (bytes: Uint8Array) => object };
};

/**
 * Compiles undici's HTTP parser, which is WebAssembly, once and plainly, before undici does.
 *
 * Left alone, V8 begins to optimise the parser at the first answers, and a short process waits for that at its end:
 * of a program that reads six documents this is half the processor time, some 100 ms under Node 20 and 60 to 90 under
 * 22 and 24, to save microseconds. V8 keeps one compiled copy of the same bytes in a process, and whether a copy is
 * ever optimised is settled when it is made. So undici gets this copy, and other WebAssembly is compiled as ever.
 * Should V8 not share it one day, some 5 ms are lost and nothing else.
 *
 * The flags are the whole process's and hold for this one synchronous compilation. (`--liftoff-only` would do the
 * same, but it turns other flags off which `--no-liftoff-only` does not turn on again.)
 */
export function compileParserPlainly(): void {
  if (compiled !== undefined || engine === undefined || !mayCompile()) return;
  try {
    // Read before the flags change: they also invalidate cached code of whatever is loaded meanwhile.
    const bytes: unknown = require("undici/lib/llhttp/llhttp_simd-wasm.js");
    if (bytes instanceof Uint8Array) compiled = withFlagsOff(() => new engine.Module(bytes));
  } catch {
    // Another layout of the package, or no such instructions here: undici finds its own way.
  }
}

function withFlagsOff<T>(work: () => T): T {
  for (const flag of FLAGS) setFlagsFromString(`--no-${flag}`);
  try {
    return work();
  } finally {
    for (const flag of FLAGS) setFlagsFromString(`--${flag}`);
  }
}

/** Whoever steers WebAssembly on the command line keeps what they chose; so does who steers undici's parser. */
function mayCompile(): boolean {
  return (
    NODE_MAJORS.includes(process.versions.node.split(".")[0] ?? "") &&
    (process.arch === "x64" || process.arch === "arm64") &&
    process.env["UNDICI_NO_WASM_SIMD"] !== "1" &&
    !process.execArgv.some((argument) => /wasm|liftoff|jitless/.test(argument))
  );
}
