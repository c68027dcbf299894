import { clip, firstLine, labelled, noticeMessage, printable } from "../../../lib/messages/index.js";

/** The key goes to a host that is not Fullstory's. */
export function hostNotice(warnings: readonly string[]): string {
  return noticeMessage("the API key goes to a host that is not Fullstory's", warnings);
}

/** Something was read from a file, and judged by nobody. */
export function snapshotNotice(file: string, verifiedAt: string): string {
  return [
    firstLine("not live", "this was read from a snapshot"),
    "",
    labelled("File", `${clip(printable(file), 200)}, verified against live on ${printable(verifiedAt)}`),
    "  Live may differ. A deploy should read live settings.",
  ].join("\n");
}
