import { createHash } from "node:crypto";
import { sanitize } from "../../../lib/messages/index.js";
import { formatJson } from "../../../lib/snapshot/files.js";
import { VERSION } from "../../../lib/version.js";
import { toPlain } from "./json-value.js";
import type { Rule } from "./rules.js";
import { sanitizeLines } from "./shown.js";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** For what no line of code declares. */
const NOWHERE = "cdktf.json";

/** Something that a viewer shows beside a line of code. Texts may be from outside. */
export interface Result {
  readonly ruleId: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
  /** What stays the same while values, lines and dates change. */
  readonly identity: readonly string[];
  /** `file:line`. */
  readonly location?: string;
  /** Where a waiver lets it through: with what justification. */
  readonly suppressed?: { readonly justification?: string };
}

export interface SarifRun {
  readonly rules: readonly Rule[];
  readonly results: readonly Result[];
  readonly exitCode: 0 | 1 | 2;
  /** The verdict in one line. */
  readonly verdict: string;
  readonly notifications: readonly { readonly level: "error" | "warning"; readonly message: string }[];
}

/** SARIF 2.1.0. Rules stay when nothing is wrong, so that a fixed finding is seen to be fixed. */
export function renderSarif({ rules, results, exitCode, verdict, notifications }: SarifRun): string {
  const run = {
    tool: {
      driver: {
        name: "cdktf-fullstory",
        version: VERSION,
        semanticVersion: VERSION,
        rules: rules.map(toSarifRule),
      },
    },
    invocations: [
      {
        executionSuccessful: exitCode !== 1,
        exitCode,
        exitCodeDescription: sanitize(verdict),
        toolExecutionNotifications: notifications.map(({ level, message }) => ({
          level,
          message: { text: sanitizeLines(message) },
        })),
      },
    ],
    columnKind: "utf16CodeUnits",
    results: results.map(toSarifResult),
  };
  return `${formatJson(toPlain({ $schema: SCHEMA, version: "2.1.0", runs: [run] }))}\n`;
}

function toSarifRule({ id, text, help, markdown }: Rule): object {
  return {
    id,
    shortDescription: { text: sanitize(text) },
    help: { text: sanitizeLines(help), markdown },
    defaultConfiguration: { level: "error" },
  };
}

function toSarifResult({ ruleId, level, message, identity, location, suppressed }: Result): object {
  const fingerprint = createHash("sha256").update(JSON.stringify(identity)).digest("hex");
  const [, file = NOWHERE, line = "1"] = /^(.+):(\d+)$/.exec(location ?? "") ?? [];
  return {
    ruleId,
    level,
    message: { text: sanitizeLines(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: toArtifact(file),
          region: { startLine: Math.max(1, Number(line)) },
        },
      },
    ],
    partialFingerprints: { "fullstoryFinding/v1": fingerprint },
    ...(suppressed === undefined ? {} : { suppressions: [toSuppression(suppressed)] }),
  };
}

/** A path below the working directory as a relative reference, any other as a file URL; never with a scheme of its own. */
function toArtifact(file: string): object {
  const encoded = file
    .split("/")
    .map((part) => encodeURIComponent(Buffer.from(part).toString()))
    .join("/");
  if (file.startsWith("/")) return { uri: `file://${encoded}` };
  return { uri: encoded, uriBaseId: "%SRCROOT%" };
}

function toSuppression({ justification }: NonNullable<Result["suppressed"]>): object {
  const why = justification === undefined ? {} : { justification: sanitize(justification) };
  return { kind: "inSource", status: "accepted", ...why };
}
