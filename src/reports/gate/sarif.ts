import { createHash } from "node:crypto";
import type { EvidenceWaiver } from "../../../lib/evidence/index.js";
import { printable, shownValue } from "../../../lib/messages/index.js";
import { jsonText } from "../../../lib/snapshot/files.js";
import { VERSION } from "../../../lib/version.js";
import type { GateReport, Problem } from "../../gate/gate-report.js";
import {
  allProblems,
  directionWord,
  leftOutWords,
  nameOf,
  type OpenFinding,
  openFindings,
  verdictLine,
} from "./words.js";

type Plain = Parameters<typeof jsonText>[0];

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** For what no line of code declares. */
const NOWHERE = "cdktf.json";

/** A report as SARIF 2.1.0. Rules stay when nothing is wrong, so that a fixed finding is seen to be fixed. */
export function gateSarif(report: GateReport): string {
  const problems = allProblems(report);
  const findings = openFindings(report.stacks);
  const results = [
    ...findings.map((open) => findingResult(report, open)),
    ...(report.weakened?.items ?? []).map((item) =>
      result({
        ruleId: "gate/weakened",
        level: report.weakened?.forbidden === true ? "error" : "warning",
        message: `${item.kind}: ${item.stack}, ${item.what}`,
        identity: [item.stack, item.kind, item.what],
      }),
    ),
    ...problems.filter(({ kind }) => kind === "waiver expired").map(expiredResult),
  ];
  const undecided = problems.filter(({ kind }) => kind !== "waiver expired");
  const run = {
    tool: {
      driver: { name: "cdktf-fullstory", version: VERSION, semanticVersion: VERSION, rules: rulesOf(report) },
    },
    invocations: [
      {
        executionSuccessful: report.verdict !== "undecided",
        exitCode: { match: 0, undecided: 1, drift: 2 }[report.verdict],
        exitCodeDescription: printable(verdictLine(report)),
        toolExecutionNotifications: [...undecided.map(notification), ...leftOut(report)],
      },
    ],
    columnKind: "utf16CodeUnits",
    results,
  };
  return `${jsonText({ $schema: SCHEMA, version: "2.1.0", runs: [run] } as unknown as Plain)}\n`;
}

/** One rule for each field that is declared, and those of the gate itself. */
function rulesOf({ stacks }: GateReport): readonly object[] {
  const ids = new Map<string, string>();
  for (const { endpoint, fields } of stacks.flatMap(({ evidence }) => evidence?.documents ?? [])) {
    for (const { field } of fields)
      ids.set(ruleId(endpoint, field), `The ${endpoint} setting ${field} must be as declared.`);
  }
  ids.set("gate/weakened", "A declaration must not check less than before.");
  ids.set("gate/waiver-expired", "A difference is let through until its waiver expires.");
  return [...ids]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, text]) => ({
      id,
      shortDescription: { text: printable(text) },
      defaultConfiguration: { level: "error" },
    }));
}

function ruleId(endpoint: string, field: string): string {
  return printable(`${endpoint.replaceAll(" ", "-")}/${field}`);
}

function findingResult(report: GateReport, { stack, finding, effect }: OpenFinding): object {
  const { endpoint, platform, path, field, declared, live, observed, blame, because, location } = finding;
  const lines = [
    `${directionWord(finding)}: ${nameOf(finding)} ${path}`,
    `declared ${shownValue(declared, 400)}, live ${shownValue(live, 400)}`,
    ...(observed === undefined ? [] : [`observed ${observed}`]),
    ...(blame === undefined ? [] : [`changed ${blame}`]),
    ...(because === undefined ? [] : [`why: ${because}`]),
  ];
  const waiver = effect === "waived" ? waiverOf(report, stack, path, field) : undefined;
  return {
    ...result({
      ruleId: ruleId(endpoint, field),
      level: effect === "fails" ? "error" : effect === "warns" ? "warning" : "note",
      message: lines.join("\n"),
      identity: [stack, endpoint, platform ?? "", path, finding.kind],
      ...(location === undefined ? {} : { location }),
    }),
    ...(effect === "waived" ? { suppressions: [suppression(waiver)] } : {}),
  };
}

function waiverOf(
  { stacks }: GateReport,
  stack: string,
  path: string,
  field: string,
): EvidenceWaiver | undefined {
  const waivers = stacks.find((each) => each.stack === stack)?.evidence?.waivers ?? [];
  return waivers.find((waiver) => waiver.path === path || (waiver.whole && waiver.path === field));
}

function suppression(waiver: EvidenceWaiver | undefined): object {
  if (waiver === undefined) return { kind: "inSource", status: "accepted" };
  const { reason, expires, owner } = waiver;
  const who = owner === undefined ? "" : `, owner ${owner}`;
  return {
    kind: "inSource",
    status: "accepted",
    justification: printable(`${reason} (until ${expires}${who})`),
  };
}

function expiredResult({ headline, details, stack }: Problem & { readonly stack?: string }): object {
  const message = [headline, ...details].join("\n");
  return result({
    ruleId: "gate/waiver-expired",
    level: "error",
    message,
    identity: [stack ?? "", headline],
  });
}

interface Result {
  readonly ruleId: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
  /** What stays the same while values, lines and dates change. */
  readonly identity: readonly string[];
  readonly location?: string;
}

function result({ ruleId, level, message, identity, location }: Result): object {
  const fingerprint = createHash("sha256").update(JSON.stringify(identity)).digest("hex");
  const [, file = NOWHERE, line = "1"] = /^(.+):(\d+)$/.exec(location ?? "") ?? [];
  return {
    ruleId,
    level,
    message: { text: lines(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(file),
          region: { startLine: Math.max(1, Number(line)) },
        },
      },
    ],
    partialFingerprints: { "fullstoryFinding/v1": fingerprint },
  };
}

/** A path below the working directory as a relative reference, any other as a file URL; never with a scheme of its own. */
function artifact(file: string): object {
  const encoded = file
    .split("/")
    .map((part) => encodeURIComponent(Buffer.from(part).toString()))
    .join("/");
  if (file.startsWith("/")) return { uri: `file://${encoded}` };
  return { uri: encoded, uriBaseId: "%SRCROOT%" };
}

function notification({ kind, headline, details, stack }: Problem & { readonly stack?: string }): object {
  const at = stack === undefined ? "" : `${stack}: `;
  return { level: "error", message: { text: lines([`${kind}: ${at}${headline}`, ...details].join("\n")) } };
}

/** Viewers show no description of an exit code. */
function leftOut(report: GateReport): readonly object[] {
  const words = leftOutWords(report);
  return words === undefined ? [] : [{ level: "warning", message: { text: words } }];
}

function lines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
