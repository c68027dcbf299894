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
  text: () => (require("./gate/text.js") as typeof import("./gate/text.js")).gateText,
  json: () => (require("./gate/json.js") as typeof import("./gate/json.js")).gateJson,
  markdown: () => (require("./gate/markdown.js") as typeof import("./gate/markdown.js")).gateMarkdown,
  junit: () => (require("./gate/junit.js") as typeof import("./gate/junit.js")).gateJunit,
  sarif: () => (require("./gate/sarif.js") as typeof import("./gate/sarif.js")).gateSarif,
  github: () => (require("./gate/github.js") as typeof import("./gate/github.js")).gateGithub,
  html: () => (require("./gate/html.js") as typeof import("./gate/html.js")).gateHtml,
};

export const comparisonFormats: Formats<Write<ComparisonReport>> = {
  text: () => (require("./comparison/text.js") as typeof import("./comparison/text.js")).comparisonText,
  json: () => (require("./comparison/json.js") as typeof import("./comparison/json.js")).comparisonJson,
  markdown: () =>
    (require("./comparison/markdown.js") as typeof import("./comparison/markdown.js")).comparisonMarkdown,
  junit: () => (require("./comparison/junit.js") as typeof import("./comparison/junit.js")).comparisonJunit,
  sarif: () => (require("./comparison/sarif.js") as typeof import("./comparison/sarif.js")).comparisonSarif,
  github: () =>
    (require("./comparison/github.js") as typeof import("./comparison/github.js")).comparisonGithub,
};

export const historyFormats: Formats<(style: Style) => HistoryWriter> = {
  text: () => (require("./history/text.js") as typeof import("./history/text.js")).historyText,
  json: () => (require("./history/json.js") as typeof import("./history/json.js")).historyJson,
  markdown: () =>
    (require("./history/markdown.js") as typeof import("./history/markdown.js")).historyMarkdown,
  html: () => (require("./history/html.js") as typeof import("./history/html.js")).historyHtml,
  csv: () => (require("./history/csv.js") as typeof import("./history/csv.js")).historyCsv,
};

export const doctorFormats: Formats<Write<DoctorReport>> = {
  text: () => (require("./doctor/text.js") as typeof import("./doctor/text.js")).doctorText,
  json: () => (require("./doctor/json.js") as typeof import("./doctor/json.js")).doctorJson,
  markdown: () => (require("./doctor/markdown.js") as typeof import("./doctor/markdown.js")).doctorMarkdown,
};

/** The formats that there are, the usual one first. */
export function listFormats(formats: Formats<unknown>): readonly Format[] {
  return Object.keys(formats) as Format[];
}

/** Loads what writes one format; text stands in for a format that there is not. */
export function loadWriter<Writer>(formats: Formats<Writer>, format: Format): Writer {
  return (formats[format] ?? formats.text)();
}
