import { clip, labelled, writeMessage } from "./lines.js";
import { printable } from "./printable.js";

export interface WrongOrgInput {
  readonly expected: string;
  readonly found?: string;
  readonly why: string;
}

export function wrongOrgMessage({ expected, found, why }: WrongOrgInput): string {
  return writeMessage("wrong org", "nothing was checked (not drift)", [
    labelled("Expected", printable(expected)),
    labelled("Found", found === undefined ? "no org" : printable(found)),
    labelled("Likely", clip(printable(why), 300)),
    "  What to do: give this org its own API key, or correct expectOrg.",
  ]);
}
