import { clip, labelLine, writeMessage } from "./lines.js";
import { sanitize } from "./sanitize.js";

export interface WaiverMessageInput {
  readonly path: string;
  readonly reason: string;
  readonly owner?: string;
  readonly expires: string;
  readonly location?: string;
  readonly planTime: string;
}

export function renderExpiredWaiver(input: WaiverMessageInput): string {
  return writeMessage("waiver expired", `${clip(sanitize(input.path), 40)} differs again`, [
    ...renderWaiverLines(input),
    labelLine("Planned", input.planTime),
    "  What to do: put the setting back, declare what is live, or renew the waiver in a reviewed pull request.",
  ]);
}

/** A waiver that nothing needs. */
export function renderUnusedWaiver(input: Omit<WaiverMessageInput, "planTime">): string {
  return writeMessage("notice", `a waiver for ${clip(sanitize(input.path), 30)} is not needed`, [
    ...renderWaiverLines(input),
    "  What to do: delete it. Nothing that it could let through differs.",
  ]);
}

function renderWaiverLines(input: Omit<WaiverMessageInput, "planTime">): string[] {
  const owner = input.owner === undefined ? "" : `, owner ${clip(sanitize(input.owner), 80)}`;
  return [
    labelLine("Waiver", clip(sanitize(input.path), 200)),
    labelLine("Reason", clip(sanitize(input.reason), 300) + owner),
    labelLine("Expires", input.expires),
    ...(input.location === undefined ? [] : [labelLine("At", sanitize(input.location))]),
  ];
}
