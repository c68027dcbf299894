import { clip, labelled, plural, writeMessage } from "./lines.js";
import { printable } from "./printable.js";

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
export function staleMessage(input: StaleInput): string {
  const matched =
    input.declared === 0
      ? ""
      : `, ${input.matching} of ${plural(input.declared, "declared field")} matched then`;
  return writeMessage("stale", "the settings were read too long ago (not drift)", [
    ...orgLine(input.org),
    labelled("Read", `${input.readAt}${matched}`),
    labelled("Planned", `${input.planTime}, limit ${input.limit}`),
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
export function staleSnapshotMessage(input: StaleSnapshotInput): string {
  return writeMessage("stale", "the snapshot was verified too long ago (not drift)", [
    labelled(
      "File",
      `${clip(printable(input.file), 200)}, verified against live on ${printable(input.verifiedAt)}`,
    ),
    labelled("Planned", `${input.planTime}, limit ${input.limit}`),
    "  What to do: run `npx cdktf-fullstory snapshot update`, review the change and commit it.",
  ]);
}

function orgLine(org: string | undefined): string[] {
  return org === undefined ? [] : [labelled("Org", printable(org))];
}
