import { FullstoryError } from "../../../lib/client/index.js";
import { clip, firstLine, labelled, plural, printable } from "../../../lib/messages/index.js";
import { inArgumentNames } from "../configuration/argument-names.js";
import { ConfigurationError, ExpectedOrgError, StaleSnapshotError } from "../errors.js";

/** What is known of the org beside the error. */
export interface ErrorContext {
  readonly org?: string;
  readonly role?: string;
  /** What was to be read: `privacy`, or `domain for mobile`. */
  readonly document?: string;
}

const NOT_DRIFT = "nothing was checked (not drift)";
const LINES_OF_FAULTS = 12;

/** What a person reads where something could not be read. It quotes nothing of an answer. */
export function errorMessage(error: unknown, context: ErrorContext = {}): string {
  if (error instanceof ConfigurationError) return configurationMessage(error);
  if (error instanceof ExpectedOrgError) return expectedOrgMessage(error);
  if (error instanceof StaleSnapshotError) return staleMessage(error);
  if (error instanceof FullstoryError) return unreadableMessage(error, context);
  // What such an error says was written by nobody for people, and may quote anything.
  const name = error instanceof Error ? error.name : typeof error;
  return [
    firstLine("unreadable", NOT_DRIFT),
    "",
    labelled("What", `the provider failed with ${printable(name)}`),
    "  What to do: run again with TF_LOG=debug, and report it: this is a defect of the provider.",
  ].join("\n");
}

function configurationMessage({ faults }: ConfigurationError): string {
  return [
    firstLine("unreadable", "the provider's configuration cannot be used"),
    "",
    ...faults
      .slice(0, LINES_OF_FAULTS)
      .map(({ attribute, message }) =>
        attribute === undefined ? line("Provider", message) : line("Argument", `${attribute} ${message}`),
      ),
    "  What to do: correct the `provider` block, or the environment of Terraform. Nothing was sent.",
  ].join("\n");
}

function line(label: string, text: string): string {
  return labelled(label, clip(printable(text), 300));
}

function expectedOrgMessage({ expected, found, why, hint }: ExpectedOrgError): string {
  const shown = labelled("Expected", clip(printable(expected), 100));
  if (found !== undefined) {
    return [
      firstLine("wrong org", NOT_DRIFT),
      "",
      shown,
      labelled("Found", clip(printable(found), 100)),
      ...lines("Likely", why),
      `  What to do: ${hint}`,
    ].join("\n");
  }
  return [
    firstLine("unreadable", "the org could not be confirmed (not drift)"),
    "",
    shown,
    ...lines("What", why),
    ...lines("Likely", hint),
    "  What to do: mend the cause, then plan again. Nothing was checked: nobody could tell whose settings these are.",
  ].join("\n");
}

function staleMessage({ file, verifiedAt, limit, hint }: StaleSnapshotError): string {
  return [
    firstLine("stale", "the snapshot was verified too long ago (not drift)"),
    "",
    labelled("File", `${clip(printable(file), 200)}, verified against live on ${printable(verifiedAt)}`),
    labelled("Limit", `${limit} (max_age)`),
    `  What to do: ${hint}`,
  ].join("\n");
}

function unreadableMessage(error: FullstoryError, { org, role, document }: ErrorContext): string {
  const request = [
    error.endpoint ?? document ?? "settings",
    ...(error.status === undefined ? [] : [String(error.status)]),
    error.code,
    ...(error.attempts === undefined ? [] : [plural(error.attempts, "attempt")]),
  ];
  const key = role === undefined ? "" : `, key role ${printable(role)}`;
  return [
    firstLine("unreadable", NOT_DRIFT),
    "",
    line("Request", request.join("   ")),
    ...(document === undefined ? [] : [labelled("Document", printable(document))]),
    ...(org === undefined ? [] : [labelled("Org", clip(printable(org), 100) + key)]),
    ...lines("What", error.message),
    ...lines("Likely", error.hint),
    "  What to do: mend the cause, then plan again. Nothing passed for lack of data.",
  ].join("\n");
}

function lines(label: string, text: string): readonly string[] {
  return inArgumentNames(text)
    .split("\n")
    .slice(0, LINES_OF_FAULTS)
    .map((each, index) => line(index === 0 ? label : "and", each));
}
