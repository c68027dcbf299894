import { renderJunit } from "../shared/junit.js";
import { listDifferences } from "./machine.js";
import { type ComparisonReport, isQuiet } from "./model.js";

/** A comparison as JUnit XML: a suite, a case for each difference, and one for each document without any. */
export function renderComparisonJunit(report: ComparisonReport): string {
  const { command, documents, at } = report;
  const cases = listDifferences(report).map(({ document, path, direction, lines }) => ({
    className: `${command}.${document}`,
    name: path,
    outcome: "failure" as const,
    message: direction,
    text: lines.join("\n"),
  }));
  const quiet = documents.filter(isQuiet).map(({ name }) => ({ className: `${command}.${name}`, name }));
  return renderJunit([{ name: `cdktf-fullstory ${command}`, at, cases: [...cases, ...quiet] }]);
}
