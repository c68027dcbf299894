import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FakeHosts, startFakeHosts } from "../comment/fake-hosts";
import { document, drifted, evidence, field } from "../reports/gate-reports.js";
import { appFolder, write } from "./gate-support.js";
import { type Outcome, runCli } from "./support";

const MARKER = "<!-- cdktf-fullstory:web -->";
const TOKEN = "ghs_0123456789abcdefghij";
const GREEN = JSON.stringify({ ...evidence([document("geo", [field("recordGeoMode")])]), stack: "web" });
const DRIFT = JSON.stringify({ ...drifted().stacks[0]?.evidence, stack: "web" });

let hosts: FakeHosts;
let folder: string;

beforeAll(async () => {
  hosts = await startFakeHosts();
});
beforeEach(() => {
  hosts.comments.length = 0;
  hosts.calls.length = 0;
  hosts.pulls.length = 0;
  hosts.fault = undefined;
  hosts.pageSize = 100;
  hosts.tokens.clear();
  hosts.tokens.set(TOKEN, { account: 1, isApp: true });
  const event = JSON.stringify({ pull_request: { number: 7 } });
  folder = appFolder("", { "green.json": GREEN, "drift.json": DRIFT, "event.json": event });
});
afterAll(() => hosts.stop());

const onGithub = (): NodeJS.ProcessEnv => ({
  GITHUB_ACTIONS: "true",
  GITHUB_API_URL: hosts.url,
  GITHUB_REPOSITORY: "o/r",
  GITHUB_EVENT_PATH: join(folder, "event.json"),
  GITHUB_TOKEN: TOKEN,
});
const onGitlab = (): NodeJS.ProcessEnv => ({
  GITLAB_CI: "true",
  CI_API_V4_URL: hosts.url,
  CI_PROJECT_ID: "g/p",
  CI_MERGE_REQUEST_IID: "7",
  GITLAB_TOKEN: TOKEN,
});
const run = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> =>
  runCli(["comment", ...args], { cwd: folder, env });
const bodies = () => hosts.comments.map(({ body }) => body);

