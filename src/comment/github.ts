import * as v from "valibot";
import {
  beginsWithMarker,
  type CommentHost,
  decodeAnswer,
  explain,
  type OwnComment,
  walkItems,
} from "./comment-host.js";
import { CommentError } from "./error.js";
import type { HostApi } from "./host-api.js";

const NAME = "GitHub";
/** The account of a workflow's own GITHUB_TOKEN, which may not ask who it is. */
const ACTIONS_BOT = "github-actions[bot]";

const accountSchema = v.object({ id: v.number(), login: v.string(), type: v.optional(v.string()) });
const commentsSchema = v.array(
  v.object({ id: v.number(), body: v.nullish(v.string(), ""), user: v.nullish(accountSchema) }),
);
const pullsSchema = v.array(v.object({ number: v.number(), head: v.object({ sha: v.string() }) }));

type Account = v.InferOutput<typeof accountSchema>;

export interface GithubPull {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  /** Login of the account whose comment may be updated. @default - the account of the token */
  readonly author?: string;
}

/** The comments of a pull request on GitHub. */
export class GithubComments implements CommentHost {
  readonly limit = 65_536;
  readonly #api: HostApi;
  readonly #pull: GithubPull;

  constructor(api: HostApi, pull: GithubPull) {
    this.#api = api;
    this.#pull = pull;
  }

  async findOwn(marker: string): Promise<OwnComment | undefined> {
    const isOwn = await this.#readOwnership();
    const { repository, number } = this.#pull;
    const path = `/repos/${repository}/issues/${number}/comments`;
    const fetchPage = (query: string) =>
      explainRefusal(repository, this.#api.send("GET", `${path}?${query}`));
    for await (const { id, body, user } of walkItems(fetchPage, readComments))
      if (user !== null && user !== undefined && isOwn(user) && beginsWithMarker(body, marker))
        return { id, body };
    return undefined;
  }

  async create(body: string): Promise<void> {
    const { repository, number } = this.#pull;
    const path = `/repos/${repository}/issues/${number}/comments`;
    await explainRefusal(repository, this.#api.send("POST", path, { body }));
  }

  async update(id: number, body: string): Promise<void> {
    const { repository } = this.#pull;
    const path = `/repos/${repository}/issues/comments/${id}`;
    await explainRefusal(repository, this.#api.send("PATCH", path, { body }));
  }

  /** What tells a comment of the token's own account from all others. */
  async #readOwnership(): Promise<(user: Account) => boolean> {
    const { author } = this.#pull;
    if (author !== undefined) return (user) => isAccount(user, author);
    try {
      const { body } = await this.#api.send("GET", "/user");
      const account = decodeAnswer(accountSchema, body, { name: NAME, what: "an account" });
      return ({ id }) => id === account.id;
    } catch (error) {
      const cannotAsk = error instanceof CommentError && (error.status === 403 || error.status === 404);
      if (!cannotAsk) throw error;
      return (user) => isAccount(user, ACTIONS_BOT);
    }
  }
}

/** Logins have no case. Only an account of type Bot is a bot, whatever its login says. */
function isAccount({ login, type }: Account, author: string): boolean {
  const isBot = author.endsWith("[bot]");
  return login.toLowerCase() === author.toLowerCase() && (!isBot || type === "Bot");
}

function readComments(body: unknown): v.InferOutput<typeof commentsSchema> {
  return decodeAnswer(commentsSchema, body, { name: NAME, what: "a list of comments" });
}

/** A commit of a branch, from which its pull request is found. */
export interface HeadCommit {
  readonly owner: string;
  readonly branch: string;
  readonly sha: string;
}

/** The open pull request whose last commit is this one. GitHub says so, and nothing that the branch brings. */
export async function findPull(
  api: HostApi,
  repository: string,
  { owner, branch, sha }: HeadCommit,
): Promise<number | undefined> {
  const head = encodeURIComponent(`${owner}:${branch}`);
  const fetchPage = (query: string) =>
    explainRefusal(
      repository,
      api.send("GET", `/repos/${repository}/pulls?state=open&head=${head}&${query}`),
    );
  const decode = (body: unknown) =>
    decodeAnswer(pullsSchema, body, { name: NAME, what: "a list of pull requests" });
  for await (const pull of walkItems(fetchPage, decode)) if (pull.head.sha === sha) return pull.number;
  return undefined;
}

function explainRefusal<T>(repository: string, work: Promise<T>): Promise<T> {
  return explain(work, {
    403: {
      message: `the token may not write comments in ${repository} (GitHub answered 403)`,
      hint: "Give the job `permissions: pull-requests: write`. A workflow that a fork's pull request starts has a token that only reads.",
    },
    404: {
      message: `GitHub knows no such pull request in ${repository}, or the token may not see it (404)`,
      hint: "Check the repository and the number, and what the token may do.",
    },
  });
}
