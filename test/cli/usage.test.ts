import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnv, freshDirectory, runCli } from "./support";

const directory = freshDirectory();
const KEY = "na1.planted-key-0123456789";

async function refused(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { code, stdout, stderr } = await runCli(args, {
    cwd: directory(),
    env: { FULLSTORY_API_KEY: KEY, ...env },
  });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).not.toContain(KEY);
  return stderr;
}

describe("the command line", () => {
  test("prints help and version with exit code 0", async () => {
    const help = await runCli(["--help"]);
    expect([help.code, help.stderr]).toEqual([0, ""]);
    for (const command of ["snapshot", "diff", "history", "declare", "doctor", "simulate"]) {
      expect(help.stdout).toContain(`\n  ${command} `);
    }
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect((await runCli(["help", "history"])).stdout).toContain("--show-actors");
  });

  test("without a command prints help, and is not a success", async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^Usage: cdktf-fullstory /);
    expect(stderr).not.toContain("error:");
  });

  test.each([
    [["histry"], "error: unknown command 'histry'\nhint: did you mean history?\n"],
    [["snapshot", "updat"], "error: unknown command 'updat'\nhint: did you mean update?\n"],
    [["diff", "--ouput", "json"], "error: unknown option '--ouput'\nhint: did you mean --output?\n"],
    [
      ["diff", "--output", "jsno"],
      'error: the output format "jsno" is not known\nhint: use one of text, json, markdown, junit, sarif, github\n',
    ],
    [
      ["diff", "--platform", "mobil"],
      'error: the platform "mobil" is not known\nhint: did you mean mobile? (known: web, mobile)\n',
    ],
    [
      ["diff", "--documents", "geo,privcy"],
      /^error: the document "privcy" is not known\nhint: did you mean privacy\? /,
    ],
    [["history", "gep"], /^error: the document "gep" is not known\nhint: did you mean geo\? /],
    [
      ["history", "geo", "--field", "recordGeoMod"],
      /^error: the field "recordGeoMod" is not known\nhint: did you mean recordGeoMode\? /,
    ],
    [["history", "--since", "yesterday"], /^error: --since must be a day or an instant\n/],
    [["history", "--since", "2026-11-20", "--until", "2026-11-19"], /^error: --since is after --until\n/],
    [["history", "--limit", "0"], /^error: --limit must be a whole number from 1\n/],
    [
      ["snapshot", "update", "--snapshot-max-age", "soon"],
      /^error: --snapshot-max-age must be a length of time\n/,
    ],
    [["snapshot", "update", "a.json", "--out", "b.json"], /^error: the file is named twice/],
    [["diff", "live", "live"], /^error: both sides are live/],
    [["diff", "a", "b", "c"], /^error: too many arguments/],
    [
      ["declare", "--output"],
      /^error: option '--output <format>' argument missing\nhint: run cdktf-fullstory --help\n/,
    ],
  ])("answers %j in two lines", async (args, expected) => {
    const stderr = await refused(args);
    if (typeof expected === "string") expect(stderr).toBe(expected);
    else expect(stderr).toMatch(expected);
    expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
  });

  test("is inert for hostile arguments", async () => {
    const stderr = await refused(["\u001b[31m::error::\n##[group]x"]);
    expect(stderr).toMatch(/^error: unknown command [^\n]+\nhint: [^\n]+\n$/);
    expect(stderr).not.toMatch(/\u001b|::|##\[/);
  });

  test("does not repeat a key that was given where a name belongs", async () => {
    expect(await refused(["diff", "live", "--api-key-env", KEY])).toMatch(
      /^error: --api-key-env takes the name of an environment variable/,
    );
    expect(await refused([KEY])).toContain("unknown command '[secret]'");
    expect(await refused(["declare", "--base-url", `https://user:${KEY}@api.fullstory.com`])).toMatch(
      /^error: baseUrl/,
    );
  });

  test("says which variable lacks the key", async () => {
    const env = { FULLSTORY_API_KEY: "" };
    expect(await refused(["declare"], env)).toMatch(
      /^error: no API key: FULLSTORY_API_KEY is not set or empty/,
    );
    expect(await refused(["declare", "--api-key-env", "OTHER"])).toMatch(
      /^error: no API key: the environment variable OTHER /,
    );
  });

  test("never sends the key to a host that nobody allowed", async () => {
    expect(await refused(["declare", "--base-url", "https://evil.example"])).toMatch(
      /^error: baseUrl: evil\.example is not a Fullstory host/,
    );
  });
});

describe("fullstory.config.json", () => {
  const configured = (config: unknown) =>
    writeFileSync(
      join(directory(), "fullstory.config.json"),
      typeof config === "string" ? config : JSON.stringify(config),
    );

  test.each(["apiKey", "apiKeyEnv", "baseUrl", "allowHost", "host", "out", "source"])(
    "may not set %s",
    async (key) => {
      configured({ [key]: KEY });
      expect(await refused(["declare"])).toMatch(
        new RegExp(`^error: fullstory\\.config\\.json may not set ${key}\n`),
      );
    },
  );

  test.each([
    [
      { platfrom: "web" },
      /^error: fullstory\.config\.json: the key "platfrom" is not known\nhint: did you mean platform\?/,
    ],
    [{ quiet: "yes" }, /^error: fullstory\.config\.json: quiet must be true or false\n/],
    [{ platform: "desktop" }, /^error: the platform "desktop" is not known\n/],
    [{ documents: ["geography"] }, /^error: the document "geography" is not known\n/],
    [[], /^error: fullstory\.config\.json does not hold an object\n/],
    ['{"platform": ', /^error: fullstory\.config\.json is not JSON\n/],
  ])("as %j is refused", async (config, expected) => {
    configured(config);
    expect(await refused(["declare"])).toMatch(expected);
  });

  test("is read from the working directory only", async () => {
    configured({ nonsense: true });
    const { mkdirSync } = await import("node:fs");
    const inner = join(directory(), "inner");
    mkdirSync(inner);
    const { stderr } = await runCli(["diff", "none.json"], { cwd: inner, env: cleanEnv() });
    expect(stderr).toMatch(/^error: cannot read none\.json: there is no such file\n/);
  });
});
