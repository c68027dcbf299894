import type { Finding } from "../../../lib/settings/index.js";
import type { CtyObject, CtyValue, Diagnostic } from "../../plugin/index.js";
import { toMessage } from "../messages/diagnostic.js";
import { toFindingValue } from "../values/finding-value.js";
import type { GateEvaluation, ReadPart, UnreadPart } from "./evaluate-gate.js";
import type { CheckedPart } from "./read-gate.js";

/** What a gate computes. */
interface GateResult {
  readonly evaluation: GateEvaluation;
  readonly org: string | undefined;
  /** What fails the plan, and what is only to be shown, unless the gate only reports. */
  readonly told: readonly Diagnostic[];
}

/** The computed attributes of a gate. Nothing passes that was not read and compared. */
export function buildGateValues(result: GateResult): Readonly<Record<string, CtyValue>> {
  const { evaluation, org, told } = result;
  const { read, unread } = evaluation;
  const listMessages = (severity: Diagnostic["severity"]) =>
    told.filter((each) => each.severity === severity).map(toMessage);
  const instants = read.map(({ loaded }) => loaded.fetchedAt).sort();
  return {
    passed: unread.length === 0 && read.length > 0 && read.every(passes),
    checked: read.reduce((sum, part) => sum + part.evaluation.declared, 0),
    findings: [...unread.map(buildUnreadValue), ...read.flatMap(listFindingValues)],
    failures: listMessages("error"),
    warnings: listMessages("warning"),
    org: org ?? null,
    read_at: instants[0] ?? null,
  };
}

/** Whether every field matches, but for what a waiver in force lets through. */
function passes({ evaluation: { fields, problems } }: ReadPart): boolean {
  if (problems.length > 0 || fields.length === 0) return false;
  return fields.every(
    ({ comparison, waived }) =>
      comparison.result === "matches" ||
      (comparison.findings.length > 0 && waived.length === comparison.findings.length),
  );
}

function listFindingValues({ part, evaluation, dialect }: ReadPart): readonly CtyObject[] {
  return evaluation.fields.flatMap(({ comparison, waived }) => {
    const letThrough = new Set<Finding>(waived.map(({ finding }) => finding));
    return comparison.findings.map((finding): CtyObject => {
      const result = letThrough.has(finding) ? "waived" : finding.result;
      return new Map([
        ...toFindingValue(finding, dialect),
        ...getDocument(part),
        ["result", result],
        ["observed", finding.observed],
      ]);
    });
  });
}

function buildUnreadValue({ part, error }: UnreadPart): CtyObject {
  return new Map<string, CtyValue>([
    ...getDocument(part),
    ["path", ""],
    ["result", "not-checked"],
    ["kind", "unreadable"],
    ["implied", false],
    ["note", `the document could not be read: ${error.code}`],
  ]);
}

function getDocument({ endpoint, platform }: CheckedPart): readonly (readonly [string, CtyValue])[] {
  return [
    ["document", endpoint.name],
    ["platform", platform ?? null],
  ];
}