describe.each([
  ["GitHub", onGithub],
  ["GitLab", onGitlab],
] as const)("comment on %s", (name, env) => {
  beforeEach(() => {
    if (name === "GitLab") hosts.tokens.set(TOKEN, { account: 3 });
  });

  it("writes a comment, and updates it in place with the next verdict", async () => {
    const first = await run(["green.json"], env());
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^✔ fullstory: 1 of 1 declared field/);
    expect(bodies()).toEqual([expect.stringMatching(/^<!-- cdktf-fullstory:web -->\n### /)]);
    const second = await run(["drift.json"], env());
    expect(second.code).toBe(2);
    expect(bodies()).toEqual([expect.stringContaining("loosened")]);
  });

  it("writes nothing where the comment says the same already", async () => {
    await run(["--id", "x", "report.md"], env());
    write(folder, "report.md", "### all well\n");
    await run(["--id", "x", "report.md"], env());
    hosts.calls.length = 0;
    expect((await run(["--id", "x", "report.md"], env())).code).toBe(0);
    expect(hosts.calls.every(({ method }) => method === "GET")).toBe(true);
  });

  it("never touches the comment of another account that has the marker", async () => {
    const others = [
      { id: 1, author: 2, body: `${MARKER}\nmine` },
      { id: 2, author: 4, body: `${MARKER}\nmine` },
    ];
    hosts.comments.push(...others.map((each) => ({ ...each })));
    expect((await run(["green.json"], env())).code).toBe(0);
    expect(hosts.comments.slice(0, 2)).toEqual(others);
    expect(hosts.comments).toHaveLength(3);
  });

  it("takes a marker only where it is the first line", async () => {
    const own = name === "GitHub" ? 1 : 3;
    hosts.comments.push({ id: 1, author: own, body: `quoted: ${MARKER}` });
    hosts.comments.push({ id: 2, author: own, body: `> a\n${MARKER}\n` });
    await run(["green.json"], env());
    expect(hosts.comments).toHaveLength(3);
  });

  it("finds its comment behind pages of others, and follows no address of the host", async () => {
    hosts.pageSize = 3;
    for (let id = 1; id <= 10; id++) hosts.comments.push({ id, author: 2, body: `comment ${id}` });
    const own = name === "GitHub" ? 1 : 3;
    hosts.comments.push({ id: 11, author: own, body: `${MARKER}\nold` });
    expect((await run(["green.json"], env())).code).toBe(0);
    expect(hosts.comments).toHaveLength(11);
    expect(hosts.comments[10]?.body).toContain("1 of 1 declared field");
  });

  it.each([
    ["a wrong token", () => hosts.tokens.clear(), /refused the token \(401\)/],
    [
      "a token that may only read",
      () => hosts.tokens.set(TOKEN, { account: 3, readOnly: true }),
      /may not write .* 403\)/,
    ],
    [
      "a redirect",
      () => {
        hosts.fault = (_, response) => {
          response.writeHead(302, { location: `${hosts.url}/user` }).end();
          return true;
        };
      },
      /redirect \(302\), which is not followed/,
    ],
    [
      "a host that has broken down",
      () => {
        hosts.fault = (_, response) => {
          response.writeHead(500).end(`the token is ${TOKEN}`);
          return true;
        };
      },
      /could not answer \(500\)/,
    ],
    [
      "a host that answers with a page for people",
      () => {
        hosts.fault = (_, response) => {
          response.writeHead(200, { "content-type": "text/html" }).end("<html>");
          return true;
        };
      },
      /something that is no JSON/,
    ],
    [
      "a host that hangs",
      () => {
        write(folder, "fullstory.config.json", JSON.stringify({ timeoutMs: 300 }));
        hosts.fault = () => true;
      },
      /did not answer in time/,
    ],
  ])("with %s prints the report, one error, exit 1, and not the token", async (_name, prepare, message) => {
    prepare();
    const { code, stdout, stderr } = await run(["drift.json"], env());
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✘ fullstory: drift, /);
    expect(stderr).toMatch(message);
    expect(stderr.match(/^error: /gm)).toHaveLength(1);
    expect(stdout + stderr).not.toContain(TOKEN);
    if (hosts.fault !== undefined) expect(hosts.comments).toEqual([]);
  });

  it.each([
    ["is missing", undefined, /no token: the environment variable \w+_TOKEN is not set/],
    ["could change the request", "a\r\nx-evil: b", /has blanks, line breaks/],
  ])("asks nobody where the token %s", async (_name, token, message) => {
    const key = name === "GitHub" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
    const { code, stdout, stderr } = await run(["green.json"], { ...env(), [key]: token });
    expect([code, stdout]).toEqual([1, expect.stringContaining("declared field")]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("evil");
    expect(hosts.calls).toEqual([]);
  });

  it.each([
    ["http://api.example.com", /must begin with https/],
    ["https://user:pass@api.example.com", /must not hold a user name/],
    ["nonsense", /is not a URL/],
  ])("sends the token nowhere where the address is %s", async (url, message) => {
    const { code, stderr } = await run(["green.json", "--api-url", url], env());
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("pass@");
  });
});

describe("comment", () => {
  it("cuts a body over the limit, says so, and keeps the verdict", async () => {
    write(folder, "long.md", `### verdict\n\n\`\`\`\n${"0123456789\n".repeat(20_000)}\`\`\`\n`);
    const { code } = await run(["long.md"], onGithub());
    expect(code).toBe(0);
    const [body = ""] = bodies();
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/^<!-- cdktf-fullstory:report -->\n### verdict\n/);
    expect(body).toMatch(/\n```\n\n\*\*Cut here\*\*: \d+ more lines did not fit/);
  });

  it("asks GitHub which open pull request has the commit that another workflow ran for", async () => {
    const run_ = { head_branch: "b", head_sha: "abc", head_repository: { owner: { login: "fork" } } };
    write(folder, "event.json", JSON.stringify({ workflow_run: run_ }));
    hosts.pulls.push({ number: 6, owner: "fork", branch: "b", sha: "old" });
    const gone = await run(["green.json"], onGithub());
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringContaining("nothing was posted")]);
    hosts.pulls.push({ number: 7, owner: "fork", branch: "b", sha: "abc" });
    await run(["green.json"], onGithub());
    expect(hosts.comments).toHaveLength(1);
  });

  it("keeps comments of different names apart, whatever the stacks are called", async () => {
    await run(["green.json", "--id", "shop"], onGithub());
    await run(["green.json", "--id", "blog"], onGithub());
    await run(["drift.json", "--id", "shop"], onGithub());
    expect(bodies()).toEqual([
      expect.stringMatching(/^<!-- cdktf-fullstory:shop -->\n[\s\S]*loosened/),
      expect.stringMatching(/^<!-- cdktf-fullstory:blog -->\n/),
    ]);
  });

  it("writes the summary of the workflow's run, also where the comment cannot be posted", async () => {
    hosts.tokens.clear();
    const env = { ...onGithub(), GITHUB_STEP_SUMMARY: join(folder, "summary.md") };
    expect((await run(["drift.json"], env)).code).toBe(1);
    expect(readFileSync(join(folder, "summary.md"), "utf8")).toContain("loosened");
  });

  it("takes a folder for the evidence in it", async () => {
    write(folder, "artifact/web/fullstory.evidence.json", GREEN);
    write(folder, "artifact/shop/fullstory.evidence.json", DRIFT);
    const { code } = await run(["artifact"], onGithub());
    expect(code).toBe(2);
    write(folder, "empty/readme.txt", "");
    expect((await run(["empty"], onGithub())).stderr).toMatch(/holds no fullstory\.evidence\.json/);
  });

  it("escapes what GitLab would run as a command", async () => {
    hosts.tokens.set(TOKEN, { account: 3 });
    write(folder, "report.md", "### report\n/merge\n  /close\n```\n/close\n```\n");
    await run(["report.md"], onGitlab());
    expect(bodies()[0]).toContain("### report\n\\/merge\n  \\/close\n```\n/close\n```");
  });

  it.each([
    [["green.json"], {}, /not known where to post/],
    [["green.json", "--service", "gitea"], {}, /the service "gitea" is not known/],
    [["green.json", "--pull-request", "x"], {}, /--pull-request takes a number/],
    [["green.json", "--token-env", TOKEN.replace("_", "-")], {}, /takes the name of an environment variable/],
    [["green.json", "--id", "a-->b"], {}, /--id takes letters/],
    [["green.json", "--service", "github"], { GITHUB_TOKEN: "t" }, /the repository is not known/],
    [
      ["green.json", "--service", "github", "--repository", "o/.."],
      { GITHUB_TOKEN: "t", GITHUB_REF: "refs/pull/7/merge" },
      /must be owner\/name/,
    ],
    [
      ["green.json", "--service", "gitlab", "--repository", "5"],
      { GITLAB_TOKEN: "t" },
      /the merge request is not known/,
    ],
    [["green.json", "missing.json"], {}, /there is no such file/],
  ] as const)("with %p is one error and exit 1", async (args, env, message) => {
    const { code, stderr } = await run(args, env);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toContain(TOKEN.slice(4));
  });

  it("sends the token as each host wants it, and as nothing else", async () => {
    await run(["green.json"], onGithub());
    for (const { headers, path, body } of hosts.calls) {
      expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
      expect(path + body).not.toContain(TOKEN);
    }
  });
});
