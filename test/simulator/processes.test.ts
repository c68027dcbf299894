import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { connectSimulator, startSimulator } from "../../src/simulator/index";
import { isObject, type JsonObject, parseJson } from "../../src/simulator/json";
import { ask, askUrl, SETTINGS, until } from "./support";

const MAIN = join(__dirname, "..", "..", "dist", "src", "simulator", "main.js");
const GEO = `${SETTINGS}/geo`;

describe("the simulator in a thread", () => {
  test("answers while the thread that started it is blocked", async () => {
    const simulator = await startSimulator();
    try {
      const script = `fetch(process.argv[1], { headers: { authorization: "Basic " + process.argv[2] } })
        .then((response) => response.text()).then((text) => process.stdout.write(text));`;
      const blocking = () =>
        execFileSync(process.execPath, ["-e", script, `${simulator.url}${GEO}`, simulator.adminKey], {
          encoding: "utf8",
          timeout: 30_000,
        });
      expect(parseJson(blocking())).toMatchObject({ recordGeoMode: "GEO_ALLOW_LIST" });
      await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
      expect(parseJson(blocking())).toMatchObject({ recordGeoMode: "GEO_ALL" });
    } finally {
      await simulator.stop();
    }
  });

  test("stops although requests hang, frees its port, and may be stopped twice", async () => {
    const simulator = await startSimulator();
    await simulator.fault({ kind: "hang" });
    const hanging = ask(simulator, GEO);
    const outcome = expect(hanging).rejects.toThrow();
    await until(async () => (await simulator.requests()).length === 1);
    await simulator.stop();
    await simulator.stop();
    await outcome;
    await expect(ask(simulator, GEO)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await expect(simulator.set("geo", {})).rejects.toMatchObject({ code: "unreachable" });
    const again = await startSimulator({ port: Number(new URL(simulator.url).port) });
    await again.stop();
  });

  test("has random keys and a random control token of its own", async () => {
    const [one, two] = [await startSimulator(), await startSimulator()];
    const secrets = [one, two].flatMap((each) => [each.adminKey, each.standardKey, each.controlToken]);
    expect(new Set(secrets).size).toBe(6);
    await Promise.all([one.stop(), two.stop()]);
  });

  test("does not keep alive a program that forgot to stop it", () => {
    const script = `require(process.argv[1]).startSimulator().then(({ url }) => process.stdout.write(url));`;
    const index = join(MAIN, "..", "index.js");
    const printed = execFileSync(process.execPath, ["-e", script, index], {
      encoding: "utf8",
      timeout: 30_000,
    });
    expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe("the simulator as a program", () => {
  const started: ChildProcessWithoutNullStreams[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  async function start(...args: string[]) {
    const child = spawn(process.execPath, [MAIN, ...args]);
    started.push(child);
    const stderr = text(child.stderr);
    const exit = once(child, "exit");
    const [line] = await once(createInterface(child.stdout), "line");
    const printed = parseJson(String(line));
    const where: JsonObject = isObject(printed) ? printed : {};
    return { child, where, url: String(where["url"]), stderr, exit };
  }

  test.each(["SIGINT", "SIGTERM"] as const)(
    "prints its coordinates as one line of JSON, how to use it on stderr, and stops cleanly on %s",
    async (signal) => {
      const { child, where, url, stderr, exit } = await start();
      expect(Object.keys(where)).toEqual(["url", "adminKey", "standardKey", "controlToken", "orgId"]);
      const authorization = `Basic ${where["adminKey"]}`;
      expect((await askUrl(`${url}${GEO}`, { authorization })).status).toBe(200);
      child.kill(signal);
      expect(await exit).toEqual([0, null]);
      expect(await stderr).toContain(`export FULLSTORY_BASE_URL=${url}`);
      expect(await stderr).toContain(`export FULLSTORY_API_KEY=${where["adminKey"]}`);
      expect(await stderr).toContain(`curl -H 'Authorization: Basic`);
    },
  );

  test("takes its options from flags, and can be quiet", async () => {
    const { child, where, url, stderr, exit } = await start(
      "--standard-key-reads-privacy",
      "--latency-ms=1",
      "--host=localhost",
      "--quiet",
    );
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    const authorization = `Basic ${where["standardKey"]}`;
    expect((await askUrl(`${url}${SETTINGS}/privacy`, { authorization })).status).toBe(200);
    child.kill("SIGTERM");
    await exit;
    expect(await stderr).toBe("");
  });

  test("is steered and stopped by connectSimulator, even while a request hangs", async () => {
    const { where, url, exit } = await start("--quiet");
    const simulator = await connectSimulator(url, String(where["controlToken"]));
    await simulator.set("geo", { recordGeoZones: ["JP"] });
    expect((await ask(simulator, GEO)).json["recordGeoZones"]).toEqual(["JP"]);
    await simulator.fault({ kind: "hang" });
    const outcome = expect(ask(simulator, GEO)).rejects.toThrow();
    await until(async () => (await simulator.requests()).length === 2);
    await simulator.stop();
    await expect(ask(simulator, GEO)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await outcome;
    expect(await exit).toEqual([0, null]);
  });

  test("ends when stdin closes, if asked to", async () => {
    const { child, exit } = await start("--quiet", "--exit-with-stdin");
    child.stdin.end();
    expect(await exit).toEqual([0, null]);
  });

  test("outlives its stdin otherwise", async () => {
    const { child, where, url } = await start("--quiet");
    child.stdin.end();
    const authorization = `Basic ${where["adminKey"]}`;
    expect((await askUrl(`${url}/me`, { authorization })).status).toBe(200);
  });

  test.each([
    [["--bogus"], "--bogus"],
    [["extra"], "extra"],
    [["--port", "many"], "options.port must be a whole number"],
    [["--port", "65536"], "options.port must be at most 65535"],
    [["--latency-ms", "-5"], "--latency-ms"],
  ])("refuses %j with exit code 1 and says why", (args, reason) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(reason);
    expect(stderr).toContain("--help");
  });

  test("explains every flag with --help", () => {
    const { status, stdout } = spawnSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
    expect(status).toBe(0);
    for (const flag of [
      "port",
      "host",
      "standard-key-reads-privacy",
      "latency-ms",
      "exit-with-stdin",
      "quiet",
    ])
      expect(stdout).toContain(`--${flag}`);
  });
});
