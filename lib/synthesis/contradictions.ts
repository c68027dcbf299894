import { TerraformStack } from "cdktf";
import type { DeclaredNode } from "../settings/declare/declared-node.js";
import { spellDeclared } from "../settings/declare/declared-text.js";
import { anyField, toComparedNode, visitNodes } from "../settings/declare/walk.js";
import type { Field } from "../settings/model/field.js";
import { buildFault, type DeclarationFault } from "./errors.js";
import type { OrgSettings } from "./org-settings.js";
import type { SourceRecord } from "./records.js";
import { readSourceOptions } from "./source-options.js";
import type { DeclaredSource } from "./stages.js";

interface Declared {
  readonly node: DeclaredNode;
  readonly constructPath: string;
}

/** Two literals of the same severity for one field of one document in one stack. */
export function findContradictions(
  sources: readonly DeclaredSource[],
  settingsOf: (record: SourceRecord) => OrgSettings | undefined,
): DeclarationFault[] {
  const faults: DeclarationFault[] = [];
  const seen = new Map<string, Declared>();
  for (const { record, expectations } of sources) {
    const { schema, construct } = record;
    const settings = settingsOf(record);
    if (settings === undefined) continue;
    const stack = TerraformStack.of(construct).node.path;
    const { platform } = readSourceOptions(record);
    const document = JSON.stringify([stack, settings.identity, schema.name, platform]);
    for (const expectation of expectations) {
      const { node, options, constructPath, over } = expectation;
      if (over !== undefined) continue;
      for (const [name, entry] of node?.entries ?? []) {
        const field = schema.document.fields[name];
        if (field === undefined) continue;
        const key = `${document} ${options.severity ?? "error"} ${name}`;
        const other = seen.get(key);
        // The first literal stands for the field; long lists are looked through only once there is a second one.
        if (other === undefined || !isLiteral(other.node)) {
          seen.set(key, { node: entry, constructPath });
          continue;
        }
        if (!isLiteral(entry) || toText(field, other.node) === toText(field, entry)) continue;
        const message = `contradicts what ${other.constructPath} declares for it in the same stack: both cannot hold`;
        faults.push(buildFault(expectation, { field: name, message }));
      }
    }
  }
  return faults;
}

function toText(field: Field, node: DeclaredNode): string {
  return spellDeclared(field, toComparedNode(field, node));
}

const LITERAL: readonly DeclaredNode["kind"][] = ["value", "list", "object"];

function isLiteral(node: DeclaredNode): boolean {
  let literal = true;
  visitNodes(anyField, node, (_field, each) => {
    literal &&= LITERAL.includes(each.kind);
  });
  return literal;
}
