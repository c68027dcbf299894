import * as v from "valibot";
import {
  beginsWithMarker,
  type CommentHost,
  decodeAnswer,
  explain,
  type OwnComment,
  walkItems,
} from "./comment-host.js";
import type { HostApi } from "./host-api.js";

const NAME = "GitLab";

const accountSchema = v.object({ id: v.number(), username: v.string() });
const notesSchema = v.array(
  v.object({
    id: v.number(),
    body: v.nullish(v.string(), ""),
    system: v.nullish(v.boolean(), false),
    author: v.nullish(accountSchema),
  }),
);

export interface GitlabMergeRequest {
  /** Number of the project, or its path `group/name`. */
  readonly project: string;
  /** The number that `!` stands before. */
  readonly number: number;
  /** User name of the account whose comment may be updated. @default - the account of the token */
  readonly author?: string;
}

/** The comments (GitLab: notes) of a merge request. */
export class GitlabComments implements CommentHost {
  readonly limit = 1_000_000;
  readonly #api: HostApi;
  readonly #author: string | undefined;
  readonly #notes: string;
  readonly #project: string;

  constructor(api: HostApi, { project, number, author }: GitlabMergeRequest) {
    this.#api = api;
    this.#author = author;
    this.#project = project;
    this.#notes = `/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
  }

  async findOwn(marker: string): Promise<OwnComment | undefined> {
    const isOwn = await this.#readOwnership();
    const fetchPage = (query: string) =>
      this.#explainRefusal(this.#api.send("GET", `${this.#notes}?sort=asc&order_by=created_at&${query}`));
    for await (const { id, body, author, system } of walkItems(fetchPage, readNotes)) {
      const isOurs = system !== true && author !== null && author !== undefined && isOwn(author);
      if (isOurs && beginsWithMarker(body, marker)) return { id, body };
    }
    return undefined;
  }

  async create(body: string): Promise<void> {
    await this.#explainRefusal(this.#api.send("POST", this.#notes, { body: withoutCommands(body) }));
  }

  async update(id: number, body: string): Promise<void> {
    await this.#explainRefusal(
      this.#api.send("PUT", `${this.#notes}/${id}`, { body: withoutCommands(body) }),
    );
  }

  async #readOwnership(): Promise<(account: v.InferOutput<typeof accountSchema>) => boolean> {
    const author = this.#author;
    if (author !== undefined) return ({ username }) => username === author;
    const { body } = await this.#explainRefusal(this.#api.send("GET", "/user"));
    const account = decodeAnswer(accountSchema, body, { name: NAME, what: "an account" });
    return ({ id }) => id === account.id;
  }

  #explainRefusal<T>(work: Promise<T>): Promise<T> {
    const token = "A project access token with the scope `api` may; CI_JOB_TOKEN may not.";
    return explain(work, {
      403: {
        message: `the token may not write notes in project ${this.#project} (GitLab answered 403)`,
        hint: token,
      },
      404: {
        message: `GitLab knows no such merge request in project ${this.#project}, or the token may not see it (404)`,
        hint: `Check the project and the number. ${token}`,
      },
    });
  }
}

function readNotes(body: unknown): v.InferOutput<typeof notesSchema> {
  return decodeAnswer(notesSchema, body, { name: NAME, what: "a list of notes" });
}

/** GitLab runs a line such as `/merge` of a note as a command, outside of fenced code. */
function withoutCommands(body: string): string {
  let fence: string | undefined;
  return body
    .split("\n")
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence !== undefined) {
        if (mark?.startsWith(fence) === true) fence = undefined;
        return line;
      }
      fence = mark;
      return line.replace(/^(\s*)\/(?=[a-z])/i, "$1\\/");
    })
    .join("\n");
}
