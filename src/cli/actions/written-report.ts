import type { GateReport } from "../../gate/gate-report.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";

/** A report in the format asked for. Each format is loaded only when it is. */
export function writtenReport({ settings, style }: Context, report: GateReport): string {
  switch (settings.output) {
    case "json": {
      const { gateJson }: typeof import("../../reports/gate/json.js") = require("../../reports/gate/json.js");
      return gateJson(report);
    }
    case "markdown": {
      const {
        gateMarkdown,
      }: typeof import("../../reports/gate/markdown.js") = require("../../reports/gate/markdown.js");
      return gateMarkdown(report);
    }
    case "junit": {
      const {
        gateJunit,
      }: typeof import("../../reports/gate/junit.js") = require("../../reports/gate/junit.js");
      return gateJunit(report);
    }
    case "sarif": {
      const {
        gateSarif,
      }: typeof import("../../reports/gate/sarif.js") = require("../../reports/gate/sarif.js");
      return gateSarif(report);
    }
    case "github": {
      const {
        gateGithub,
      }: typeof import("../../reports/gate/github.js") = require("../../reports/gate/github.js");
      return gateGithub(report);
    }
    case "html": {
      const { gateHtml }: typeof import("../../reports/gate/html.js") = require("../../reports/gate/html.js");
      return gateHtml(report);
    }
    case "csv":
    case "text": {
      const { gateText }: typeof import("../../reports/gate/text.js") = require("../../reports/gate/text.js");
      return gateText(report, style, settings.quiet);
    }
  }
}

export function exitCodeOf({ verdict }: GateReport): ExitCode {
  return ExitCode[verdict];
}
