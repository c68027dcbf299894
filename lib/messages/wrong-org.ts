import { clip, labelLine, writeMessage } from "./lines.js";
import { sanitize } from "./sanitize.js";

export interface WrongOrgInput {
  readonly expected: string;
  readonly found?: string;
  readonly why: string;
}

export function renderWrongOrg({ expected, found, why }: WrongOrgInput): string {
  return writeMessage("wrong org", "nothing was checked (not drift)", [
    labelLine("Expected", sanitize(expected)),
    labelLine("Found", found === undefined ? "no org" : sanitize(found)),
    labelLine("Likely", clip(sanitize(why), 300)),
    "  What to do: give this org its own API key, or correct expectOrg.",
  ]);
}
