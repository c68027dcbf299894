import { renderGithubCommands } from "../shared/annotations.js";
import { listDifferences } from "./machine.js";
import { type ComparisonReport, isSame } from "./model.js";

/** A comparison as annotations of GitHub Actions. */
export function renderComparisonGithub(report: ComparisonReport): string {
  const { headline, notes, documents } = report;
  return renderGithubCommands([
    { level: isSame(documents) ? "notice" : "error", message: `fullstory: ${headline}`, title: "fullstory" },
    ...listDifferences(report).map(({ lines, direction }) => ({
      level: "error" as const,
      message: lines.join("\n"),
      title: `fullstory: ${direction}`,
    })),
    ...notes.map((message) => ({ level: "warning" as const, message, title: "fullstory" })),
  ]);
}
