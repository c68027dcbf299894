import { clip, labelLine, pluralize, writeMessage } from "./lines.js";
import { sanitize } from "./sanitize.js";

export interface StaleInput {
  readonly org?: string;
  readonly readAt: string;
  readonly limit: string;
  readonly declared: number;
  readonly matching: number;
  /** Terraform's expression for the instant of the plan. */
  readonly planTime: string;
}

/** The settings are too old, or their time is in the future. That is not drift, and the message says so. */
export function renderStale(input: StaleInput): string {
  const matched =
    input.declared === 0
      ? ""
      : `, ${input.matching} of ${pluralize(input.declared, "declared field")} matched then`;
  return writeMessage("stale", "the settings were read too long ago (not drift)", [
    ...renderOrgLine(input.org),
    labelLine("Read", `${input.readAt}${matched}`),
    labelLine("Planned", `${input.planTime}, limit ${input.limit}`),
    "  What to do: synthesize again, then plan. If the time read lies in the future, set this machine's clock.",
  ]);
}

export interface StaleSnapshotInput {
  readonly file: string;
  readonly verifiedAt: string;
  readonly limit: string;
  readonly planTime: string;
}

/** The snapshot was verified too long ago. */
export function renderStaleSnapshot(input: StaleSnapshotInput): string {
  return writeMessage("stale", "the snapshot was verified too long ago (not drift)", [
    labelLine(
      "File",
      `${clip(sanitize(input.file), 200)}, verified against live on ${sanitize(input.verifiedAt)}`,
    ),
    labelLine("Planned", `${input.planTime}, limit ${input.limit}`),
    "  What to do: run `npx cdktf-fullstory snapshot update`, review the change and commit it.",
  ]);
}

function renderOrgLine(org: string | undefined): string[] {
  return org === undefined ? [] : [labelLine("Org", sanitize(org))];
}
