import type { Dialect } from "../../../lib/messages/index.js";
import type { Finding } from "../../../lib/settings/index.js";
import type { CtyObject, CtyValue } from "../../plugin/index.js";

/** A finding as the list of a gate, and that of `drift()`, hold it: in the language of the declaration. */
export function toFindingValue(
  finding: Omit<Finding, "observed" | "dataClass">,
  { spellPath, spellWords }: Pick<Dialect, "spellPath" | "spellWords">,
): CtyObject {
  return new Map<string, CtyValue>([
    ["path", spellPath(finding.path)],
    ["result", finding.result],
    ["kind", finding.kind],
    ["direction", finding.direction ?? null],
    ["declared", finding.declared ?? null],
    ["live", finding.live ?? null],
    ["implied", finding.implied],
    ["note", finding.note === undefined ? null : spellWords(finding.note)],
  ]);
}
