import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { AttributePath, Diagnostic } from "../../plugin/index.js";

/** The message that a diagnostic was made of. */
export function toMessage({ summary, detail }: Diagnostic): string {
  return detail === undefined ? summary : `${summary}\n\n${detail}`;
}

/** A message as Terraform shows it: its first line is the summary, the others are the detail. */
export function toDiagnostic(
  severity: Diagnostic["severity"],
  message: string,
  path?: AttributePath,
): Diagnostic {
  const end = message.indexOf("\n");
  const summary = end < 0 ? message : message.slice(0, end);
  const detail = end < 0 ? "" : message.slice(end + 1).replace(/^\n/, "");
  return { severity, summary, ...(detail === "" ? {} : { detail }), ...omitUndefined({ path }) };
}
