import { readdirSync } from "node:fs";
import { sharedSimulator, until } from "../simulator/support";
import { accessTo, freshDirectory, runCli } from "./support";

const simulator = sharedSimulator();
const directory = freshDirectory();

describe("Ctrl-C", () => {
  test.each([
    [["snapshot", "update"]],
    [["history", "geo", "--out", "trail.txt"]],
    [["declare"]],
    [["doctor"]],
  ])("ends %j with 130, without a word and without a file", async (args) => {
    await simulator().fault({ kind: "hang" });
    await simulator().clearRequests();
    const { code, stdout, stderr } = await runCli(args, {
      cwd: directory(),
      env: accessTo(simulator()),
      onStart: (child) =>
        void until(async () => (await simulator().requests()).length > 0).then(() => child.kill("SIGINT")),
    });
    expect([code, stdout, stderr]).toEqual([130, "", ""]);
    expect(readdirSync(directory())).toEqual([]);
  });

  test("ends the simulator that was started with simulate", async () => {
    const { code, stdout } = await runCli(["simulate", "--quiet"], {
      onStart: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(code).toBe(130);
    const { url, adminKey } = JSON.parse(stdout);
    await expect(fetch(`${url}/me`, { headers: { authorization: `Basic ${adminKey}` } })).rejects.toThrow();
  });
});

describe("simulate", () => {
  test("serves, takes its options, and does not inherit the key", async () => {
    const { code, stderr } = await runCli(["simulate", "--latency-ms", "soon"], {
      env: { FULLSTORY_API_KEY: "planted-key" },
    });
    expect(code).toBe(1);
    expect(stderr).toContain("latencyMs");
    expect(stderr).toContain("error: the simulator could not go on\n");
    expect(stderr).not.toContain("planted-key");
  });
});
