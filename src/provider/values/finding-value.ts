import type { Dialect } from "../../../lib/messages/index.js";
import type { Finding } from "../../../lib/settings/index.js";
import type { CtyObject, CtyValue } from "../../plugin/index.js";

/** A finding as the list of a gate, and that of `drift()`, hold it: in the language of the declaration. */
export function findingValue(
  finding: Omit<Finding, "observed" | "dataClass">,
  { path, words }: Pick<Dialect, "path" | "words">,
): CtyObject {
  return new Map<string, CtyValue>([
    ["path", path(finding.path)],
    ["result", finding.result],
    ["kind", finding.kind],
    ["direction", finding.direction ?? null],
    ["declared", finding.declared ?? null],
    ["live", finding.live ?? null],
    ["implied", finding.implied],
    ["note", finding.note === undefined ? null : words(finding.note)],
  ]);
}
