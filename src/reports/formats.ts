import type { GateReport } from "../gate/gate-report.js";
import type { ComparisonReport } from "./comparison/model.js";
import type { DoctorReport } from "./doctor/model.js";
import type { HistoryWriter } from "./history/model.js";
import type { Style } from "./shared/style.js";

/** How a result can be written. */
export type Format = "text" | "json" | "markdown" | "junit" | "sarif" | "github" | "html" | "csv";

/** What writes a result in each of its formats, in the order of the help. Each is loaded only when it is asked for. */
export type Formats<Writer> = { readonly text: () => Writer } & Readonly<
  Partial<Record<Format, () => Writer>>
>;

/** `brief` keeps the verdict, in text. */
type Write<Report> = (report: Report, style: Style, brief: boolean) => string;

export const gateFormats: Formats<Write<GateReport>> = {
  text: () => (require("./gate/text.js") as typeof import("./gate/text.js")).renderGateText,
  json: () => (require("./gate/json.js") as typeof import("./gate/json.js")).renderGateJson,
  markdown: () => (require("./gate/markdown.js") as typeof import("./gate/markdown.js")).renderGateMarkdown,
  junit: () => (require("./gate/junit.js") as typeof import("./gate/junit.js")).renderGateJunit,
  sarif: () => (require("./gate/sarif.js") as typeof import("./gate/sarif.js")).renderGateSarif,
  github: () => (require("./gate/github.js") as typeof import("./gate/github.js")).renderGateGithub,
  html: () => (require("./gate/html.js") as typeof import("./gate/html.js")).renderGateHtml,
};

export const comparisonFormats: Formats<Write<ComparisonReport>> = {
  text: () => (require("./comparison/text.js") as typeof import("./comparison/text.js")).renderComparisonText,
  json: () => (require("./comparison/json.js") as typeof import("./comparison/json.js")).renderComparisonJson,
  markdown: () =>
    (require("./comparison/markdown.js") as typeof import("./comparison/markdown.js"))
      .renderComparisonMarkdown,
  junit: () =>
    (require("./comparison/junit.js") as typeof import("./comparison/junit.js")).renderComparisonJunit,
  sarif: () =>
    (require("./comparison/sarif.js") as typeof import("./comparison/sarif.js")).renderComparisonSarif,
  github: () =>
    (require("./comparison/github.js") as typeof import("./comparison/github.js")).renderComparisonGithub,
};

export const historyFormats: Formats<(style: Style) => HistoryWriter> = {
  text: () => (require("./history/text.js") as typeof import("./history/text.js")).createTextWriter,
  json: () => (require("./history/json.js") as typeof import("./history/json.js")).createJsonWriter,
  markdown: () =>
    (require("./history/markdown.js") as typeof import("./history/markdown.js")).createMarkdownWriter,
  html: () => (require("./history/html.js") as typeof import("./history/html.js")).createHtmlWriter,
  csv: () => (require("./history/csv.js") as typeof import("./history/csv.js")).createCsvWriter,
};

export const doctorFormats: Formats<Write<DoctorReport>> = {
  text: () => (require("./doctor/text.js") as typeof import("./doctor/text.js")).renderDoctorText,
  json: () => (require("./doctor/json.js") as typeof import("./doctor/json.js")).renderDoctorJson,
  markdown: () =>
    (require("./doctor/markdown.js") as typeof import("./doctor/markdown.js")).renderDoctorMarkdown,
};

/** The formats that there are, the usual one first. */
export function listFormats(formats: Formats<unknown>): readonly Format[] {
  return Object.keys(formats) as Format[];
}

/** Loads what writes one format; text stands in for a format that there is not. */
export function loadWriter<Writer>(formats: Formats<Writer>, format: Format): Writer {
  return (formats[format] ?? formats.text)();
}
