import type { AttributePath, Diagnostic, PathStep } from "../provider/diagnostic.js";
import { encodeMessage, type Field } from "../wire/message.js";

const SEVERITY = { error: 1, warning: 2 } as const;

/** A `Diagnostic` message. */
export function encodeDiagnostic({ severity, summary, detail = "", path = [] }: Diagnostic): Uint8Array {
  const fields: Field[] = [
    [1, SEVERITY[severity]],
    [2, summary],
    [3, detail],
  ];
  if (path.length > 0) fields.push([4, encodeAttributePath(path)]);
  return encodeMessage(fields);
}

/** An `AttributePath` message. */
export function encodeAttributePath(path: AttributePath): Uint8Array {
  return encodeMessage(path.map((step): Field => [1, encodeMessage([encodeStep(step)])]));
}

function encodeStep(step: PathStep): Field {
  if ("attribute" in step) return [1, step.attribute];
  return "key" in step ? [2, step.key] : [3, step.index];
}

export function hasError(diagnostics: readonly Diagnostic[] = []): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
