import { runScript } from "../support/child";

describe("loading the package", () => {
  test.each([
    "entries/index.js",
    "entries/client.js",
    "lib/client/batch/fetch-all.js",
    "lib/client/batch/sync-bridge.js",
  ])("loads neither the network nor synckit before something is fetched: %s", async (file) => {
    expect(await runScript("load-process.js", [file])).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });
});
