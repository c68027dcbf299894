import { clip, labelLine, renderLead, renderNotice, sanitize } from "../../../lib/messages/index.js";

/** The key goes to a host that is not Fullstory's. */
export function renderHostNotice(warnings: readonly string[]): string {
  return renderNotice("the API key goes to a host that is not Fullstory's", warnings);
}

/** Something was read from a file, and judged by nobody. */
export function renderSnapshotNotice(file: string, verifiedAt: string): string {
  return [
    renderLead("not live", "this was read from a snapshot"),
    "",
    labelLine("File", `${clip(sanitize(file), 200)}, verified against live on ${sanitize(verifiedAt)}`),
    "  Live may differ. A deploy should read live settings.",
  ].join("\n");
}
