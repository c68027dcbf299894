import { asTree, isTree, parseJson, type Tree, toText } from "./json.js";

/** The place in a configuration that a diagnostic points at. */
export interface SourceRange {
  readonly filename: string;
  /** Lines count from 1. */
  readonly start: { readonly line: number };
}

/** The source that a diagnostic is about. */
export interface SourceSnippet {
  readonly code: string;
  /** The block around it, for example `data "null_data_source" "geo"`. */
  readonly context?: string;
}

/** An error or a warning of Terraform. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: SourceRange;
  readonly snippet?: SourceSnippet;
}

/** What the JSON lines of a run say. */
export interface JsonLines {
  readonly diagnostics: readonly Diagnostic[];
  /** Ephemeral resources that were opened without an error. Nothing of them stands in the plan itself. */
  readonly opened: readonly OpenedEphemeral[];
}

export interface OpenedEphemeral {
  readonly address: string;
  readonly type: string;
}

/** Reads the output of a command that was run with `-json`. Other lines among them say nothing. */
export function parseJsonLines(output: string): JsonLines {
  const events = output.split("\n").map((line) => asTree(parseJson(line)));
  const opened = events.flatMap(({ type, hook }): readonly OpenedEphemeral[] => {
    const { action, resource } = asTree(hook);
    if (type !== "ephemeral_op_complete" || action !== "open") return [];
    const { addr, resource_type } = asTree(resource);
    return [{ address: toText(addr), type: toText(resource_type) }];
  });
  return {
    diagnostics: events.flatMap(({ type, diagnostic }) =>
      type === "diagnostic" ? (parseDiagnostic(diagnostic) ?? []) : [],
    ),
    opened,
  };
}

function parseDiagnostic(value: unknown): Diagnostic | undefined {
  const { severity, summary, detail, address, range, snippet } = asTree(value);
  if ((severity !== "error" && severity !== "warning") || typeof summary !== "string") return undefined;
  return {
    severity,
    summary,
    detail: toText(detail),
    ...(typeof address === "string" && { address }),
    ...(isTree(range) && { range: parseRange(range) }),
    ...(isTree(snippet) && { snippet: parseSnippet(snippet) }),
  };
}

function parseRange({ filename, start }: Tree): SourceRange {
  const { line } = asTree(start);
  return { filename: toText(filename), start: { line: typeof line === "number" ? line : 0 } };
}

function parseSnippet({ code, context }: Tree): SourceSnippet {
  return { code: toText(code), ...(typeof context === "string" && { context }) };
}
