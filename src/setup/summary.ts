import { DECLARE, renderImport } from "./app-files.js";
import type { Ci } from "./ci-files.js";
import { diffLines } from "./line-diff.js";
import type { Project, ReadProjectFile } from "./project.js";
import type { FileState } from "./write-files.js";

export interface SummaryInput {
  readonly project: Project;
  readonly states: readonly FileState[];
  readonly ci: Ci;
  readonly offline: boolean;
  readonly dryRun: boolean;
  /** How `package.json` names this package. */
  readonly specifier: string;
  readonly read: ReadProjectFile;
  /** A text beside its lead, wrapped where the terminal ends. */
  readonly putBeside: (text: string, lead: string) => readonly string[];
  /** How wide the terminal is, if there is one. */
  readonly columns?: number;
}

/** Letters that a description has beside its path, or it stands below. */
const ROOM = 60;
const MARKS = { new: "+", same: "=", kept: "!" } as const;

/** What `init` did, and what comes next. */
export function renderSummary(input: SummaryInput): string {
  const { states, dryRun, putBeside, columns = Number.POSITIVE_INFINITY } = input;
  const count = states.filter(({ state }) => state === "new").length;
  const width = Math.max(...states.map(({ file }) => file.path.length));
  const isNarrow = columns < width + ROOM;
  const lines = states.flatMap(({ file, state }) => {
    const word = {
      new: file.what,
      same: "is there already and says the same",
      kept: dryRun
        ? "is there and stays as it is"
        : "is there and stays as it is; --dry-run shows what would differ",
    }[state];
    const lead = `  ${MARKS[state]} ${file.path}`;
    return isNarrow ? [lead, ...putBeside(word, "      ")] : putBeside(word, `${lead.padEnd(width + 6)}`);
  });
  const renderSection = (title: string, texts: readonly string[]): readonly string[] =>
    texts.length === 0 ? [] : ["", title, ...texts.flatMap((text) => putBeside(text, "  "))];
  const steps = renderNextSteps(input).flatMap((step, index) => putBeside(step, `  ${index + 1}. `));
  const verb = dryRun ? "would be written" : "written";
  return [
    ...putBeside(`cdktf-fullstory init: ${count} of ${states.length} files ${verb}, none changed`, ""),
    "",
    ...lines,
    ...(dryRun ? states.flatMap(renderFile) : []),
    "",
    "What to do next",
    ...steps,
    ...renderSection(
      input.ci === "gitlab" ? "In the first merge request" : "In the first pull request",
      renderFirstPullRequest(input),
    ),
    ...renderSection("To leave again", [
      "Remove the files above and run `npm uninstall cdktf-fullstory`. Nothing was changed in Fullstory, and no infrastructure depends on the gate: it holds data sources only.",
    ]),
    "",
  ].join("\n");
}

/** A new file as a whole, and of one that is there what would differ. */
function renderFile({ file, state, found }: FileState): readonly string[] {
  if (state === "same") return [];
  const lines =
    state === "new"
      ? file.text
          .trimEnd()
          .split("\n")
          .map((line) => `+ ${line}`)
      : diffLines(found ?? "", file.text);
  return ["", `${state === "new" ? "new" : "stays"}: ${file.path}`, ...lines.map((line) => `  ${line}`)];
}

function renderNextSteps(input: SummaryInput): readonly string[] {
  const { offline } = input;
  const steps = [...renderForkSteps(input), ...renderInstallSteps(input), ...renderConnectSteps(input)];
  if (offline)
    steps.push(
      "With a key: npx cdktf-fullstory declare, and npx cdktf-fullstory snapshot update. Both are missing yet.",
    );
  steps.push("npx cdktf-fullstory gate");
  return steps;
}

/** What npm needs before it installs anything beside the fork. */
function renderForkSteps({ project, read }: SummaryInput): readonly string[] {
  if (!project.usesFork) return [];
  const alias = "This project uses cdktn by its alias, so `cdktf` in the files stands for it";
  return (read("package.json") ?? "").includes('"overrides"')
    ? [`${alias}: docs/cdktn.md in the package says what to look after.`]
    : [
        `${alias}. Put "overrides": { "cdktf": "$cdktf" } into package.json, or npm install stops: docs/cdktn.md in the package.`,
      ];
}

function renderInstallSteps({ project, specifier, states }: SummaryInput): readonly string[] {
  const isFile = specifier.startsWith("file:");
  const note = isFile
    ? [
        `Put ${specifier.slice("file:".length)} into the repository and let package.json name it there: CI installs it too.`,
      ]
    : [];
  if (states.some(({ file, state }) => file.path === "package.json" && state === "new"))
    return ["npm install", ...note];
  const listLacking = (names: readonly string[]): readonly string[] =>
    names.filter((name) => !project.dependencies.includes(name));
  const own = listLacking(["cdktf-fullstory"]).map(() => (isFile ? specifier : "cdktf-fullstory"));
  const tools = project.hasApp ? [] : listLacking(["tsx"]);
  const editors = project.hasApp ? [] : listLacking(["typescript", "@types/node"]);
  return [
    ...(own.length === 0 ? [] : [`npm install ${own.join(" ")}`]),
    ...(tools.length === 0 ? [] : [`npm install --save-dev ${tools.join(" ")}`]),
    ...(editors.length === 0 ? [] : [`For editors and tsc: npm install --save-dev ${editors.join(" ")}`]),
    ...note,
  ];
}

/** What only a person can add to files that are there. */
function renderConnectSteps({ project, states, read, ci }: SummaryInput): readonly string[] {
  const steps: string[] = [];
  const { entry } = project;
  if (project.hasApp && (entry === undefined || read(entry)?.includes(DECLARE) !== true))
    steps.push(
      `In ${entry ?? "your app"}, inside of a stack: import { ${DECLARE} } from ${JSON.stringify(renderImport(project))}; then ${DECLARE}(this);`,
    );
  const isKept = (path: string): boolean =>
    states.some(({ file, state }) => file.path === path && state === "kept");
  if (isKept(".gitignore") && !/^\/?cdktf\.out\/?$/m.test(read(".gitignore") ?? ""))
    steps.push("Add cdktf.out/ to .gitignore.");
  if (ci === "gitlab" && isKept(".gitlab-ci.yml"))
    steps.push("Add to .gitlab-ci.yml, below include: - local: .gitlab/fullstory.yml");
  return steps;
}

function renderFirstPullRequest({ ci, offline }: SummaryInput): readonly string[] {
  if (ci === "none") return [];
  const check = offline
    ? "It stays red until fullstory.snapshot.json is committed."
    : "It is green: the declaration is checked against the snapshot beside it, without a key.";
  if (ci === "gitlab")
    return [
      `The job fullstory-check runs. ${check}`,
      "Give the variables FULLSTORY_API_KEY (protected, masked) for the default branch, and GITLAB_TOKEN for comments.",
    ];
  return [
    `The workflow pr-evidence runs. ${check}`,
    "Comments come from the second pull request on: GitHub takes pr-comment from the default branch.",
    "Give the secret FULLSTORY_API_KEY to the environments fullstory-read and production, for the other workflows.",
  ];
}
