import { readPackagedText } from "./package-folder.js";
import type { PlannedFile } from "./write-files.js";

export type Ci = "github" | "gitlab" | "none";

export interface CiInput {
  readonly ci: Ci;
  /** The stack that the deploy workflow plans and applies; without it none is written. */
  readonly stack?: string;
  /** Name of the branch that pull requests go to. */
  readonly branch: string;
  /** A host other than the default, such as Europe's. */
  readonly baseUrl?: string;
}

const WORKFLOWS: Readonly<Record<string, string>> = {
  "pr-evidence.yml": "checks pull requests against the snapshot, without a key",
  "pr-comment.yml": "tells a pull request what was found, and what it weakens",
  "nightly-drift.yml": "looks at the live settings every night",
  "gate-deploy.yml": "deploys only while the live settings match",
};

/** The pipelines, as the package brings them, with names filled in. */
export function buildCiFiles(input: CiInput): readonly PlannedFile[] {
  switch (input.ci) {
    case "none":
      return [];
    case "github":
      return Object.entries(WORKFLOWS)
        .filter(([name]) => name !== "gate-deploy.yml" || input.stack !== undefined)
        .map(([name, what]) => ({
          path: `.github/workflows/fullstory-${name}`,
          what,
          text: fillIn(readPackagedText(`examples/github-actions/${name}`), input),
        }));
    case "gitlab":
      return [
        {
          path: ".gitlab/fullstory.yml",
          what: "checks merge requests, and gates the default branch",
          text: readPackagedText("templates/fullstory.yml"),
        },
        { path: ".gitlab-ci.yml", what: "includes it", text: renderGitlab(input) },
      ];
  }
}

/** The examples name their own stack, branch and host. */
function fillIn(text: string, { stack, branch, baseUrl }: CiInput): string {
  const named = text
    .replaceAll("STACK: privacy-gate", `STACK: ${JSON.stringify(stack ?? "")}`)
    .replaceAll("branches: [main]", `branches: [${JSON.stringify(branch)}]`);
  if (baseUrl === undefined) return named;
  return named.replace(/^( +)(api-key: .*)$/gm, `$1$2\n$1base-url: ${baseUrl}`);
}

function renderGitlab({ baseUrl }: CiInput): string {
  const inputs = baseUrl === undefined ? "" : `\n    inputs:\n      base-url: ${baseUrl}`;
  return `include:\n  - local: .gitlab/fullstory.yml${inputs}\n`;
}
