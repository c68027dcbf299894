import { endpointNames } from "../../../lib/settings/index.js";
import { COMPARISON_RULES, listDocumentRules, sortRules } from "../shared/rules.js";
import { type Result, renderSarif } from "../shared/sarif.js";
import { listDifferences } from "./machine.js";
import { type ComparisonReport, isSame } from "./model.js";

/** A comparison as SARIF 2.1.0. The snapshot file is where a viewer shows the differences. */
export function renderComparisonSarif(report: ComparisonReport): string {
  const { documents, headline, before, after, notes, command } = report;
  const names = endpointNames.filter((name) => documents.some((each) => each.name.split(".")[0] === name));
  const file = [before, after].find((side) => side !== undefined && side.name !== "live")?.name;
  const results = listDifferences(report).map(
    ({ document, path, ruleId, lines }): Result => ({
      ruleId,
      level: "error",
      message: lines.join("\n"),
      identity: [command, document, path],
      ...(file === undefined ? {} : { location: `${file}:1` }),
    }),
  );
  return renderSarif({
    rules: sortRules([...names.flatMap(listDocumentRules), ...COMPARISON_RULES]),
    results,
    exitCode: isSame(documents) ? 0 : 2,
    verdict: `fullstory: ${headline}`,
    notifications: notes.map((message) => ({ level: "warning", message })),
  });
}
