import { fieldOf, type Waiver, waiverFaults } from "../../../lib/expectations/index.js";
import { pathFromHcl } from "../../../lib/messages/index.js";
import { inArgumentNames } from "../configuration/argument-names.js";
import type { GateProblem } from "./gate-problem.js";
import type { CheckedPart, Gate } from "./read-gate.js";

/** The waivers of a gate, each with the parts that declare what it is for. */
export interface GateWaivers {
  readonly byPart: ReadonlyMap<CheckedPart, readonly Waiver[]>;
  readonly problems: readonly GateProblem[];
}

/** Hands each waiver to the parts that it can be for, and checks it there. */
export function gateWaivers(
  { parts, options }: Gate,
  { maxDays, now }: { readonly maxDays: number; readonly now: Date },
): GateWaivers {
  const byPart = new Map<CheckedPart, Waiver[]>(parts.map((part) => [part, []]));
  const problems: GateProblem[] = [];
  for (const [index, given] of options.waivers.entries()) {
    const path = String(given["path"] ?? "");
    const takers = parts.filter((part) => isFor(path, part));
    const faults = new Set<string>();
    if (takers.length === 0) faults.add("is for a path that is not declared here");
    for (const part of takers) {
      const { document } = part.endpoint;
      const waiver = { ...given, path: pathFromHcl(document, path) };
      const fields = new Map(Object.entries(document.fields));
      const found = waiverFaults(waiver, fields, maxDays, now);
      for (const fault of found) faults.add(fault);
      // `waiverFaults` looked at every key.
      if (found.length === 0) byPart.get(part)?.push(waiver as unknown as Waiver);
    }
    for (const fault of faults) problems.push({ steps: ["waivers", index], message: inArgumentNames(fault) });
  }
  return { byPart, problems };
}

function isFor(path: string, { endpoint, node }: CheckedPart): boolean {
  const field = fieldOf(pathFromHcl(endpoint.document, path));
  return node.entries.has(field) || (node.whole && Object.hasOwn(endpoint.document.fields, field));
}
