import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../../lib/evidence/index.js";
import { readRegularFile } from "../../lib/snapshot/files.js";
import type { GateRecord } from "../provider/index.js";
import type { Diagnostic } from "../terraform/index.js";
import { isEphemeral, type PlannedGate } from "./hcl-gates.js";
import { EVIDENCE_MAX_BYTES, evidenceIn } from "./stack-folder.js";
import { asTree } from "./terraform-json.js";

/** What the attached provider wrote down of one plan, by the SHA-256 of each record. */
export type GateRecords = ReadonlyMap<string, GateRecord>;

/** Reads the records of a folder. What is not what its name says proves nothing, and is left out. */
export function readGateRecords(folder: string): GateRecords {
  const records = new Map<string, GateRecord>();
  for (const name of readdirSync(folder).sort()) {
    const text = readRegularFile(join(folder, name), { maxBytes: EVIDENCE_MAX_BYTES });
    const digest = createHash("sha256").update(text).digest("hex");
    if (name !== `${digest}.json`) continue;
    const { mode, errors, evidence } = asTree(JSON.parse(text));
    records.set(digest, {
      mode: mode === "data" ? "data" : "ephemeral",
      errors: Array.isArray(errors) ? errors.map(String) : [],
      ...evidenceIn(JSON.stringify(evidence), "what the provider wrote down"),
    });
  }
  return records;
}

/** What a plan says of the gates that were read for it. */
export interface ReadGates {
  readonly instances: readonly PlannedGate[];
  /** Ephemeral gates that were opened without an error. */
  readonly ephemerals: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly records: GateRecords;
}

/**
 * The evidence of each gate by its address. A plan names the record of a data source by its digest. A gate that failed
 * left no values: its record is the one with the errors that Terraform tells of it. An opened ephemeral gate leaves
 * nothing in a plan: which of several records is whose cannot be seen, and does not decide anything.
 */
export function linkRecords({
  instances,
  ephemerals,
  diagnostics,
  records,
}: ReadGates): ReadonlyMap<string, Evidence> {
  const linked = new Map<string, Evidence>();
  for (const { address, record = "" } of instances) {
    const found = records.get(record);
    if (found?.mode === "data") linked.set(address, found.evidence);
  }
  const failed = [...records.values()].filter(({ errors }) => errors.length > 0);
  for (const [address, told] of errorsByAddress(diagnostics)) {
    const found = failed.find(
      ({ mode, errors }) =>
        isEphemeral(address) === (mode === "ephemeral") && errors.every((error) => told.includes(error)),
    );
    if (found !== undefined && !linked.has(address)) linked.set(address, found.evidence);
  }
  const opened = [...records.values()].filter(
    ({ mode, errors }) => mode === "ephemeral" && errors.length === 0,
  );
  for (const [index, address] of [...ephemerals].sort().entries()) {
    const found = opened[index] ?? opened.at(-1);
    if (found !== undefined && !linked.has(address)) linked.set(address, found.evidence);
  }
  return linked;
}

function errorsByAddress(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly string[]> {
  const told = new Map<string, string[]>();
  for (const { severity, address, summary, detail } of diagnostics) {
    if (severity !== "error" || address === undefined) continue;
    told.set(address, [...(told.get(address) ?? []), `${summary}\n${detail}`]);
  }
  return told;
}
