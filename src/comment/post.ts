import { omitUndefined } from "../../lib/omit-undefined.js";
import { cutBody, type MarkedBody } from "./body.js";
import type { CommentHost } from "./comment-host.js";
import { findPull, GithubComments } from "./github.js";
import { GitlabComments } from "./gitlab.js";
import { HostApi } from "./host-api.js";
import type { Target } from "./target.js";

export type Posted = "created" | "updated" | "unchanged";

export interface PostRequest {
  readonly target: Target;
  readonly comment: MarkedBody;
  /** Whose comment may be updated. @default - the account of the token */
  readonly author?: string;
  readonly timeoutMs?: number;
  readonly deadlineMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Posts a comment, or updates the one that is there.
 *
 * @returns what was done and where; `undefined` where no open pull request has the commit any more
 * @throws CommentError
 */
export async function post(
  request: PostRequest,
): Promise<{ readonly posted: Posted; readonly number: number } | undefined> {
  const { target, comment, author, timeoutMs, deadlineMs, signal } = request;
  const { service, apiUrl, token, repository, pull } = target;
  const isGithub = service === "github";
  const api = new HostApi({
    name: isGithub ? "GitHub" : "GitLab",
    url: apiUrl,
    headers: isGithub
      ? { authorization: `Bearer ${token}`, "x-github-api-version": "2022-11-28" }
      : { "private-token": token },
    ...omitUndefined({ timeoutMs, deadlineMs }),
    signal,
  });
  try {
    const number = typeof pull === "number" ? pull : await findPull(api, repository, pull);
    if (number === undefined) return undefined;
    const whose = omitUndefined({ author });
    const host = isGithub
      ? new GithubComments(api, { repository, number, ...whose })
      : new GitlabComments(api, { project: repository, number, ...whose });
    return { posted: await postComment(host, comment), number };
  } finally {
    await api.close();
  }
}

/** Updates the comment that begins with the marker and is the token's own; writes a new one where there is none. */
async function postComment(host: CommentHost, { marker, body }: MarkedBody): Promise<Posted> {
  const text = cutBody(body, host.limit);
  const own = await host.findOwn(marker);
  if (own === undefined) {
    await host.create(text);
    return "created";
  }
  if (own.body === text) return "unchanged";
  await host.update(own.id, text);
  return "updated";
}
