import v8 from "node:v8";

/** Not in the types of Node. */
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Module: new () => object } };

/** Loads undici's parser afresh, and says which flags V8 was given meanwhile. */
function flagsGiven(): readonly string[] {
  const given: string[] = [];
  const spy = jest.spyOn(v8, "setFlagsFromString").mockImplementation((flag) => void given.push(flag));
  jest.isolateModules(() => {
    const { compileParserPlainly } =
      require("../../../lib/client/http/http-parser") as typeof import("../../../lib/client/http/http-parser");
    compileParserPlainly();
    compileParserPlainly();
  });
  spy.mockRestore();
  return given;
}

const OFF_AND_ON = [
  ...["--no-wasm-tier-up", "--no-wasm-dynamic-tiering", "--no-wasm-lazy-compilation"],
  ...["--wasm-tier-up", "--wasm-dynamic-tiering", "--wasm-lazy-compilation"],
];

describe("the HTTP parser", () => {
  const { execArgv } = process;
  const { Module } = WebAssembly;

  afterEach(() => {
    process.execArgv = execArgv;
    WebAssembly.Module = Module;
    delete process.env["UNDICI_NO_WASM_SIMD"];
  });

  test("is compiled once, and every flag is on again", () => expect(flagsGiven()).toEqual(OFF_AND_ON));

  test("leaves the flags on where it cannot be compiled", () => {
    WebAssembly.Module = class {
      constructor() {
        throw new Error("no such instructions");
      }
    };
    expect(flagsGiven()).toEqual([...OFF_AND_ON, ...OFF_AND_ON]);
  });

  test.each(["--liftoff-only", "--no-wasm-tier-up", "--jitless"])("is left to whoever says %s", (flag) => {
    process.execArgv = [...execArgv, flag];
    expect(flagsGiven()).toEqual([]);
  });

  test("is left to whoever steers undici's choice", () => {
    process.env["UNDICI_NO_WASM_SIMD"] = "1";
    expect(flagsGiven()).toEqual([]);
  });
});
