import { type ObjectNode, readDeclaration, UNRESOLVED_REFERENCE } from "../../../lib/settings/index.js";
import type { CtyObject } from "../../plugin/index.js";
import { NotKnown } from "./declared-json.js";
import { type GateOptions, OptionReader } from "./gate-options.js";
import { type GatePart, readGateParts } from "./gate-parts.js";
import type { GateProblem, Steps } from "./gate-problem.js";

/** A declaration that was checked. */
export interface CheckedPart extends GatePart {
  readonly node: ObjectNode;
}

/** A gate as it was configured. */
export interface Gate {
  readonly parts: readonly CheckedPart[];
  readonly options: GateOptions;
}

export interface GateReading {
  /** Usable only where there is no problem and nothing is unknown. */
  readonly gate: Gate;
  readonly problems: readonly GateProblem[];
  /** Where values are not known yet. */
  readonly unknown: readonly Steps[];
}

/** Reads the configuration of a gate. A declaration must be able to fail: all that could not is a problem. */
export function readGate(config: CtyObject): GateReading {
  const reader = new OptionReader(config);
  const options = reader.read();
  const { parts, problems, unknown } = readGateParts(config);
  const checked: CheckedPart[] = [];
  const all: GateProblem[] = [...reader.problems, ...problems];
  for (const part of parts) {
    const { node, problems: found } = readDeclaration(part.endpoint.document, part.json, {
      reference: findReference,
    });
    if (node !== undefined) checked.push({ ...part, node });
    for (const { steps, message } of found) {
      // Looked at once it is known.
      if (message === UNRESOLVED_REFERENCE) continue;
      all.push({ steps: [...part.steps, ...steps], message, isText: part.isText });
    }
  }
  const missing = options.require.filter((name) => (config.get(name) ?? null) === null);
  for (const name of missing) {
    all.push({ steps: [name], message: "is required here and is not declared: it is null, or was left out" });
  }
  if (missing.length + parts.length + problems.length + unknown.length === 0) {
    all.push({ steps: [], message: "this gate declares nothing, so it could not fail" });
  }
  return {
    gate: { parts: checked, options },
    problems: all,
    unknown: [...reader.unknown, ...unknown],
  };
}

function findReference(value: unknown): "other" | undefined {
  return value instanceof NotKnown ? "other" : undefined;
}
