import type { Implied, ObjectField } from "../model/field.js";
import { isScalar, type Scalar } from "../model/json.js";
import type { DeclaredNode } from "./declared-node.js";

interface MissingCompanion {
  /** Key of the field that needs another one. */
  readonly key: string;
  readonly message: string;
}

/** Fields that say little, or the opposite, without another one that is not written beside them. */
export function missingCompanions(
  field: ObjectField,
  written: readonly string[],
  entries: ReadonlyMap<string, DeclaredNode>,
): readonly MissingCompanion[] {
  const missing: MissingCompanion[] = [];
  for (const { field: key, needs, why, line, when } of field.companions ?? []) {
    const node = entries.get(key);
    if (node === undefined || written.includes(needs)) continue;
    if (when !== undefined && !literalsIn(node).some((value) => when.includes(String(value)))) continue;
    const message = `needs ${needs} beside it, because ${why}: add \`${line}\` (or \`${needs}: Match.anyValue(),\` to leave it open)`;
    missing.push({ key, message });
  }
  return missing;
}

/** Adds to rules what they imply and do not write. What rules of one type imply is the same node in all of them. */
export class RuleCompletion {
  private readonly known = new Map<Implied, Map<Scalar, DeclaredNode>>();

  complete(field: ObjectField, written: readonly string[], entries: Map<string, DeclaredNode>): void {
    const type = entries.get("type");
    for (const implied of field.implied ?? []) {
      if (!written.includes(implied.field)) entries.set(implied.field, this.nodeFor(implied, type));
    }
  }

  private nodeFor(implied: Implied, type: DeclaredNode | undefined): DeclaredNode {
    if (type?.kind !== "value") return impliedNode(implied, type);
    let nodes = this.known.get(implied);
    if (nodes === undefined) {
      nodes = new Map();
      this.known.set(implied, nodes);
    }
    let node = nodes.get(type.value);
    if (node === undefined) {
      node = impliedNode(implied, type);
      nodes.set(type.value, node);
    }
    return node;
  }
}

function impliedNode(implied: Implied, type: DeclaredNode | undefined): DeclaredNode {
  const { neutral } = implied;
  if (!isScalar(neutral)) return { kind: "list", items: [], order: "field", whole: false, implied: true };
  return { kind: "value", value: neutral, enough: enoughFor(implied, type), implied: true };
}

/** Values that are enough whichever of its literals the type is; a type that is no literal leaves only the neutral one. */
function enoughFor({ enough }: Implied, type: DeclaredNode | undefined): readonly Scalar[] {
  if (enough === undefined || type === undefined || !isLiteral(type)) return [];
  const [first = [], ...others] = literalsIn(type).map((value) => enough(value));
  return first.filter((value) => others.every((values) => values.includes(value)));
}

function isLiteral(node: DeclaredNode): boolean {
  return node.kind === "value" || (node.kind === "oneOf" && node.alternatives.every(isLiteral));
}

/** The literals that a scalar declaration allows. */
function literalsIn(node: DeclaredNode): readonly Scalar[] {
  if (node.kind === "value") return [node.value];
  if (node.kind === "oneOf") return node.alternatives.flatMap(literalsIn);
  return [];
}
