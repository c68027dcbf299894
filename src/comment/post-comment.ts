import { cutBody, type MarkedBody } from "./body.js";
import type { CommentHost } from "./comment-host.js";

export type Posted = "created" | "updated" | "unchanged";

/** Updates the comment that begins with the marker and is the token's own; writes a new one where there is none. */
export async function postComment(host: CommentHost, { marker, body }: MarkedBody): Promise<Posted> {
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
