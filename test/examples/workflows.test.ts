import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, temporaryFolder } from "./support";
import { type Step, stepsOf, type Workflow, workflow, workflows } from "./workflows";

const all = workflows();

/** Each thing in a workflow that breaks a rule, by file. */
function offending(find: (workflow: Workflow) => readonly unknown[]): readonly string[] {
  return all.flatMap((each) => find(each).map((thing) => `${each.file}: ${JSON.stringify(thing)}`));
}

function uses({ uses: action = "" }: Step, name: string): boolean {
  return action.startsWith(`${name}@`);
}

describe("The example workflows", () => {
  it("are the four that the README lists", () => {
    const files = ["gate-deploy.yml", "nightly-drift.yml", "pr-comment.yml", "pr-evidence.yml"];
    expect(all.map(({ file }) => file)).toEqual(files);
    const readme = readFileSync(join(ROOT, "examples", "github-actions", "README.md"), "utf8");
    for (const file of files) expect(readme).toContain(`\`${file}\``);
  });

  it("never run on pull_request_target", () => {
    expect(offending(({ on }) => Object.keys(on).filter((event) => event === "pull_request_target"))).toEqual(
      [],
    );
  });

  it("pin every action to a commit, and say which version that is", () => {
    const lines = all.flatMap(({ text }) => text.match(/^\s*(?:- )?uses:.*$/gm) ?? []);
    expect(lines).toHaveLength(all.flatMap(stepsOf).filter((step) => step.uses !== undefined).length);
    const isPinned = (line: string) => /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line);
    expect(lines.filter((line) => !isPinned(line))).toEqual([]);
  });

  it("put no expression into a script: values come as environment variables", () => {
    expect(offending((each) => stepsOf(each).filter(({ run = "" }) => run.includes("${{")))).toEqual([]);
  });

  it("leave no credentials in a checkout", () => {
    const loose = (each: Workflow) =>
      stepsOf(each).filter(
        (step) => uses(step, "actions/checkout") && step.with?.["persist-credentials"] !== false,
      );
    expect(offending(loose)).toEqual([]);
  });

  it("install from the lock file, and let no package run a script", () => {
    const installs = all
      .flatMap(stepsOf)
      .flatMap(({ run = "" }) => run.split("\n"))
      .filter((line) => /\bnpm (ci|install|i|add)\b/.test(line));
    expect(installs.length).toBeGreaterThanOrEqual(all.length);
    expect(installs.filter((line) => line.trim() !== "npm ci --ignore-scripts")).toEqual([]);
    expect(
      offending((each) => stepsOf(each).filter(({ run = "" }) => /\bnpx (?!--no-install )/.test(run))),
    ).toEqual([]);
  });

  it("begin with no permission but to read, and each job says what more it needs", () => {
    const permissions = all.map(({ file, permissions, jobs }) => [
      file,
      permissions,
      ...Object.values(jobs).map((job) => job.permissions),
    ]);
    expect(permissions).toEqual([
      ["gate-deploy.yml", { contents: "read" }, undefined],
      ["nightly-drift.yml", { contents: "read" }, { contents: "read", issues: "write" }],
      [
        "pr-comment.yml",
        {},
        { contents: "read" },
        { actions: "read", contents: "read", "pull-requests": "write" },
      ],
      ["pr-evidence.yml", { contents: "read" }, undefined],
    ]);
  });

  it("end: every job has a limit", () => {
    expect(
      offending(({ jobs }) =>
        Object.keys(jobs).filter((name) => jobs[name]?.["timeout-minutes"] === undefined),
      ),
    ).toEqual([]);
  });

  it("give a secret or a token to single steps only, never to a workflow, a job or an action that runs a script", () => {
    const wide = offending(({ env, jobs }) =>
      [env, ...Object.values(jobs).map((job) => job.env)].filter((each) =>
        /secrets\.|token/i.test(JSON.stringify(each ?? {})),
      ),
    );
    expect(wide).toEqual([]);
    const holders = all.flatMap((each) =>
      stepsOf(each)
        .filter(({ env, with: inputs }) => /secrets\.|github\.token/.test(JSON.stringify([env, inputs])))
        .map(({ name, uses: action }) => `${each.file}: ${name ?? action?.split("@")[0]}`),
    );
    expect(holders).toEqual([
      "gate-deploy.yml: Gate",
      "nightly-drift.yml: Gate",
      "nightly-drift.yml: Alert",
      "pr-comment.yml: The evidence of the pull request",
      "pr-comment.yml: Comment",
    ]);
  });

  it("hold scripts that a shell can read", () => {
    for (const { run } of all.flatMap(stepsOf)) {
      if (run === undefined) continue;
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
      expect([stderr, status]).toEqual(["", 0]);
    }
  });

  it("name commands and flags that the program has", () => {
    const calls = all
      .flatMap(stepsOf)
      .flatMap(({ run = "" }) => [...run.matchAll(/cdktf-fullstory (\w+)([^|>\n]*)/g)])
      .map(([, command = "", rest = ""]) => ({ command, flags: rest.match(/--[\w-]+/g) ?? [] }));
    expect(calls.length).toBeGreaterThanOrEqual(4);
    for (const { command, flags } of calls) {
      const cli = join(ROOT, "dist", "src", "cli.js");
      const { status, stdout } = spawnSync(process.execPath, [cli, command, "--help"], { encoding: "utf8" });
      expect([command, status]).toEqual([command, 0]);
      for (const flag of flags) expect(stdout).toContain(flag);
    }
  });
});

