import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadOptionError, type FullstoryError } from "../../../lib/client/index.js";
import type { Evidence, RecordedOrg, RecordedSource } from "../../../lib/evidence/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Diagnostic } from "../../plugin/index.js";
import type { Configuration } from "../configuration/configuration.js";
import { toExpectation, type UnreadPart } from "./evaluate-gate.js";
import type { GateNotice } from "./gate-notices.js";
import type { GateFacts } from "./run-gate.js";

/** One read of a gate. Only `gate` asks for it, and it believes only what the plan names by its digest. */
export interface GateRecord {
  readonly mode: "data" | "ephemeral";
  /** Errors that Terraform was given, each as summary and detail: of a failed read the plan holds no values. */
  readonly errors: readonly string[];
  /** Of this gate alone; its address and the name of its provider are not known here. */
  readonly evidence: Evidence;
}

/** Writes down what a gate read, and answers the SHA-256 of that. */
export function recordRead(
  { folder, mode }: { readonly folder: string; readonly mode: GateRecord["mode"] },
  facts: GateFacts,
  diagnostics: readonly Diagnostic[],
): string {
  const {
    buildEvidence,
  }: typeof import("../../../lib/evidence/build.js") = require("../../../lib/evidence/build.js");
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const record: GateRecord = {
    mode,
    errors: errors.map(({ summary, detail }) => `${summary}\n${detail ?? ""}`),
    evidence: buildEvidence({
      stack: "",
      at: facts.now,
      sources: recordSources(facts),
      guards: [],
      warnings: [],
    }),
  };
  const text = JSON.stringify(record);
  const digest = createHash("sha256").update(text).digest("hex");
  const path = join(folder, `${digest}.json`);
  // Two gates may read the same at the same time.
  if (!existsSync(path)) writeFileSync(path, text, { mode: 0o600, flag: "wx" });
  return digest;
}

function recordSources(facts: GateFacts): readonly RecordedSource[] {
  const { gate, evaluation, identity, configuration, notices } = facts;
  const org = recordOrg(configuration);
  return gate.parts.map((part): RecordedSource => {
    const { endpoint, platform } = part;
    const read = evaluation.read.find((each) => each.part === part);
    const unread = evaluation.unread.find((each) => each.part === part);
    return {
      construct: "",
      address: "data.fullstory_gate.record",
      org,
      ...omitUndefined({ orgId: identity.id, role: identity.role }),
      schema: endpoint,
      ...omitUndefined({ platform }),
      // Read by the plan itself.
      maxAge: 0,
      expectations: [toExpectation(part, facts)],
      ...(read === undefined
        ? { load: { ok: false, error: getError(unread) }, blame: new Map() }
        : { load: read.loaded, evaluation: read.evaluation, blame: read.blame }),
      notices: notices
        .filter((notice) => notice.part === part)
        .map(({ part: _, ...notice }: GateNotice) => notice),
    };
  });
}

/** A part that is neither read nor unread does not exist; it would not be a pass. */
function getError(unread: UnreadPart | undefined): FullstoryError {
  return unread?.error ?? new BadOptionError("nothing says what became of it", { hint: "Plan again." });
}

/** A configuration that cannot be used says nothing of its org. */
function recordOrg(configuration: Configuration | undefined): RecordedOrg {
  const common = { name: "", readAt: "plan", warnings: [] } as const;
  if (configuration === undefined)
    return {
      ...common,
      source: "live",
      snapshotMaxAge: 0,
      vendorRules: "report",
      onTightened: "error",
      warningsAsErrors: false,
      maskAddresses: false,
    };
  const { source, ...options } = configuration;
  return {
    ...options,
    ...common,
    source: source.kind,
    ...(source.kind === "live" ? { host: source.client.host } : {}),
    warnings: configuration.warnings,
  };
}
