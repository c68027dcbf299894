import { runScript } from "../support/child";

describe("loading the package", () => {
  test.each(["index.js", "batch/fetch-all.js", "batch/sync-bridge.js", "options/client-options.js"])(
    "loads neither the network nor synckit before something is fetched: %s",
    async (file) => {
      expect(await runScript("load-process.js", [file])).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
    },
  );
});
