import { CommentError } from "./error.js";
import type { HeadCommit } from "./github.js";

export type Service = "github" | "gitlab";

/** What a person said of where to post; what is missing comes from the variables of the CI. */
export interface TargetRequest {
  readonly service?: Service;
  readonly apiUrl?: string;
  /** GitHub: `owner/name`. GitLab: number or path of the project. */
  readonly repository?: string;
  readonly number?: number;
  /** Name of the variable that holds the token. */
  readonly tokenEnv?: string;
}

/** Where a comment goes. */
export interface Target {
  readonly service: Service;
  readonly apiUrl: string;
  readonly repository: string;
  /** A number, or the commit from which GitHub tells it. */
  readonly pull: number | HeadCommit;
  readonly token: string;
}

interface Variables {
  readonly env: NodeJS.ProcessEnv;
  /** The event that started a workflow of GitHub, where there is one. */
  readonly readEvent: (path: string) => unknown;
}

/** @throws CommentError naming what is missing */
export function resolveTarget(request: TargetRequest, { env, readEvent }: Variables): Target {
  const service = request.service ?? findService(env);
  const isGithub = service === "github";
  const token = readToken(env, request.tokenEnv ?? (isGithub ? "GITHUB_TOKEN" : "GITLAB_TOKEN"));
  const apiUrl =
    request.apiUrl ??
    readEnv(env, isGithub ? "GITHUB_API_URL" : "CI_API_V4_URL") ??
    (isGithub ? "https://api.github.com" : "https://gitlab.com/api/v4");
  const repository = request.repository ?? readEnv(env, isGithub ? "GITHUB_REPOSITORY" : "CI_PROJECT_ID");
  if (repository === undefined)
    throw new CommentError(
      isGithub ? "the repository is not known" : "the project is not known",
      isGithub
        ? "Give --repository owner/name, or set GITHUB_REPOSITORY."
        : "Give --repository with the project's number or path, or set CI_PROJECT_ID.",
    );
  const pull =
    request.number ?? (isGithub ? findPull(env, readEvent) : parseNumber(env["CI_MERGE_REQUEST_IID"]));
  if (pull === undefined)
    throw new CommentError(
      `the ${isGithub ? "pull" : "merge"} request is not known`,
      isGithub
        ? "Give --pull-request with its number: the event of this workflow names none."
        : "Give --pull-request with its number, or run this in a pipeline for merge requests, which sets CI_MERGE_REQUEST_IID.",
    );
  return { service, apiUrl, repository: checkRepository(isGithub, repository), pull, token };
}

function findService(env: NodeJS.ProcessEnv): Service {
  const isGithub =
    readEnv(env, "GITHUB_ACTIONS") !== undefined || readEnv(env, "GITHUB_REPOSITORY") !== undefined;
  const isGitlab = readEnv(env, "GITLAB_CI") !== undefined || readEnv(env, "CI_API_V4_URL") !== undefined;
  if (isGithub !== isGitlab) return isGithub ? "github" : "gitlab";
  throw new CommentError(
    "it is not known where to post: this is neither a GitHub workflow nor a GitLab pipeline",
    "Say --service github or --service gitlab.",
  );
}

/** The token is never repeated. One with a blank or a control character could change the request. */
function readToken(env: NodeJS.ProcessEnv, name: string): string {
  const token = readEnv(env, name);
  if (token === undefined)
    throw new CommentError(
      `no token: the environment variable ${name} is not set or empty`,
      "Set it for this one step, or name another variable with --token-env.",
    );
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new CommentError(
    `the token in ${name} has blanks, line breaks or letters that no token has`,
    "Set the variable to the token alone.",
  );
}

function checkRepository(isGithub: boolean, text: string): string {
  const parts = text.split("/");
  const isName = (part: string): boolean => /^[\w.-]{1,200}$/.test(part) && !/^\.+$/.test(part);
  if (parts.every(isName) && (!isGithub || parts.length === 2)) return text;
  throw new CommentError(
    isGithub ? "the repository must be owner/name" : "the project must be its number, or its path group/name",
    "Correct --repository.",
  );
}

/** From the event of the workflow: a pull request, or the commit that another workflow ran for. */
function findPull(
  env: NodeJS.ProcessEnv,
  readEvent: (path: string) => unknown,
): number | HeadCommit | undefined {
  const path = readEnv(env, "GITHUB_EVENT_PATH");
  const event = path === undefined ? {} : toFields(readEvent(path));
  const number = toFields(event["pull_request"])["number"];
  if (typeof number === "number") return parseNumber(String(number));
  const run = toFields(event["workflow_run"]);
  const owner = toFields(toFields(run["head_repository"])["owner"])["login"];
  const { head_branch: branch, head_sha: sha } = run;
  if (typeof owner === "string" && typeof branch === "string" && typeof sha === "string")
    return { owner, branch, sha };
  return parseNumber(/^refs\/pull\/(\d+)\//.exec(readEnv(env, "GITHUB_REF") ?? "")?.[1]);
}

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function parseNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text.trim()) ? Number(text) : undefined;
}

function readEnv(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}
