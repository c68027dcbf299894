import type { FullstoryError } from "../errors.js";
import { clip, labelLine, pluralize, writeMessage } from "./lines.js";
import { sanitize } from "./sanitize.js";

export interface UnreadableInput {
  readonly error: FullstoryError;
  readonly org?: string;
  readonly role?: string;
  readonly endpointName: string;
  readonly location?: string;
}

/** The document could not be read: nothing was checked, and this stack only is affected. */
export function renderUnread({ error, org, role, endpointName, location }: UnreadableInput): string {
  const request = [
    error.endpoint ?? endpointName,
    ...(error.status === undefined ? [] : [String(error.status)]),
    error.code === "org_not_confirmed" ? "org not confirmed" : error.code,
    ...(error.attempts === undefined ? [] : [pluralize(error.attempts, "attempt")]),
  ];
  const key = role === undefined ? "" : `, key role ${sanitize(role)}`;
  const at = location === undefined ? "" : ` at ${sanitize(location)}`;
  return writeMessage("unreadable", "nothing was checked (not drift)", [
    labelLine("Request", sanitize(request.join("   "))),
    ...(org === undefined ? [] : [labelLine("Org", `${sanitize(org)}${key}`)]),
    ...labelLines("What", error.message),
    ...labelLines("Likely", error.hint),
    `  What to do: mend the cause, or drop \`${endpointName}\`${at}. Stacks without this gate are not affected.`,
  ]);
}

function labelLines(label: string, text: string): string[] {
  const lines = text.split("\n").slice(0, 12);
  return lines.map((line, index) => labelLine(index === 0 ? label : "and", clip(sanitize(line), 300)));
}