describe("pr-evidence, which runs the code of the pull request", () => {
  const evidence = workflow("pr-evidence.yml");

  it("has no secret and no token", () => {
    expect(evidence.text).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN/);
  });

  it("checks against the snapshot of the base branch, never against its own", () => {
    const own = stepsOf(evidence).find(({ name }) => name === "Evidence of the pull request");
    expect(own?.run).toContain("../base/fullstory.snapshot.json base.snapshot.json");
    expect(own?.env).toEqual({ FULLSTORY_SETTINGS_SOURCE: "base.snapshot.json" });
    const base = stepsOf(evidence).find(({ name }) => name === "The base branch");
    expect(base?.with?.["ref"]).toBe("${{ github.event.pull_request.base.sha }}");
  });

  it("makes no baseline: what a pull request is held against does not come from the pull request", () => {
    expect(evidence.text).not.toMatch(/--baseline|fullstory-baseline/);
  });

  it("leaves its evidence behind whatever the verdict is", () => {
    const last = stepsOf(evidence).slice(-2);
    expect(last.map((step) => step.if)).toEqual(["always()", "always()"]);
  });
});

describe("pr-comment, which may write", () => {
  const comment = workflow("pr-comment.yml");
  const { baseline, comment: writer } = comment.jobs;

  it("runs on the end of the other half only, and each job only for pull requests", () => {
    expect(comment.on).toEqual({ workflow_run: { workflows: ["pr-evidence"], types: ["completed"] } });
    for (const job of [baseline, writer])
      expect(job?.if).toBe("github.event.workflow_run.event == 'pull_request'");
  });

  it("checks out the default branch and nothing else", () => {
    const checkouts = stepsOf(comment).filter((step) => uses(step, "actions/checkout"));
    const ref = "${{ github.event.repository.default_branch }}";
    expect(checkouts.map((step) => step.with?.["ref"])).toEqual([ref, ref]);
    expect(comment.text).not.toMatch(/git (fetch|checkout|clone|pull)\b/);
  });

  it("has no key anywhere", () => {
    expect(comment.text).not.toMatch(/secrets\./);
  });

  it("builds and runs the app only where nothing may be written and nothing of the pull request lies", () => {
    const text = JSON.stringify(baseline);
    expect(baseline?.permissions).toEqual({ contents: "read" });
    expect(text).not.toMatch(/download-artifact|workflow_run\.id|token/);
    expect(text.match(/cdktf-fullstory \w+/g)).toEqual(["cdktf-fullstory gate"]);
    const evidence = baseline?.steps.find(({ name }) => name === "Evidence of the default branch");
    expect(evidence?.env).toEqual({ FULLSTORY_SETTINGS_SOURCE: "fullstory.snapshot.json" });
  });

  it("reads artifacts as data where it may write: `report` is the only program of ours that it runs", () => {
    const text = JSON.stringify(writer);
    expect(text.match(/cdktf-fullstory \w+/g)).toEqual(["cdktf-fullstory report"]);
    expect(text).not.toMatch(/npm (run|start|test)\b/);
  });

  it("takes the baseline of its own run, and after the other artifact, which cannot overwrite it", () => {
    const downloads = writer?.steps.filter((step) => uses(step, "actions/download-artifact")) ?? [];
    const run = downloads.map((step) => [step.with?.["name"], step.with?.["run-id"], step.with?.["path"]]);
    expect(run).toEqual([
      ["fullstory-evidence", "${{ github.event.workflow_run.id }}", "${{ runner.temp }}/evidence"],
      ["fullstory-baseline", undefined, "${{ runner.temp }}/baseline"],
    ]);
    const upload = baseline?.steps.find((step) => uses(step, "actions/upload-artifact"));
    expect(upload?.with).toMatchObject({ name: "fullstory-baseline", "if-no-files-found": "error" });
    expect(writer?.needs).toBe("baseline");
  });

  it("asks GitHub for the pull request, and takes only one that has the very commit", () => {
    const script = stepsOf(comment).find(({ name }) => name === "Comment")?.run ?? "";
    expect(script).toContain(".head.sha == env.HEAD_SHA");
  });

  it("lets the marker count in comments of its own account only", () => {
    const script = stepsOf(comment).find(({ name }) => name === "Comment")?.run ?? "";
    const filter = /issues\/\$number\/comments" --jq '([^']+)'/.exec(script)?.[1] ?? "";
    const bot = { login: "github-actions[bot]", type: "Bot" };
    const marker = "<!-- cdktf-fullstory:web -->";
    const comments = [
      { id: 1, user: { login: "mallory", type: "User" }, body: `${marker}\nmine` },
      { id: 2, user: { login: "github-actions[bot]", type: "User" }, body: `${marker}\nmine` },
      { id: 3, user: bot, body: "something else" },
      { id: 4, user: bot, body: `quoted: ${marker}` },
      { id: 5, user: bot, body: `${marker}\nthe comment` },
    ];
    const { stdout, error } = spawnSync("jq", ["-r", filter], {
      input: JSON.stringify(comments),
      env: { ...process.env, MARKER: marker },
      encoding: "utf8",
    });
    expect(error).toBeUndefined();
    expect(stdout.trim()).toBe("5");
  });
});

