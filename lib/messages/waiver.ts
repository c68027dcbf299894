import { clip, labelled, writeMessage } from "./lines.js";
import { printable } from "./printable.js";

export interface WaiverMessageInput {
  readonly path: string;
  readonly reason: string;
  readonly owner?: string;
  readonly expires: string;
  readonly location?: string;
  readonly planTime: string;
}

export function waiverExpiredMessage(input: WaiverMessageInput): string {
  return writeMessage("waiver expired", `${clip(printable(input.path), 40)} differs again`, [
    ...waiverLines(input),
    labelled("Planned", input.planTime),
    "  What to do: put the setting back, declare what is live, or renew the waiver in a reviewed pull request.",
  ]);
}

/** A waiver that nothing needs. */
export function waiverUnusedMessage(input: Omit<WaiverMessageInput, "planTime">): string {
  return writeMessage("notice", `a waiver for ${clip(printable(input.path), 30)} is not needed`, [
    ...waiverLines(input),
    "  What to do: delete it. Nothing that it could let through differs.",
  ]);
}

function waiverLines(input: Omit<WaiverMessageInput, "planTime">): string[] {
  const owner = input.owner === undefined ? "" : `, owner ${clip(printable(input.owner), 80)}`;
  return [
    labelled("Waiver", clip(printable(input.path), 200)),
    labelled("Reason", clip(printable(input.reason), 300) + owner),
    labelled("Expires", input.expires),
    ...(input.location === undefined ? [] : [labelled("At", printable(input.location))]),
  ];
}
