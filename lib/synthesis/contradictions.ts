import { TerraformStack } from "cdktf";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { DeclaredNode } from "../settings/declare/declared-node.js";
import { declaredText } from "../settings/declare/declared-text.js";
import type { ReadingOf } from "./declaration-faults.js";
import type { DeclarationFault } from "./errors.js";
import { lookUpOrg } from "./org-lookup.js";
import type { Holdings } from "./registry.js";

interface Declared {
  readonly node: DeclaredNode;
  readonly constructPath: string;
}

/** Two literals of the same severity for one field of one document in one stack. */
export function contradictions(
  sources: readonly AnyDataSource[],
  holdings: Holdings,
  readingOf: ReadingOf,
): DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  const seen = new Map<string, Declared>();
  for (const source of sources) {
    const { readable, platform, org: passed, expectations } = source.gateState;
    const found = lookUpOrg(source, passed, holdings);
    if (found.kind === "fault") continue;
    const reading = readingOf(found.kind === "org" ? found.org : undefined);
    if (!reading.ok) continue;
    const stack = TerraformStack.of(source).node.path;
    const document = JSON.stringify([stack, reading.settings.identity, readable.name, platform]);
    for (const { node, options, constructPath, location, over } of expectations) {
      if (over !== undefined) continue;
      for (const [name, entry] of node?.entries ?? []) {
        const field = readable.document.fields[name];
        if (field === undefined) continue;
        const key = `${document} ${options.severity ?? "error"} ${name}`;
        const other = seen.get(key);
        // The first literal stands for the field; long lists are looked through only once there is a second one.
        if (other === undefined || !isLiteral(other.node)) {
          seen.set(key, { node: entry, constructPath });
          continue;
        }
        if (!isLiteral(entry) || declaredText(field, other.node) === declaredText(field, entry)) continue;
        const at = location === undefined ? {} : { location: `${location.file}:${location.line}` };
        faults.push({
          constructPath,
          field: name,
          message: `contradicts what ${other.constructPath} declares for it in the same stack: both cannot hold`,
          ...at,
        });
      }
    }
  }
  return faults;
}

function isLiteral(node: DeclaredNode): boolean {
  if (node.kind === "value") return true;
  if (node.kind === "list") return node.items.every(isLiteral);
  return node.kind === "object" && [...node.entries.values()].every(isLiteral);
}
