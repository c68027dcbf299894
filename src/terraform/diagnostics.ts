import { asTree, isTree, parseJson, type Tree, textOf, treesIn } from "./json.js";

/** A place in a configuration file; lines and columns count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** What a diagnostic points at. */
export interface SourceRange {
  readonly filename: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** The source that a diagnostic is about, and the values of what it refers to. */
export interface SourceSnippet {
  readonly code: string;
  readonly startLine: number;
  /** The block around it, for example `data "null_data_source" "geo"`. */
  readonly context?: string;
  /** For example `{ traversal: "self.outputs", statement: "is map of string with 2 elements" }`. */
  readonly values: readonly { readonly traversal: string; readonly statement: string }[];
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
    return [{ address: textOf(addr), type: textOf(resource_type) }];
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
    detail: textOf(detail),
    ...(typeof address === "string" && { address }),
    ...(isTree(range) && { range: parseRange(range) }),
    ...(isTree(snippet) && { snippet: parseSnippet(snippet) }),
  };
}

function parseRange({ filename, start, end }: Tree): SourceRange {
  return { filename: textOf(filename), start: parsePosition(start), end: parsePosition(end) };
}

function parsePosition(value: unknown): SourcePosition {
  const { line, column } = asTree(value);
  return { line: countOf(line), column: countOf(column) };
}

function parseSnippet({ code, start_line, context, values }: Tree): SourceSnippet {
  return {
    code: textOf(code),
    startLine: countOf(start_line),
    ...(typeof context === "string" && { context }),
    values: treesIn(values).map(({ traversal, statement }) => ({
      traversal: textOf(traversal),
      statement: textOf(statement),
    })),
  };
}

function countOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
