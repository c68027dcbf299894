import type { FullstoryError } from "../errors.js";
import { clip, labelled, plural, writeMessage } from "./lines.js";
import { printable } from "./printable.js";

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
    error.code === "org_not_confirmed" ? "org not confirmed" : error.code,
    ...(error.attempts === undefined ? [] : [plural(error.attempts, "attempt")]),
  ];
  const key = role === undefined ? "" : `, key role ${printable(role)}`;
  const at = location === undefined ? "" : ` at ${printable(location)}`;
  return writeMessage("unreadable", "nothing was checked (not drift)", [
    labelled("Request", printable(request.join("   "))),
    ...(org === undefined ? [] : [labelled("Org", `${printable(org)}${key}`)]),
    ...wrapped("What", error.message),
    ...wrapped("Likely", error.hint),
    `  What to do: mend the cause, or drop \`${endpointName}\`${at}. Stacks without this gate are not affected.`,
  ]);
}

function wrapped(label: string, text: string): string[] {
  const lines = text.split("\n").slice(0, 12);
  return lines.map((line, index) => labelled(index === 0 ? label : "and", clip(printable(line), 300)));
}
