import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../../lib/evidence/index.js";
import { readRegularFile } from "../../lib/snapshot/files.js";
import type { GateRecord } from "../provider/index.js";
import { asTree, type ReadPlan } from "../terraform/index.js";
import { listErrors } from "./plan-diagnostics.js";
import { isEphemeral, type PlannedGates, readPlannedGates } from "./planned-gates.js";
import { EVIDENCE_MAX_BYTES, hash, parseEvidence } from "./stack-folder.js";

/** What the attached provider wrote down of one plan, by the SHA-256 of each record. */
type GateRecords = ReadonlyMap<string, GateRecord>;

/** Reads the records of a folder. What is not what its name says proves nothing, and is left out. */
function readGateRecords(folder: string): GateRecords {
  const records = new Map<string, GateRecord>();
  for (const name of readdirSync(folder).sort()) {
    const text = readRegularFile(join(folder, name), { maxBytes: EVIDENCE_MAX_BYTES });
    const digest = hash(text);
    if (name !== `${digest}.json`) continue;
    const { mode, errors, evidence } = asTree(JSON.parse(text));
    records.set(digest, {
      mode: mode === "data" ? "data" : "ephemeral",
      errors: Array.isArray(errors) ? errors.map(String) : [],
      ...parseEvidence(JSON.stringify(evidence), "what the provider wrote down"),
    });
  }
  return records;
}

/** What a plan says of its gates, and what was read for them. */
export interface GateReading {
  readonly gates: PlannedGates;
  /** Evidence of each gate alone, by its address. */
  readonly linked: ReadonlyMap<string, Evidence>;
}

/** @param folder - where the attached provider wrote what it read for this plan */
export function readGates(plan: ReadPlan, folder: string): GateReading {
  const gates = readPlannedGates(plan);
  return { gates, linked: linkRecords(gates, plan, readGateRecords(folder)) };
}

/**
 * The evidence of each gate by its address. A plan names the record of a data source by its digest. A gate that failed
 * left no values: its record is the one with the errors that Terraform tells of it. An opened ephemeral gate leaves
 * nothing in a plan: which of several records is whose cannot be seen, and does not decide anything.
 */
function linkRecords(
  { instances, ephemerals }: PlannedGates,
  plan: ReadPlan,
  records: GateRecords,
): ReadonlyMap<string, Evidence> {
  const linked = new Map<string, Evidence>();
  for (const { address, record = "" } of instances) {
    const found = records.get(record);
    if (found?.mode === "data") linked.set(address, found.evidence);
  }
  const failed = [...records.values()].filter(({ errors }) => errors.length > 0);
  for (const [address, told] of groupErrors(plan)) {
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

function groupErrors(plan: ReadPlan): ReadonlyMap<string, readonly string[]> {
  const told = new Map<string, string[]>();
  for (const { address, summary, detail } of listErrors(plan)) {
    if (address === undefined) continue;
    told.set(address, [...(told.get(address) ?? []), `${summary}\n${detail}`]);
  }
  return told;
}
