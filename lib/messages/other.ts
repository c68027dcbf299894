import type { FullstoryError } from "../errors.js";
import { clip, firstLine, labelled, plural } from "./lines.js";
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

/** Too old, or from the future: must not look like drift. */
export function staleMessage(input: StaleInput): string {
  const matched =
    input.declared === 0
      ? ""
      : `, ${input.matching} of ${plural(input.declared, "declared field")} matched then`;
  return [
    firstLine("stale", "the settings were read too long ago (not drift)"),
    "",
    ...orgLine(input.org),
    labelled("Read", `${input.readAt}${matched}`),
    labelled("Planned", `${input.planTime}, limit ${input.limit}`),
    "  What to do: synthesize again, then plan. If the time read lies in the future, set this machine's clock.",
  ].join("\n");
}

export interface StaleSnapshotInput {
  readonly file: string;
  readonly verifiedAt: string;
  readonly limit: string;
  readonly planTime: string;
}

/** The snapshot was verified too long ago. */
export function staleSnapshotMessage(input: StaleSnapshotInput): string {
  return [
    firstLine("stale", "the snapshot was verified too long ago (not drift)"),
    "",
    labelled(
      "File",
      `${clip(printable(input.file), 200)}, verified against live on ${printable(input.verifiedAt)}`,
    ),
    labelled("Planned", `${input.planTime}, limit ${input.limit}`),
    "  What to do: run `npx cdktf-fullstory snapshot update`, review the change and commit it.",
  ].join("\n");
}

export interface UnreadableInput {
  readonly error: FullstoryError;
  readonly org?: string;
  readonly role?: string;
  readonly endpointName: string;
  readonly location?: string;
}

/** The document could not be read: nothing was checked, and this stack only is affected. */
export function unreadableMessage({ error, org, role, endpointName, location }: UnreadableInput): string {
  const request = [
    error.endpoint ?? endpointName,
    ...(error.status === undefined ? [] : [String(error.status)]),
    error.code,
    ...(error.attempts === undefined ? [] : [plural(error.attempts, "attempt")]),
  ];
  const key = role === undefined ? "" : `, key role ${printable(role)}`;
  const at = location === undefined ? "" : ` at ${printable(location)}`;
  return [
    firstLine("unreadable", "nothing was checked (not drift)"),
    "",
    labelled("Request", printable(request.join("   "))),
    ...(org === undefined ? [] : [labelled("Org", `${printable(org)}${key}`)]),
    ...wrapped("What", error.message),
    ...wrapped("Likely", error.hint),
    `  What to do: mend the cause, or drop \`${endpointName}\`${at}. Stacks without this gate are not affected.`,
  ].join("\n");
}

function wrapped(label: string, text: string): string[] {
  const lines = text.split("\n").slice(0, 12);
  return lines.map((line, index) => labelled(index === 0 ? label : "and", clip(printable(line), 300)));
}

export interface NotLiveInput {
  /** The snapshot's path, or that documents were handed over in code. */
  readonly what: string;
  readonly verifiedAt?: string;
  readonly declared: number;
  readonly matching: number;
}

/** Green, but checked against something else than live settings. */
export function notLiveMessage({ what, verifiedAt, declared, matching }: NotLiveInput): string {
  const when = verifiedAt === undefined ? "" : `, verified against live on ${printable(verifiedAt)}`;
  const counted =
    matching === declared
      ? `${declared === 1 ? "The one declared field matches" : `All ${declared} declared fields match`} it.`
      : `${matching} of ${plural(declared, "declared field")} match it.`;
  return [
    firstLine("not live", "this plan was checked against a snapshot"),
    "",
    labelled("File", `${clip(printable(what), 200)}${when}`),
    `  ${counted} Live may differ. A deploy should read live settings.`,
  ].join("\n");
}

export interface WrongOrgInput {
  readonly expected: string;
  readonly found?: string;
  readonly why: string;
}

export function wrongOrgMessage({ expected, found, why }: WrongOrgInput): string {
  return [
    firstLine("wrong org", "nothing was checked (not drift)"),
    "",
    labelled("Expected", printable(expected)),
    labelled("Found", found === undefined ? "no org" : printable(found)),
    labelled("Likely", clip(printable(why), 300)),
    "  What to do: give this org its own API key, or correct expectOrg.",
  ].join("\n");
}

export interface WaiverMessageInput {
  readonly path: string;
  readonly reason: string;
  readonly owner?: string;
  readonly expires: string;
  readonly location?: string;
  readonly planTime: string;
}

export function waiverExpiredMessage(input: WaiverMessageInput): string {
  return [
    firstLine("waiver expired", `${clip(printable(input.path), 40)} differs again`),
    "",
    ...waiverLines(input),
    labelled("Planned", input.planTime),
    "  What to do: put the setting back, declare what is live, or renew the waiver in a reviewed pull request.",
  ].join("\n");
}

/** A waiver that nothing needs. */
export function waiverUnusedMessage(input: Omit<WaiverMessageInput, "planTime">): string {
  return [
    firstLine("notice", `a waiver for ${clip(printable(input.path), 30)} is not needed`),
    "",
    ...waiverLines(input),
    "  What to do: delete it. Nothing differs there, or live has changed since it was written.",
  ].join("\n");
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

export function noticeMessage(headline: string, lines: readonly string[]): string {
  return [
    firstLine("notice", headline),
    "",
    ...lines.map((line) => `  Note      ${clip(printable(line), 300)}`),
  ].join("\n");
}

function orgLine(org: string | undefined): string[] {
  return org === undefined ? [] : [labelled("Org", printable(org))];
}
