import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../src/simulator/index.js";
import {
  appFolder,
  cli,
  envOf,
  evidencePath,
  filesBelow,
  freshSimulator,
  rewrite,
  write,
} from "./gate-support.js";

jest.setTimeout(120_000);

const GEO = `recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"]`;
const PRIVACY = `discardIpAddresses: true, defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT"`;
const TWO = `
  new FullstoryGate(stack("web"), "gate", { geo: { ${GEO} } });
  new FullstoryGate(stack("mobile"), "gate", { privacy: { ${PRIVACY} }, because: "DPIA-31" });
`;
let simulator: Simulator;

beforeEach(async () => {
  simulator = await freshSimulator();
});

const gate = (folder: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  cli(folder, ["gate", ...args], envOf(simulator, env));

describe("the verdict", () => {
  test("is 0 when everything matches, by Terraform's own count", async () => {
    const { code, stdout, stderr } = await gate(appFolder(TWO));
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^✔ fullstory: 4 of 4 declared fields match\n/);
    expect(stdout).toMatch(/mobile ✔ 2 {3}web ✔ 2 {8}evaluated by Terraform [\d.]+: 2 pass, 0 unknown/);
    expect(code).toBe(0);
  });

  test("is 2 on drift, and says what, since when and what to do", async () => {
    await simulator.set(
      "privacy",
      { defaultPrivacyMode: "PRIVACY_MODE_OFF" },
      { by: "sam@ternanddale.example" },
    );
    const { code, stdout } = await gate(appFolder(TWO));
    expect(stdout).toMatch(/^✘ fullstory: drift, recording is looser than declared: 1 loosened\n/);
    expect(stdout).toMatch(
      /changed {3}.* UTC by s\*\*\*@ternanddale\.example, was PRIVACY_MODE_MASK_DEFAULT/,
    );
    expect(stdout).toMatch(/why {7}DPIA-31/);
    expect(stdout).toMatch(/Put it back in Fullstory/);
    expect(code).toBe(2);
  });

  test("is 1 when something could not be read, also beside drift", async () => {
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    await simulator.fault({
      kind: "status",
      status: 403,
      match: { path: "/settings/recording/v1/privacy" },
    });
    const { code, stdout } = await gate(appFolder(TWO));
    expect(stdout).toMatch(/^✘ fullstory: drift \(1 loosened\), and privacy could not be read/);
    expect(stdout).toMatch(/LOOSENED +web: geo recordGeoMode/);
    expect(code).toBe(1);
  });

  test("is 1 when the key belongs to another org", async () => {
    const app = `const s = stack("web"); new FullstoryOrg(s, "org", { expectOrg: "o-OTHER-na1" });
      new FullstoryGate(s, "gate", { geo: { ${GEO} } });`;
    const { code, stdout } = await gate(appFolder(app));
    expect(stdout).toMatch(/^✘ fullstory: wrong org, /);
    expect(code).toBe(1);
  });

  test("says once that the org could not be confirmed where GET /me does not answer", async () => {
    await simulator.fault({ kind: "status", status: 404, match: { path: "/me" } });
    const app = `const s = stack("web"); new FullstoryOrg(s, "org", { expectOrg: "o-OTHER-na1" });
      new FullstoryGate(s, "gate", { geo: { ${GEO} }, privacy: { ${PRIVACY} } });`;
    const { code, stdout } = await gate(appFolder(app));
    expect(stdout).toMatch(/^✘ fullstory: unreadable, the org could not be confirmed: GET \/me answered 404/);
    expect(stdout).not.toMatch(/wrong org/);
    expect(code).toBe(1);
    const { stdout: json } = await gate(appFolder(app), ["--output", "json"]);
    expect(JSON.parse(json).stacks[0].problems).toMatchObject([{ kind: "unreadable" }]);
    expect((await gate(appFolder(TWO))).code).toBe(0);
  });

  test("is 1 when the settings were read too long ago", async () => {
    const folder = appFolder(
      TWO.replace("{ geo:", "{ org: undefined, geo:").replaceAll("org: undefined, ", ""),
    );
    expect((await gate(folder)).code).toBe(0);
    const file = join(folder, "cdktf.out", "stacks", "web", "cdk.tf.json");
    rewrite(file, (text) => text.replace(/("fetched_at": ?")\d{4}/g, "$12020"));
    reseal(folder, "web");
    const { code, stdout } = await gate(folder, ["--from", "cdktf.out"]);
    expect(stdout).toMatch(/^✘ fullstory: stale, /);
    expect(code).toBe(1);
  });

  test("is 1 when no stack declares anything, unless that is allowed", async () => {
    const folder = appFolder(`stack("empty");`);
    const { code, stdout } = await gate(folder);
    expect(stdout).toMatch(/^✘ fullstory: nothing checked, no stack declares anything/);
    expect(code).toBe(1);
    expect((await gate(folder, ["--allow-empty"])).code).toBe(0);
  });

  test("is 0 for a warning and for a waiver in force, and shows both", async () => {
    await simulator.set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
    const { code, stdout } = await gate(
      appFolder(`new FullstoryGate(stack("web"), "gate", { severity: "warning", privacy: { ${PRIVACY} } });`),
    );
    expect(stdout).toMatch(/defaultPrivacyMode: .*\(warns only\)/);
    expect(code).toBe(0);
  });

  test("is 2 where a pull request is not allowed to weaken, and it does", async () => {
    const strict = appFolder(TWO);
    expect((await gate(strict)).code).toBe(0);
    const before = join(strict, "before.json");
    writeFileSync(before, readFileSync(evidencePath(strict, "web")));
    write(
      strict,
      "app.js",
      readFileSync(join(strict, "app.js"), "utf8").replace(
        /, recordGeoZones: \[.*?\]/,
        ", recordGeoZones: Match.anyValue()",
      ),
    );
    const told = await gate(strict, ["--baseline", before, "--stack", "web"]);
    expect(told.stdout).toMatch(/declares less: web, geo: recordGeoZones/);
    expect(told.code).toBe(0);
    const { code, stdout } = await gate(strict, ["--baseline", before, "--no-weaken", "--stack", "web"]);
    expect(stdout).toMatch(/^✘ fullstory: weakened, /);
    expect(code).toBe(2);
  });
});

describe("trust", () => {
  test("evidence that was made green does not turn drift into a pass", async () => {
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(2);
    rewrite(evidencePath(folder, "web"), (text) => {
      const evidence = JSON.parse(text);
      evidence.outcome = "pass";
      evidence.findings = [];
      for (const document of evidence.documents)
        for (const field of document.fields) field.result = "matches";
      return JSON.stringify(evidence);
    });
    const { code, stdout } = await gate(folder, ["--from", "cdktf.out"]);
    expect(stdout).toMatch(
      /^✘ fullstory: disagreement, data\.null_data_source\.\S+ fails the plan, and the evidence says that it matches/,
    );
    expect(code).toBe(1);
  });

  test("a plan that was made green does not either", async () => {
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    const folder = appFolder(TWO);
    await gate(folder);
    const file = join(folder, "cdktf.out", "stacks", "web", "cdk.tf.json");
    rewrite(file, (text) =>
      text.replaceAll(/\$\{self\.outputs[^}]*\}/g, '${self.outputs[\\"status\\"] == \\"read\\"}'),
    );
    const changed = await gate(folder, ["--from", "cdktf.out"]);
    expect(changed.stdout).toMatch(
      /^✘ fullstory: bad evidence, the evidence of web belongs to another cdk\.tf\.json/,
    );
    expect(changed.code).toBe(1);
    reseal(folder, "web");
    const { code, stdout } = await gate(folder, ["--from", "cdktf.out"]);
    expect(stdout).toMatch(
      /^✘ fullstory: disagreement, data\.null_data_source\.\S+ passes the plan, and the evidence says that it fails/,
    );
    expect(code).toBe(1);
  });

  test("a gate whose evidence is gone is told", async () => {
    const folder = appFolder(TWO);
    await gate(folder);
    rmSync(evidencePath(folder, "web"));
    const { code, stdout } = await gate(folder, ["--from", "cdktf.out"]);
    expect(stdout).toMatch(/bad evidence, web has a gate and no evidence/);
    expect(code).toBe(1);
  });

  test("a data source that was taken out of both files but one is told", async () => {
    const folder = appFolder(TWO);
    await gate(folder);
    rewrite(evidencePath(folder, "web"), (text) =>
      JSON.stringify({ ...JSON.parse(text), documents: [], findings: [] }),
    );
    const { code, stdout } = await gate(folder, ["--from", "cdktf.out", "--stack", "web"]);
    expect(stdout).toMatch(
      /disagreement, data\.null_data_source\.\S+ is in cdk\.tf\.json, and the evidence does not know it/,
    );
    expect(code).toBe(1);
  });

  test("TF_CLI_ARGS_plan in the environment changes nothing", async () => {
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    const env = { TF_CLI_ARGS_plan: "-target=null_resource.other", TF_CLI_ARGS: "-destroy" };
    const { code, stdout } = await gate(appFolder(TWO), [], env);
    expect(stdout).toMatch(/0 unknown/);
    expect(code).toBe(2);
  });

  test.each(["-target=x", "--target=x", "-refresh-only", "-destroy"])(
    "%s is refused by name",
    async (flag) => {
      const { code, stderr } = await gate(appFolder(TWO), [flag]);
      expect(stderr).toMatch(new RegExp(`^error: gate refuses -${flag.replace(/^-+|=.*/g, "")}: `));
      expect(code).toBe(1);
    },
  );

  test("an app that ends well and writes nothing is not judged by what an earlier one left", async () => {
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    const { code, stderr } = await gate(folder, ["--", "true"]);
    expect(stderr).toMatch(/^error: the app ended well, and wrote no manifest/);
    expect(code).toBe(1);
  });

  test("an app that fails is 1, with its own words, once", async () => {
    const { code, stdout } = await gate(
      appFolder(`new FullstoryGate(stack("web"), "gate", { geo: { recordGeoMod: "x" } });`),
    );
    expect(stdout).toMatch(/^✘ fullstory: synthesis failed, the app ended with exit code 1/);
    expect(stdout.match(/recordGeoMod: is not a setting; did you mean/g)).toHaveLength(1);
    expect(stdout).not.toMatch(/node:internal| at .*\.js:/);
    expect(code).toBe(1);
  });

  test("--require-live refuses a verdict on documents", async () => {
    const app = `const s = stack("web"); new FullstoryOrg(s, "org", { source: { geo: { recordGeoMode: "GEO_ALL" } } });
      new FullstoryGate(s, "gate", { geo: { recordGeoMode: "GEO_ALL" } });`;
    const folder = appFolder(app);
    const green = await gate(folder);
    expect(green.stdout).toMatch(/warning {2}not live: compared with documents in code/);
    expect(green.code).toBe(0);
    const { code, stdout } = await gate(folder, ["--require-live"]);
    expect(stdout).toMatch(/^✘ fullstory: not live, /);
    expect(code).toBe(1);
  });
});

describe("warningsAsErrors", () => {
  const documents = `{ geo: { recordGeoMode: "GEO_ALL" } }`;
  const app = (options: string) =>
    appFolder(`const s = stack("web"); new FullstoryOrg(s, "org", { source: ${documents}${options} });
      new FullstoryGate(s, "gate", { geo: { recordGeoMode: "GEO_ALL" } });`);

  test("a plan that Terraform fails is not exit 0 because its message says 'not live'", async () => {
    const told = [1, expect.stringMatching(/^✘ fullstory: not live, /)];
    const byOption = await gate(app(", warningsAsErrors: true"));
    expect([byOption.code, byOption.stdout]).toEqual(told);
    const byEnvironment = await gate(app(""), [], { FULLSTORY_WARNINGS_AS_ERRORS: "1" });
    expect([byEnvironment.code, byEnvironment.stdout]).toEqual(told);
  });
});

interface Told {
  readonly stack: string;
  readonly verdict: string;
  readonly evaluation: { readonly pass: number; readonly fail: number; readonly unknown: number };
}

describe("the gate alone", () => {
  const BESIDE = `
    const s = stack("web");
    new S3Backend(s, { bucket: "no-such-bucket", key: "state", region: "eu-central-1" });
    s.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: "5.0.0" });
    s.addOverride("provider.aws", [{ region: "eu-central-1" }]);
    s.addOverride("resource.aws_s3_bucket.a", { bucket: "b" });
    new FullstoryGate(s, "gate", { guard: true, geo: { ${GEO} } });
  `;

  test("needs no init, no backend, no credentials and no other provider", async () => {
    const folder = appFolder(BESIDE);
    const { code, stdout, stderr } = await gate(folder, [], { TF_WORKSPACE: "production" });
    expect([stderr, stdout]).toEqual(["", expect.stringMatching(/^✔ fullstory: 2 of 2/)]);
    expect(code).toBe(0);
    expect(filesBelow(folder).filter((path) => /\.terraform|tfstate|\.lock/.test(path))).toEqual([]);
  });

  test("fails as the whole stack does when planned with --full, with Terraform's own words", async () => {
    const { code, stdout } = await gate(appFolder(BESIDE), ["--full"]);
    expect(stdout).toMatch(/^✘ fullstory: plan failed, terraform init failed/);
    expect(stdout).toMatch(/Error: .*credential/);
    expect(code).toBe(1);
  });

  test.each([
    ["match", async () => undefined, 0],
    ["drift", () => simulator.set("geo", { recordGeoMode: "GEO_ALL" }), 2],
    [
      "unreadable",
      () =>
        simulator.fault({
          kind: "status",
          status: 500,
          match: { path: "/settings/recording/v1/geo" },
        }),
      1,
    ],
  ])("comes to the verdict of the whole stack: %s", async (_name, prepare, expected) => {
    await prepare();
    const folder = appFolder(TWO);
    const alone = await gate(folder, ["--output", "json"]);
    const whole = await gate(folder, ["--from", "cdktf.out", "--full", "--output", "json"]);
    expect([alone.code, whole.code]).toEqual([expected, expected]);
    const told = (text: string) =>
      JSON.parse(text).stacks.map(({ stack, verdict, evaluation: { pass, fail, unknown } }: Told) => ({
        stack,
        verdict,
        pass,
        fail,
        unknown,
      }));
    expect(told(alone.stdout)).toEqual(told(whole.stdout));
    expect(JSON.parse(whole.stdout).stacks[0].evaluation.mode).toBe("full");
    expect(whole.stderr).toMatch(/note: hashicorp\/null could not be installed; the embedded one stands in/);
  });

  test("takes hashicorp/null from the registry only where it is told to", async () => {
    const { code, stdout } = await gate(appFolder(TWO), ["--provider", "registry"]);
    expect(stdout).toMatch(/terraform init failed/);
    expect(code).toBe(1);
  });
});

describe("secrets", () => {
  test("the key is blotted out of what the app prints", async () => {
    const { code, stdout, stderr } = await gate(
      appFolder("console.error(process.env.FULLSTORY_API_KEY); process.exit(3);"),
    );
    expect(stdout).toMatch(/\[secret\]/);
    expect((stdout + stderr).includes(simulator.adminKey)).toBe(false);
    expect(code).toBe(1);
  });

  test("the key reaches the app and no other child, no output and no file", async () => {
    const folder = appFolder(TWO);
    const terraform = spawnSync("sh", ["-c", "command -v terraform"], { encoding: "utf8" }).stdout.trim();
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(
      join(bin, "terraform"),
      `#!/bin/sh\nenv >> ${join(folder, "environment.txt")}\nls -ld "$PWD" >> ${join(folder, "modes.txt")}\nexec ${terraform} "$@"\n`,
    );
    chmodSync(join(bin, "terraform"), 0o755);
    await simulator.set("geo", { recordGeoMode: "GEO_ALL" });
    const env = {
      FULLSTORY_API_KEY: undefined,
      MY_KEY: simulator.adminKey,
      PATH: `${bin}:${process.env["PATH"]}`,
    };
    for (const format of ["text", "json", "markdown", "junit", "sarif", "github", "html"]) {
      const { code, stdout, stderr } = await gate(
        folder,
        ["--api-key-env", "MY_KEY", "--output", format],
        env,
      );
      expect([code, (stdout + stderr).includes(simulator.adminKey)]).toEqual([2, false]);
    }
    const environment = readFileSync(join(folder, "environment.txt"), "utf8");
    expect(environment).toMatch(/TF_REATTACH_PROVIDERS/);
    for (const path of filesBelow(folder))
      expect([path, readFileSync(path, "utf8").includes(simulator.adminKey)]).toEqual([path, false]);
    expect(readFileSync(join(folder, "modes.txt"), "utf8")).toMatch(/drwx------.*fullstory-gate-/);
    expect(filesBelow(folder).filter((path) => /fullstory-gate-|terraform-plan-|tfplan/.test(path))).toEqual(
      [],
    );
  });

  test("an interruption ends every child with 130 and leaves no plan behind", async () => {
    const folder = appFolder(TWO, {
      "slow.js": `require("fs").writeFileSync("pid", String(process.pid)); setTimeout(() => {}, 60000);`,
    });
    const ran = cli(folder, ["gate", "--", "node", "slow.js"], envOf(simulator), (pid) => {
      const timer = setInterval(() => {
        if (!existsSync(join(folder, "pid")) || readFileSync(join(folder, "pid"), "utf8") === "") return;
        clearInterval(timer);
        process.kill(pid, "SIGINT");
      }, 50);
    });
    const { code } = await ran;
    expect(code).toBe(130);
    const child = Number(readFileSync(join(folder, "pid"), "utf8"));
    expect(() => process.kill(child, 0)).toThrow(/ESRCH/);
  });
});

describe("keys of other names", () => {
  const ORG = (key: string) => `const s = stack("web"); new FullstoryOrg(s, "org", { apiKey: ${key} });
    new FullstoryGate(s, "gate", { geo: { ${GEO} } });`;
  const withShim = (folder: string): string => {
    const terraform = spawnSync("sh", ["-c", "command -v terraform"], { encoding: "utf8" }).stdout.trim();
    write(
      folder,
      "bin/terraform",
      `#!/bin/sh\nenv >> ${join(folder, "environment.txt")}\nexec ${terraform} "$@"\n`,
    );
    chmodSync(join(folder, "bin", "terraform"), 0o755);
    return `${join(folder, "bin")}:${process.env["PATH"]}`;
  };

  test.each([[[]], [["--full"]]])(
    "a key that only the app knows the name of does not reach Terraform: %j",
    async (flags) => {
      const folder = appFolder(ORG("process.env.US_ACCESS"));
      const key = simulator.adminKey;
      const { code } = await gate(folder, flags, {
        FULLSTORY_API_KEY: undefined,
        US_ACCESS: key,
        SEEN: `https://user:${encodeURIComponent(key)}@host`,
        CREDENTIALS: Buffer.from(key).toString("base64"),
        PATH: withShim(folder),
      });
      expect(code).toBe(0);
      const environment = readFileSync(join(folder, "environment.txt"), "utf8");
      expect(environment).toMatch(/^TF_IN_AUTOMATION=1$/m);
      // The first question is for Terraform's version, before the app has told of any key.
      expect(environment).not.toContain(key);
      expect(environment).not.toMatch(/^(?:US_ACCESS|SEEN|CREDENTIALS|FULLSTORY_KEY_REPORT)=/m);
    },
  );

  test.each([
    ["that ends well", "", 0],
    ["that fails", "process.exitCode = 3;", 1],
  ])(
    "an app %s and prints a key, from wherever it had it, is shown censored",
    async (_, ending, expected) => {
      const folder = appFolder(
        `const key = require("fs").readFileSync("key.txt", "utf8"); ${ORG("key")}
       app.synth(); console.log("here it is: " + key + encodeURIComponent(key)); ${ending}`,
        { "key.txt": simulator.adminKey },
      );
      const { code, stdout, stderr } = await gate(folder, [], { FULLSTORY_API_KEY: undefined });
      expect(stdout + stderr).toMatch(/here it is: \[secret\]/);
      expect(stdout + stderr).not.toContain(simulator.adminKey);
      expect(code).toBe(expected);
    },
  );

  test("an app that does not tell its keys cannot have its whole stack planned", async () => {
    const folder = appFolder(`delete process.env.FULLSTORY_KEY_REPORT; ${ORG("process.env.US_ACCESS")}`);
    const env = { FULLSTORY_API_KEY: undefined, US_ACCESS: simulator.adminKey };
    const { code, stdout } = await gate(folder, ["--full"], env);
    expect(stdout).toMatch(/^✘ fullstory: plan failed, the app did not say which keys it uses/);
    expect(code).toBe(1);
    expect((await gate(folder, [], env)).code).toBe(0);
  });
});

describe("stale and foreign files", () => {
  test("an app that writes nothing right after an earlier gate is not judged by what that one left", async () => {
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(0);
    const { code, stderr } = await gate(folder, ["--", "true"]);
    expect(stderr).toMatch(/^error: the app ended well, and wrote no manifest/);
    expect(code).toBe(1);
  });

  test("an app that writes its manifest and not its stacks is told which evidence is old", async () => {
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(0);
    const { code, stdout } = await gate(folder, [
      "--",
      "sh",
      "-c",
      "cp cdktf.out/manifest.json m; cp m cdktf.out/manifest.json",
    ]);
    expect(stdout).toMatch(/bad evidence, the app did not write the evidence of (?:web|mobile) anew/);
    expect(code).toBe(1);
  });

  test.each(["gate_override.tf.json", "override.tf", "x_override.tofu", "cdk.tofu.json"])(
    "%s in a stack's folder is an error under --full that says what it found",
    async (name) => {
      const folder = appFolder(TWO);
      expect((await gate(folder)).code).toBe(0);
      write(folder, `cdktf.out/stacks/web/${name}`, "{}");
      const { code, stdout } = await gate(folder, ["--full"]);
      expect(stdout).toContain(`the file ${name} in the folder of web would change the gate`);
      expect(code).toBe(1);
    },
  );

  test("a gate that is taken out of a stack that stays does not fail every later run", async () => {
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(0);
    const source = readFileSync(join(folder, "app.js"), "utf8");
    write(folder, "app.js", source.replace(/new FullstoryGate\((stack\("mobile"\)),.*\n/, "$1;\n"));
    const taken = await gate(folder);
    expect(taken.stdout).toMatch(/^✔ fullstory: 2 of 2 declared fields match/);
    expect(taken.code).toBe(0);
    // Nothing of this package is loaded any more, so nothing could take the evidence away.
    write(
      folder,
      "app.js",
      source
        .replace(/const \{ FullstoryOrg.*\n/, "")
        .replace(/new FullstoryGate\((stack\("\w+"\)),.*\n/g, "$1;\n"),
    );
    const bare = await gate(folder, ["--allow-empty"]);
    expect([bare.code, bare.stdout]).toEqual([0, expect.stringMatching(/^✔ fullstory: nothing is declared/)]);
    expect((await gate(folder)).stdout).toMatch(/nothing checked, no stack declares anything/);
  });
});

describe("the baseline", () => {
  test("may be a git reference at which the evidence was committed", async () => {
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(0);
    const git = (...args: string[]) =>
      spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], {
        cwd: folder,
        encoding: "utf8",
      });
    git("init", "-q", "-b", "main");
    git("add", "-f", "cdktf.out");
    expect(git("commit", "-qm", "evidence").status).toBe(0);
    write(
      folder,
      "app.js",
      readFileSync(join(folder, "app.js"), "utf8").replace(/new FullstoryGate\(stack\("mobile"\).*\n/, ""),
    );
    const { code, stdout } = await gate(folder, ["--baseline", "main", "--no-weaken"]);
    expect(stdout).toMatch(/no longer checked: mobile, privacy/);
    expect(code).toBe(2);
    const named = await gate(folder, ["--baseline", "main:cdktf.out/stacks/web/fullstory.evidence.json"]);
    expect(named.stdout).toMatch(/nothing is checked less/);
    expect(named.stdout).toMatch(/Compared with the git reference main:\S+ \(commit [0-9a-f]{12}\)/);
  });

  test("is never a file that is called like a git reference", async () => {
    const folder = appFolder(TWO);
    expect((await gate(folder)).code).toBe(0);
    const git = (...args: string[]) =>
      spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], {
        cwd: folder,
        encoding: "utf8",
      });
    git("init", "-q", "-b", "main");
    git("add", "-f", "cdktf.out");
    expect(git("commit", "-qm", "evidence").status).toBe(0);
    const before = readFileSync(join(folder, "cdktf.out/stacks/web/fullstory.evidence.json"), "utf8");
    write(folder, "main", before);
    write(folder, "elsewhere", before);
    const asked = (name: string) => gate(folder, ["--baseline", name, "--stack", "web"]);
    const both = await asked("main");
    expect([both.code, both.stderr]).toEqual([
      1,
      expect.stringMatching(
        /^error: the baseline "main" is a file, and a git reference too\nhint: Write \.\/main for the file, or ref:main/,
      ),
    ]);
    expect((await asked("elsewhere")).stderr).toMatch(/is a file that is called like a git reference/);
    expect((await asked("ref:main")).stdout).toMatch(/Compared with the git reference main \(commit/);
    expect((await asked("./main")).stdout).toMatch(/Compared with \.\/main, nothing is checked less/);
    const gone = await asked("ref:elsewhere");
    expect([gone.code, gone.stderr]).toEqual([
      1,
      expect.stringMatching(/neither a file nor a git reference/),
    ]);
  });

  test.each(["nowhere", "--output=x", "main\nx", "HEAD:../x"])(
    "that is neither a file nor a reference is 1: %j",
    async (name) => {
      const { code, stderr } = await gate(appFolder(TWO), [`--baseline=${name}`]);
      expect(stderr).toMatch(/^error: the baseline .* is neither a file nor a git reference/);
      expect(code).toBe(1);
    },
  );
});

/** Evidence that belongs to the file as it is now. */
function reseal(folder: string, stack: string): void {
  const text = readFileSync(join(folder, "cdktf.out", "stacks", stack, "cdk.tf.json"), "utf8");
  rewrite(evidencePath(folder, stack), (evidence) =>
    JSON.stringify({
      ...JSON.parse(evidence),
      terraformJsonSha256: createHash("sha256").update(text).digest("hex"),
    }),
  );
}
