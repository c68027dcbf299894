import type { GateReport } from "../../output/gate-report.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";

/** A report in the format asked for. Each format is loaded only when it is. */
export function writtenReport({ settings, style }: Context, report: GateReport): string {
  switch (settings.output) {
    case "json": {
      const { gateJson }: typeof import("../../output/gate-json.js") = require("../../output/gate-json.js");
      return gateJson(report);
    }
    case "markdown": {
      const {
        gateMarkdown,
      }: typeof import("../../output/gate-markdown.js") = require("../../output/gate-markdown.js");
      return gateMarkdown(report);
    }
    case "junit": {
      const {
        gateJunit,
      }: typeof import("../../output/gate-junit.js") = require("../../output/gate-junit.js");
      return gateJunit(report);
    }
    case "sarif": {
      const {
        gateSarif,
      }: typeof import("../../output/gate-sarif.js") = require("../../output/gate-sarif.js");
      return gateSarif(report);
    }
    case "github": {
      const {
        gateGithub,
      }: typeof import("../../output/gate-github.js") = require("../../output/gate-github.js");
      return gateGithub(report);
    }
    case "html": {
      const { gateHtml }: typeof import("../../output/gate-html.js") = require("../../output/gate-html.js");
      return gateHtml(report);
    }
    case "text": {
      const { gateText }: typeof import("../../output/gate-text.js") = require("../../output/gate-text.js");
      return gateText(report, style, settings.quiet);
    }
  }
}

export function exitCodeOf({ verdict }: GateReport): ExitCode {
  return ExitCode[verdict];
}
