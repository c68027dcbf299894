import { runScript } from "../support/child";

describe("loading the package", () => {
  test.each(["index.js", "fetch-all.js", "sync-bridge.js", "options.js"])(
    "loads neither undici nor synckit before something is fetched: %s",
    async (file) => {
      expect(await runScript("load-process.js", [file])).toEqual({ code: 0, stdout: "0\n", stderr: "" });
    },
  );
});
