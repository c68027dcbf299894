import { clip, labelLine, pluralize, writeMessage } from "./lines.js";
import { sanitize } from "./sanitize.js";

export interface NotLiveInput {
  /** The snapshot's path, or that documents were handed over in code. */
  readonly what: string;
  readonly verifiedAt?: string;
  readonly declared: number;
  readonly matching: number;
}

/** The check passed, but against a snapshot or documents in code. */
export function renderNotLive({ what, verifiedAt, declared, matching }: NotLiveInput): string {
  const when = verifiedAt === undefined ? "" : `, verified against live on ${sanitize(verifiedAt)}`;
  const counted =
    matching === declared
      ? `${declared === 1 ? "The one declared field matches" : `All ${declared} declared fields match`} it.`
      : `${matching} of ${pluralize(declared, "declared field")} match it.`;
  return writeMessage("not live", "this plan was checked against a snapshot", [
    labelLine("File", `${clip(sanitize(what), 200)}${when}`),
    `  ${counted} Live may differ. A deploy should read live settings.`,
  ]);
}
