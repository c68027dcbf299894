import type { Implied, Rules } from "../model/field.js";
import { isScalar, type Scalar } from "../model/json.js";
import { type DeclaredNode, listLiterals } from "./declared-node.js";

interface MissingCompanion {
  /** Key of the field that needs another one. */
  readonly key: string;
  readonly message: string;
}

/** Fields that say little, or the opposite, without another one that is not written beside them. */
export function findMissingCompanions(
  field: Rules,
  written: readonly string[],
  entries: ReadonlyMap<string, DeclaredNode>,
): readonly MissingCompanion[] {
  const missing: MissingCompanion[] = [];
  for (const { field: key, needs, why, line, when } of field.companions ?? []) {
    const node = entries.get(key);
    if (node === undefined || written.includes(needs)) continue;
    if (when !== undefined && !listSomeLiterals(node).some((value) => when.includes(String(value)))) continue;
    const message = `needs ${needs} beside it, because ${why}: add \`${line}\` (or \`${needs}: Match.anyValue(),\` to leave it open)`;
    missing.push({ key, message });
  }
  return missing;
}

/** Adds to rules what they imply and do not write. Rules that give the same value share the node that it implies. */
export class RuleCompletion {
  private readonly known = new Map<Implied, Map<Scalar | undefined, DeclaredNode>>();

  complete(field: Rules, written: readonly string[], entries: Map<string, DeclaredNode>): void {
    for (const implied of field.implied ?? []) {
      if (written.includes(implied.field)) continue;
      const given = implied.enough && entries.get(implied.enough.by);
      entries.set(implied.field, this.completeNode(implied, given));
    }
  }

  private completeNode(implied: Implied, given: DeclaredNode | undefined): DeclaredNode {
    if (given !== undefined && given.kind !== "value") return buildImpliedNode(implied, given);
    let nodes = this.known.get(implied);
    if (nodes === undefined) {
      nodes = new Map();
      this.known.set(implied, nodes);
    }
    let node = nodes.get(given?.value);
    if (node === undefined) {
      node = buildImpliedNode(implied, given);
      nodes.set(given?.value, node);
    }
    return node;
  }
}

function buildImpliedNode(implied: Implied, given: DeclaredNode | undefined): DeclaredNode {
  const { neutral } = implied;
  if (!isScalar(neutral)) return { kind: "list", items: [], order: "field", whole: false, implied: true };
  return { kind: "value", value: neutral, enough: listEnough(implied, given), implied: true };
}

/** Values that are enough for every literal that is given; where a matcher is given, only the neutral value is. */
function listEnough({ enough }: Implied, given: DeclaredNode | undefined): readonly Scalar[] {
  const literals = given && listLiterals(given);
  if (enough === undefined || literals === undefined) return [];
  const [first = [], ...others] = literals.map(enough.values);
  return first.filter((value) => others.every((values) => values.includes(value)));
}

/** The literals among what a scalar declaration allows. */
function listSomeLiterals(node: DeclaredNode): readonly Scalar[] {
  if (node.kind === "value") return [node.value];
  return node.kind === "oneOf" ? node.alternatives.flatMap(listSomeLiterals) : [];
}
