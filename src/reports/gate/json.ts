import type { Evidence } from "../../../lib/evidence/index.js";
import { formatJson } from "../../../lib/snapshot/files.js";
import type { GateReport, StackReport } from "../../gate/gate-report.js";
import { parseCanonical, toPlain } from "../shared/json-value.js";
import { EXIT_CODES } from "./words.js";

const VERSION = 1;

/** A report for machines: sorted keys, ASCII, values as values, and nothing that a log takes for a command. */
export function renderGateJson({ verdict, stacks, ...report }: GateReport): string {
  const body = { version: VERSION, verdict, exitCode: EXIT_CODES[verdict], ...report };
  return `${formatJson(toPlain({ ...body, stacks: stacks.map(toStackJson) }))}\n`;
}

function toStackJson({ evidence, ...stack }: StackReport): object {
  return { ...stack, ...(evidence === undefined ? {} : { evidence: toEvidenceJson(evidence) }) };
}

function toEvidenceJson(evidence: Evidence): object {
  return {
    ...evidence,
    documents: evidence.documents.map((document) => ({
      ...document,
      fields: document.fields.map((field) => withValues(field, "declared")),
    })),
    findings: evidence.findings.map((finding) => withValues(finding, "declared", "live")),
  };
}

/** Canonical texts become the values that they stand for. */
function withValues<T extends object>(given: T, ...keys: readonly (keyof T & string)[]): object {
  const values = keys.flatMap((key) => {
    const text = given[key];
    return typeof text === "string" ? [[key, parseCanonical(text)] as const] : [];
  });
  return { ...given, ...Object.fromEntries(values) };
}
