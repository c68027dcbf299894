import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, temporaryFolder } from "./support";
import { action, type Step, stepsOf, type Workflow, workflow, workflows } from "./workflows";

const all = workflows();
const composite = action();
/** Every step of ours that a runner would run. */
const everyStep = [...all.flatMap(stepsOf), ...composite.runs.steps];
/** The action as a project has it that installed the package: the lock file pins it. */
const OWN = /^\.\/(?:head\/)?node_modules\/cdktf-fullstory$/;

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
    const texts = [...all.map(({ text }) => text), composite.text];
    const lines = texts
      .flatMap((text) => text.match(/^\s*(?:- )?uses:.*$/gm) ?? [])
      .filter((line) => !OWN.test(line.replace(/^\s*(?:- )?uses: /, "")));
    const others = everyStep.filter((step) => step.uses !== undefined && !OWN.test(step.uses));
    expect(lines).toHaveLength(others.length);
    expect(lines.length).toBeGreaterThan(10);
    const isPinned = (line: string) => /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line);
    expect(lines.filter((line) => !isPinned(line))).toEqual([]);
  });

  it("put no expression into a script: values come as environment variables", () => {
    expect(everyStep.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
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
    expect(everyStep.filter(({ run = "" }) => /\bnpx (?!--no-install )/.test(run))).toEqual([]);
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
      "nightly-drift.yml: Issue",
      "pr-comment.yml: The evidence of the pull request",
      "pr-comment.yml: Comment",
    ]);
  });

  it("hold scripts that a shell can read", () => {
    for (const { run } of everyStep) {
      if (run === undefined) continue;
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
      expect([stderr, status]).toEqual(["", 0]);
    }
  });

  it("name commands and flags that the program has", () => {
    const calls = everyStep
      .flatMap(({ run = "" }) => [...run.matchAll(/cdktf-fullstory (\w+)([^|>\n]*)/g)])
      .map(([, command = "", rest = ""]) => ({ command, flags: rest.match(/--[\w-]+/g) ?? [] }));
    expect(calls.map(({ command }) => command)).toEqual(["gate", "report", "comment"]);
    for (const { command, flags } of calls) {
      const cli = join(ROOT, "dist", "programs", "cli.js");
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
    expect(own?.with).toEqual({ "working-directory": "head", source: "base.snapshot.json" });
    const base = stepsOf(evidence).find(({ name }) => name === "The base branch");
    expect(base?.with?.["ref"]).toBe("${{ github.event.pull_request.base.sha }}");
  });

  it("makes no baseline: what a pull request is held against does not come from the pull request", () => {
    expect(evidence.text).not.toMatch(/--baseline|fullstory-baseline/);
  });

  it("leaves its evidence behind whatever the verdict is", () => {
    const last = stepsOf(evidence).at(-1);
    expect([last?.if, last?.with?.["path"]]).toEqual(["always()", "${{ steps.gate.outputs.evidence }}"]);
  });

  it.each([
    ["has one", true, "of base"],
    ["has none yet", false, "of head"],
  ])("takes the snapshot of the base branch where that %s", (_name, hasBase, expected) => {
    const folder = temporaryFolder();
    for (const name of ["base", "head"]) mkdirSync(join(folder, name));
    if (hasBase) writeFileSync(join(folder, "base", "fullstory.snapshot.json"), "of base");
    writeFileSync(join(folder, "head", "fullstory.snapshot.json"), "of head");
    // A pull request may bring a file, or a link, where the copy goes.
    symlinkSync("fullstory.snapshot.json", join(folder, "head", "base.snapshot.json"));
    const script =
      stepsOf(evidence).find(({ name }) => name === "The snapshot of the base branch")?.run ?? "";
    const { status, stdout } = spawnSync("bash", ["-e"], { input: script, cwd: folder, encoding: "utf8" });
    expect([status, stdout.includes("::warning::")]).toEqual([0, !hasBase]);
    expect(readFileSync(join(folder, "head", "base.snapshot.json"), "utf8")).toBe(expected);
    expect(lstatSync(join(folder, "head", "base.snapshot.json")).isSymbolicLink()).toBe(false);
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
    const own = baseline?.steps.filter((step) => OWN.test(step.uses ?? ""));
    expect(own?.map((step) => step.with)).toEqual([{ source: "fullstory.snapshot.json" }]);
  });

  it("reads artifacts as data where it may write: posting is all that it runs of ours", () => {
    const own = writer?.steps.filter((step) => OWN.test(step.uses ?? ""));
    expect(own?.map((step) => step.with?.["mode"])).toEqual(["comment"]);
    expect(JSON.stringify(writer)).not.toMatch(/npm (run|start|test)\b/);
  });

  it.each([
    ["0", 0],
    ["2", 0],
    ["1", 1],
    ["130", 1],
    ["", 1],
  ])("takes a gate that ended with %p for a baseline, or not: exit %p", (code, expected) => {
    const script = stepsOf(comment).find(({ name }) => name === "The baseline is one")?.run;
    const { status } = spawnSync("bash", ["-e"], {
      input: script ?? "exit 9",
      env: { ...process.env, CODE: code },
    });
    expect(status).toBe(expected);
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

  it("hands the token to the one step that posts, and lets the event say which pull request it is", () => {
    const step = stepsOf(comment).find(({ name }) => name === "Comment");
    expect(step?.with).toEqual({
      mode: "comment",
      evidence: "${{ runner.temp }}/evidence",
      baseline: "${{ runner.temp }}/baseline",
      "github-token": "${{ github.token }}",
    });
  });
});

describe("The action", () => {
  const step = (name: string) => composite.runs.steps.find((each) => each.name === name);

  it("documents every input and output, and uses no other", () => {
    for (const [name, { description }] of [
      ...Object.entries(composite.inputs),
      ...Object.entries(composite.outputs),
    ])
      expect([name, description.length > 20]).toEqual([name, true]);
    const used = [...composite.text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(composite.inputs).sort());
    const given = all
      .flatMap(stepsOf)
      .flatMap((each) => (OWN.test(each.uses ?? "") ? Object.keys(each.with ?? {}) : []));
    expect(given.filter((name) => composite.inputs[name] === undefined)).toEqual([]);
  });

  it("gives the key to the step that runs the app alone, and the token to the one that posts", () => {
    const holders = composite.runs.steps.map(({ name, env = {} }) => [
      name,
      Object.values(env).filter((value) => /^\$\{\{ inputs\.(?:api-key|github-token) \}\}$/.test(value)),
    ]);
    expect(Object.fromEntries(holders.filter(([, values]) => values?.length !== 0))).toEqual({
      Gate: ["${{ inputs.api-key }}"],
      Comment: ["${{ inputs.github-token }}"],
    });
  });

  it.each([
    ["gate", "true", "false", 0],
    ["gate", "false", "false", 0],
    ["gate", "true", "true", 1],
    ["gate", "false", "true", 1],
    ["comment", "false", "true", 0],
    ["comment", "false", "false", 1],
    ["comment", "true", "true", 1],
    ["deploy", "false", "false", 1],
  ])("in mode %s with a key: %s and a token: %s ends with %p", (mode, key, token, expected) => {
    const { status } = spawnSync("bash", ["-e"], {
      input: step("Rights")?.run ?? "exit 9",
      env: { ...process.env, MODE: mode, HAS_KEY: key, HAS_TOKEN: token },
    });
    expect(status).toBe(expected);
  });

  it("runs the rights first and no step of the other mode", () => {
    const [first, ...others] = composite.runs.steps;
    expect(first?.name).toBe("Rights");
    for (const { name, if: condition = "" } of others)
      expect([name, /^inputs\.mode == '(?:gate|comment)'/.test(condition)]).toEqual([name, true]);
  });
});

describe("nightly-drift", () => {
  const issue = stepsOf(workflow("nightly-drift.yml")).find(({ name }) => name === "Issue");
  const [DRIFT, UNKNOWN] = [
    "Fullstory settings differ from what the code declares",
    "Fullstory settings could not be checked",
  ];

  /** Runs the step with a `gh` that knows these open issues, and tells what was written. */
  function run(code: string, open: readonly { number: number; title: string }[]) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "open.json"), JSON.stringify(open));
    const gh = `gh() {
      case "$*" in
        *creator=*) jq -r "\${!#}" "$RUNNER_TEMP/open.json" ;;
        *) printf '%s\n' "$*" >> "$RUNNER_TEMP/asked" ;;
      esac
    }`;
    const { status, stderr } = spawnSync("bash", ["-e"], {
      input: `${gh}\n${issue?.run ?? ""}`,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        RUNNER_TEMP: folder,
        CODE: code,
        REPORT: "",
        REPOSITORY: "o/r",
        RUN_URL: "https://run",
      },
    });
    const asked = join(folder, "asked");
    const text = existsSync(asked) ? readFileSync(asked, "utf8").replaceAll(folder, "TEMP") : "";
    return {
      status,
      stderr,
      asked: text.split("\n").filter(Boolean),
      body: readFileSync(join(folder, "issue.md"), "utf8"),
    };
  }

  it("runs whatever became of the steps before it, and looks at all stacks", () => {
    expect(issue?.if).toBe("always()");
    const gate = stepsOf(workflow("nightly-drift.yml")).find(({ name }) => name === "Gate");
    expect(gate?.with).toEqual({ "require-live": true, "api-key": "${{ secrets.FULLSTORY_API_KEY }}" });
  });

  it.each([
    ["2", DRIFT],
    ["1", UNKNOWN],
    ["130", UNKNOWN],
    ["", UNKNOWN],
  ])("opens an issue and fails the job after exit code %p", (code, title) => {
    const { status, asked, body } = run(code, [{ number: 4, title: "something else" }]);
    expect(status).toBe(1);
    expect(asked).toEqual([
      `api --silent --method POST repos/o/r/issues -f title=${title} -F body=@TEMP/issue.md`,
    ]);
    expect(body).toBe(`${title}: https://run\n`);
  });

  it("adds to the issue that is open already", () => {
    const { status, asked } = run("2", [
      { number: 4, title: UNKNOWN },
      { number: 5, title: DRIFT },
    ]);
    expect(status).toBe(1);
    expect(asked).toEqual(["api --silent --method POST repos/o/r/issues/5/comments -F body=@TEMP/issue.md"]);
  });

  it("closes what it opened when everything matches again, and nothing else", () => {
    const { status, asked } = run("0", [
      { number: 3, title: "something else" },
      { number: 4, title: UNKNOWN },
      { number: 5, title: DRIFT },
    ]);
    expect(status).toBe(0);
    expect(asked).toEqual(
      [4, 5].flatMap((number) => [
        `api --silent --method POST repos/o/r/issues/${number}/comments -F body=@TEMP/issue.md`,
        `api --silent --method PATCH repos/o/r/issues/${number} -f state=closed`,
      ]),
    );
    expect(run("0", []).asked).toEqual([]);
  });
});
