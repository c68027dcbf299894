import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../terraform/support.js";

const DIST = join(__dirname, "../../dist");
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

interface Loaded {
  readonly files: readonly string[];
  readonly builtins: readonly string[];
}

/** What a process of its own has loaded when the script asks for it. */
function loadedBy(script: string, args: readonly string[] = []): Loaded {
  const prelude = `
    globalThis.loaded = () => JSON.stringify({
      files: Object.keys(require.cache).filter((file) => file.startsWith(${JSON.stringify(DIST)})).map((file) => file.slice(${DIST.length + 1})),
      builtins: process.moduleLoadList.flatMap((entry) => /^NativeModule (?!internal)(.+)$/.exec(entry)?.[1] ?? []),
    });
  `;
  const file = join(temporaryFolder({ "script.js": prelude + script }), "script.js");
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", file, ...args], {
    env: { PATH: process.env["PATH"], TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: "6" },
    encoding: "utf8",
  });
  const [line] = /^\{.*\}$/m.exec(stdout) ?? [];
  if (line === undefined) throw new Error(stdout + stderr);
  return JSON.parse(line);
}

test("Until the handshake is written, only what serves it is loaded.", () => {
  const { files, builtins } = loadedBy(
    `
    const fs = require("node:fs");
    const write = fs.writeSync;
    fs.writeSync = (descriptor, text) => {
      write(1, globalThis.loaded() + "\\n");
      process.exit(0);
    };
  `,
    [join(DIST, "src/provider/main.js")],
  );
  expect(files.filter((file) => !file.startsWith("src/plugin/serve"))).toEqual([
    "src/provider/main.js",
    "lib/version.js",
    "lib/package-root.js",
  ]);
  expect(
    builtins.filter((name) => /^(?:_?http2?|_?https|_?tls|_?tls_\w+|_http_\w+|zlib)$/.test(name)),
  ).toEqual([]);
});

test("The schema and a validation load nothing that reads, judges or writes.", () => {
  const { files, builtins } = loadedBy(
    `
    const { answerCall } = require(${JSON.stringify(join(DIST, "src/plugin/rpc/answer-call.js"))});
    const { encodeMessage } = require(${JSON.stringify(join(DIST, "src/plugin/wire/message.js"))});
    const { writeObject } = require(${JSON.stringify(join(DIST, "src/plugin/rpc/dynamic-value.js"))});
    const { createProvider } = require(${JSON.stringify(join(DIST, "src/provider/provider.js"))});
    const { Typed } = require(${JSON.stringify(join(DIST, "src/plugin/index.js"))});
    const provider = createProvider({});
    const call = { signal: new AbortController().signal };
    const answer = (name, fields) => answerCall({ name, body: encodeMessage(fields), call, loadProvider: async () => provider });
    const geo = new Typed(["object", { record_geo_mode: "string" }], new Map([["record_geo_mode", "GEO_ALL"]]));
    const gate = writeObject(new Map([["geo", geo]]), provider.dataSources.fullstory_gate.schema);
    (async () => {
      await answer("GetProviderSchema", []);
      const response = await answer("ValidateDataResourceConfig", [[1, "fullstory_gate"], [2, gate]]);
      if (response.length > 0) throw new Error("not valid");
      console.log(globalThis.loaded());
    })();
  `,
    ["--eval", ""],
  );
  expect(files).toContain("src/provider/gate/read-gate.js");
  const rooms =
    /^(?:lib\/(?:client|snapshot|verdict|evidence)|src\/provider\/(?:reading|configuration\/configuration))/;
  expect(files.filter((file) => rooms.test(file))).toEqual([]);
  expect(builtins.filter((name) => /^(?:_?http2?|https|_?tls|zlib)$/.test(name))).toEqual([]);
});