describe("nightly-drift", () => {
  const alert = stepsOf(workflow("nightly-drift.yml")).find(({ name }) => name === "Alert");

  it("alerts on everything but a match, also when no step came to a verdict", () => {
    expect(alert?.if).toBe("always() && steps.gate.outputs.code != '0'");
  });

  it.each([
    ["2", "Fullstory settings differ from what the code declares"],
    ["1", "Fullstory settings could not be checked"],
    ["130", "Fullstory settings could not be checked"],
    ["", "Fullstory settings could not be checked"],
  ])("opens an issue and fails the job after exit code %p", (code, title) => {
    const folder = temporaryFolder();
    const script = `gh() { case "$*" in *creator=*) ;; *) printf '%s\\n' "$*" >> "$RUNNER_TEMP/asked" ;; esac; }\n${alert?.run ?? ""}`;
    const { status } = spawnSync("bash", ["-e"], {
      input: script,
      env: {
        PATH: process.env["PATH"],
        RUNNER_TEMP: folder,
        CODE: code,
        REPOSITORY: "o/r",
        RUN_URL: "https://run",
      },
    });
    expect(status).toBe(1);
    expect(readFileSync(join(folder, "asked"), "utf8")).toBe(
      `api --silent --method POST repos/o/r/issues -f title=${title} -F body=@${folder}/alert.md\n`,
    );
    expect(readFileSync(join(folder, "alert.md"), "utf8")).toBe(`${title}: https://run\n`);
  });
});
