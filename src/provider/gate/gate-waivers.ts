import {
  describeUndeclared,
  findWaiverFaults,
  getTopField,
  type Waiver,
} from "../../../lib/expectations/index.js";
import { fromHclPath } from "../../../lib/messages/index.js";
import { toSnake } from "../../../lib/settings/index.js";
import { toArgumentNames } from "../configuration/argument-names.js";
import type { GateProblem } from "./gate-problem.js";
import type { CheckedPart, Gate } from "./read-gate.js";

/** The waivers of a gate, each with the parts that declare what it is for. */
export interface GateWaivers {
  readonly byPart: ReadonlyMap<CheckedPart, readonly Waiver[]>;
  /** Those that other gates were given too, and how many were in all. */
  readonly shared: ReadonlyMap<Waiver, number>;
  readonly problems: readonly GateProblem[];
}

/** Hands each waiver to the parts that it can be for, and checks it there. */
export function assignWaivers(
  { parts, options }: Gate,
  { maxDays, now }: { readonly maxDays: number; readonly now: Date },
): GateWaivers {
  const byPart = new Map<CheckedPart, Waiver[]>(parts.map((part) => [part, []]));
  const shared = new Map<Waiver, number>();
  const problems: GateProblem[] = [];
  for (const [index, { shared_by: takersInAll, ...given }] of options.waivers.entries()) {
    const path = String(given["path"] ?? "");
    const takers = parts.filter((part) => isFor(path, part));
    const faults = new Set<string>();
    if (takers.length === 0) faults.add(describeUndeclared(path, parts.flatMap(listDeclared)));
    for (const part of takers) {
      const { document } = part.endpoint;
      const waiver = { ...given, path: fromHclPath(document, path) };
      const fields = new Map(Object.entries(document.fields));
      const found = findWaiverFaults(waiver, fields, { maxDays, now });
      for (const fault of found) faults.add(fault);
      if (found.length > 0) continue;
      // `findWaiverFaults` looked at every key.
      const checked = waiver as unknown as Waiver;
      byPart.get(part)?.push(checked);
      if (typeof takersInAll === "number" && takersInAll > 1) shared.set(checked, takersInAll);
    }
    for (const fault of faults) problems.push({ steps: ["waivers", index], message: toArgumentNames(fault) });
  }
  return { byPart, shared, problems };
}

function isFor(path: string, part: CheckedPart): boolean {
  const field = getTopField(fromHclPath(part.endpoint.document, path));
  return listDeclared(part).includes(toSnake(field));
}

/** The fields that a part declares, as HCL calls them. */
function listDeclared({ endpoint, node }: CheckedPart): readonly string[] {
  const fields = node.whole ? Object.keys(endpoint.document.fields) : [...node.entries.keys()];
  return fields.map(toSnake);
}
