import { type ChildServer, runScript, startChildServer } from "../support/child";

const CAP = 64 * 1024 * 1024;

let server: ChildServer;
beforeAll(async () => {
  server = await startChildServer();
});
afterAll(() => server.stop());

describe("a body far over the cap", () => {
  test.each([
    ["200 MB as they are", "me"],
    ["a gigabyte packed in a megabyte", "events"],
  ])("is cut there, with memory bounded by the cap: %s", async (_, what) => {
    const { stdout, stderr } = await runScript("cap-process.js", [server.url, what], { HTTPS_PROXY: "" });
    expect(stderr).toBe("");
    const { code, attempts, grew } = JSON.parse(stdout) as { code: string; attempts: number; grew: number };
    expect({ code, attempts }).toEqual({ code: "body_too_large", attempts: 1 });
    expect(grew).toBeLessThan(3 * CAP);
  });
});
