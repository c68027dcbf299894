import { isObject, itemsOf, type JsonObject, parseJson, textOf } from "./json.js";

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

/** What the JSON lines of a run held. */
export interface JsonLines {
  readonly diagnostics: readonly Diagnostic[];
  /** The lines that were not Terraform's JSON: a crash, a warning about the CLI configuration, a wrapper's log. */
  readonly otherLines: readonly string[];
}

/** Reads the output of a command that was run with `-json`. Lines of any other kind among them are kept. */
export function parseJsonLines(output: string): JsonLines {
  const diagnostics: Diagnostic[] = [];
  const otherLines: string[] = [];
  for (const line of output.split("\n")) {
    if (line.trim() === "") continue;
    const event = parseJson(line);
    const isEvent = isObject(event) && typeof event["type"] === "string";
    const diagnostic =
      isEvent && event["type"] === "diagnostic" ? parseDiagnostic(event["diagnostic"]) : undefined;
    if (diagnostic !== undefined) diagnostics.push(diagnostic);
    else if (!isEvent || event["type"] === "diagnostic") otherLines.push(line);
  }
  return { diagnostics, otherLines };
}

/** Reads the output of `validate -json`, one document. `undefined` where it is not one. */
export function parseValidation(output: string): readonly Diagnostic[] | undefined {
  const document = parseJson(output);
  if (!isObject(document) || typeof document["valid"] !== "boolean") return undefined;
  return itemsOf(document["diagnostics"]).flatMap((item) => parseDiagnostic(item) ?? []);
}

function parseDiagnostic(value: unknown): Diagnostic | undefined {
  if (!isObject(value)) return undefined;
  const { severity, summary, detail, address, range, snippet } = value;
  if ((severity !== "error" && severity !== "warning") || typeof summary !== "string") return undefined;
  return {
    severity,
    summary,
    detail: textOf(detail),
    ...(typeof address === "string" && { address }),
    ...(isObject(range) && { range: parseRange(range) }),
    ...(isObject(snippet) && { snippet: parseSnippet(snippet) }),
  };
}

function parseRange({ filename, start, end }: JsonObject): SourceRange {
  return { filename: textOf(filename), start: parsePosition(start), end: parsePosition(end) };
}

function parsePosition(value: unknown): SourcePosition {
  const { line, column } = isObject(value) ? value : {};
  return { line: countOf(line), column: countOf(column) };
}

function parseSnippet({ code, start_line, context, values }: JsonObject): SourceSnippet {
  return {
    code: textOf(code),
    startLine: countOf(start_line),
    ...(typeof context === "string" && { context }),
    values: itemsOf(values)
      .filter(isObject)
      .map(({ traversal, statement }) => ({ traversal: textOf(traversal), statement: textOf(statement) })),
  };
}

function countOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
