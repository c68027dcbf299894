import type { DeclaredNode } from "./declared-node.js";
import type { Implied, ObjectField } from "./field.js";
import { isScalar, type Scalar } from "./json.js";
import { keyStep } from "./path.js";

/** Fields that say little, or the opposite, without another one that is not written beside them. */
export function missingCompanions(
  field: ObjectField,
  written: readonly string[],
  entries: ReadonlyMap<string, DeclaredNode>,
): readonly { readonly step: string; readonly message: string }[] {
  return (field.companions ?? []).flatMap((companion) => {
    const { needs, why, line, when } = companion;
    const node = entries.get(companion.field);
    if (node === undefined || written.includes(needs)) return [];
    if (when !== undefined && !literalsIn(node).some((value) => when.includes(String(value)))) return [];
    const message = `needs ${needs} beside it, because ${why}: add \`${line}\` (or \`${needs}: Match.anyValue(),\` to leave it open)`;
    return [{ step: keyStep(companion.field), message }];
  });
}

/** Adds what a rule implies and does not write. */
export function completeRule(
  field: ObjectField,
  written: readonly string[],
  entries: Map<string, DeclaredNode>,
): void {
  const type = entries.get("type");
  for (const implied of field.implied ?? []) {
    if (!written.includes(implied.field)) entries.set(implied.field, impliedNode(implied, type));
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
