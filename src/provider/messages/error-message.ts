import { FullstoryError } from "../../../lib/client/index.js";
import { clip, labelLine, pluralize, renderLead, sanitize } from "../../../lib/messages/index.js";
import { toArgumentNames } from "../configuration/argument-names.js";
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
export function renderError(error: unknown, context: ErrorContext = {}): string {
  if (error instanceof ConfigurationError) return renderConfigurationMessage(error);
  if (error instanceof ExpectedOrgError) return renderExpectedOrg(error);
  if (error instanceof StaleSnapshotError) return renderStale(error);
  if (error instanceof FullstoryError) return renderUnreadable(error, context);
  // What such an error says was written by nobody for people, and may quote anything.
  const name = error instanceof Error ? error.name : typeof error;
  return [
    renderLead("unreadable", NOT_DRIFT),
    "",
    labelLine("What", `the provider failed with ${sanitize(name)}`),
    "  What to do: run again with TF_LOG=debug, and report it: this is a defect of the provider.",
  ].join("\n");
}

function renderConfigurationMessage({ faults }: ConfigurationError): string {
  return [
    renderLead("unreadable", "the provider's configuration cannot be used"),
    "",
    ...faults
      .slice(0, LINES_OF_FAULTS)
      .map(({ attribute, message }) =>
        attribute === undefined
          ? labelFault("Provider", message)
          : labelFault("Argument", `${attribute} ${message}`),
      ),
    "  What to do: correct the `provider` block, or the environment of Terraform. Nothing was sent.",
  ].join("\n");
}

function labelFault(label: string, text: string): string {
  return labelLine(label, clip(sanitize(text), 300));
}

function renderExpectedOrg({ expected, found, why, hint }: ExpectedOrgError): string {
  const shown = labelLine("Expected", clip(sanitize(expected), 100));
  if (found !== undefined) {
    return [
      renderLead("wrong org", NOT_DRIFT),
      "",
      shown,
      labelLine("Found", clip(sanitize(found), 100)),
      ...labelLines("Likely", why),
      `  What to do: ${hint}`,
    ].join("\n");
  }
  return [
    renderLead("unreadable", "the org could not be confirmed (not drift)"),
    "",
    shown,
    ...labelLines("What", why),
    ...labelLines("Likely", hint),
    "  What to do: mend the cause, then plan again. Nothing was checked: nobody could tell whose settings these are.",
  ].join("\n");
}

function renderStale({ file, verifiedAt, limit, hint }: StaleSnapshotError): string {
  return [
    renderLead("stale", "the snapshot was verified too long ago (not drift)"),
    "",
    labelLine("File", `${clip(sanitize(file), 200)}, verified against live on ${sanitize(verifiedAt)}`),
    labelLine("Limit", `${limit} (max_age)`),
    `  What to do: ${hint}`,
  ].join("\n");
}

function renderUnreadable(error: FullstoryError, { org, role, document }: ErrorContext): string {
  const request = [
    error.endpoint ?? document ?? "settings",
    ...(error.status === undefined ? [] : [String(error.status)]),
    error.code,
    ...(error.attempts === undefined ? [] : [pluralize(error.attempts, "attempt")]),
  ];
  const key = role === undefined ? "" : `, key role ${sanitize(role)}`;
  return [
    renderLead("unreadable", NOT_DRIFT),
    "",
    labelFault("Request", request.join("   ")),
    ...(document === undefined ? [] : [labelLine("Document", sanitize(document))]),
    ...(org === undefined ? [] : [labelLine("Org", clip(sanitize(org), 100) + key)]),
    ...labelLines("What", error.message),
    ...labelLines("Likely", error.hint),
    "  What to do: mend the cause, then plan again. Nothing passed for lack of data.",
  ].join("\n");
}

function labelLines(label: string, text: string): readonly string[] {
  return toArgumentNames(text)
    .split("\n")
    .slice(0, LINES_OF_FAULTS)
    .map((each, index) => labelFault(index === 0 ? label : "and", each));
}
