import { type ArrayWithNode, type DeclaredNode, type ListNode, literalOf } from "../declare/declared-node.js";
import { canonicalSet, canonicalText } from "../model/canonical.js";
import { type ListField, listFieldOf } from "../model/field.js";
import type { Json } from "../model/json.js";
import { canonicalLive } from "../model/live-value.js";
import { textWithUnknown } from "../model/unknown-keys.js";
import { compareNode } from "./compare-node.js";
import { compareOrdered, compareOrderedPrefix } from "./compare-ordered.js";
import type { Finding } from "./finding.js";
import { type Found, fails, findingAt, NO_SUCH_KEY, notChecked } from "./found.js";
import { ItemPaths } from "./item-paths.js";
import { isVendor, sortedBy } from "./live-items.js";
import { decided, type Outcome } from "./outcome.js";
import { type PairedItems, pairItems } from "./pair-items.js";
import { findingsBeside, isWeakerThanSome, WEAKER } from "./weaker-twins.js";

/** A declared list is the whole membership. */
export function compareList(node: ListNode, found: Found, declared: string): Outcome {
  const items = found.value;
  if (!isList(items)) return withoutList(found, declared, node.implied);
  const field = listFieldOf(found.field);
  const ordered = field.order === "ordered" && node.order === "field";
  const outcome = ordered
    ? compareOrdered(node.items, field, items, found, declared)
    : (compareTexts(node.items, field, items, found, declared, "whole") ??
      compareUnordered(node, field, items, found, declared));
  if (node.implied !== true) return outcome;
  return { ...outcome, findings: outcome.findings.map((finding) => ({ ...finding, implied: true })) };
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function withoutList(found: Found, declared: string, implied = false): Outcome {
  if (found.value === undefined) return notChecked(found, declared, NO_SUCH_KEY, implied);
  return fails(found, declared, "value", { implied });
}

/** Sets of literal texts need no pairing: linear in both sides. */
function compareTexts(
  nodes: readonly DeclaredNode[],
  field: ListField,
  items: readonly Json[],
  found: Found,
  declared: string,
  membership: "whole" | "part",
): Outcome | undefined {
  if (field.item.kind !== "text" || field.order !== "unordered") return undefined;
  const wanted = new Set<Json>();
  for (const node of nodes) {
    if (node.kind !== "value") return undefined;
    wanted.add(node.value);
  }
  const live = new Set(items);
  const findings: Finding[] = [];
  const paths = new ItemPaths(field, found);
  let matching = 0;
  for (const item of wanted) {
    if (live.has(item)) matching++;
    else findings.push(missingItem(item, canonicalText(item), 0, field, found, paths));
  }
  if (membership === "whole") {
    for (const item of live) if (!wanted.has(item)) findings.push(extraItem(item, 0, field, found, paths));
  }
  const count = { declared: wanted.size, matching };
  if (findings.length === 0) return decided(declared, declared, [], count);
  const shown = membership === "whole" ? [...live] : [...wanted].filter((item) => live.has(item));
  const set = canonicalSet(shown.map((item) => canonicalText(item)));
  return decided(declared, membership === "whole" ? set : `arrayWith(${set})`, findings, count);
}

export function missingItem(
  item: Json,
  declared: string,
  index: number,
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding {
  const direction = field.removed?.({ item, siblings: found.place.siblings }) ?? "unclear";
  const at: Found = { ...found, field: field.item, value: undefined, place: paths.of(item, index) };
  return findingAt(at, "missing", { direction, declared });
}

export function extraItem(
  item: Json,
  index: number,
  field: ListField,
  found: Found,
  paths: ItemPaths,
  rivals: readonly DeclaredNode[] = [],
): Finding {
  const direction = field.added?.({ item, siblings: found.place.siblings }) ?? "unclear";
  const at: Found = { ...found, field: field.item, value: item, place: paths.of(item, index) };
  // What protects by itself may still take back what a declared item with its key protects.
  if (direction === "tightened" && isWeakerThanSome(rivals, item, field, found)) {
    return findingAt(at, "extra", { direction: "loosened", note: WEAKER });
  }
  return findingAt(at, "extra", { direction });
}

/** The findings of a pairing but for what live has in addition. */
export function pairingFindings(
  paired: PairedItems,
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding[] {
  return [
    ...paired.near.flatMap(({ outcome }) => outcome.findings),
    ...paired.missing.map((item) =>
      missingItem(literalOf(item.node), item.declared, item.index, field, found, paths),
    ),
    ...paired.undecided,
  ];
}

function compareUnordered(
  node: ListNode,
  field: ListField,
  items: readonly Json[],
  found: Found,
  declared: string,
): Outcome {
  const paths = new ItemPaths(field, found);
  const collapse = field.order === "unordered";
  const vendorMayKeep = !node.whole && found.context.vendorRules !== "exact";
  const paired = pairItems(node.items, items, field, found, paths, {
    collapse,
    arrange: true,
    mayRemain: vendorMayKeep ? "vendor" : "none",
  });
  const findings = pairingFindings(paired, field, found, paths);
  const extras: string[] = [];
  for (const item of paired.extra) {
    if (vendorMayKeep && item.rivals.length === 0 && isVendor(field, item)) {
      found.context.vendorRulesSeen.push(paths.of(item.value, item.index).path);
      continue;
    }
    findings.push(extraItem(item.value, item.index, field, found, paths, item.rivals));
    extras.push(canonicalLive(field.item, item.value));
  }
  const observed = findings.length === 0 ? declared : canonicalSet([...paired.observed(), ...extras]);
  return decided(declared, observed, findings, paired.count);
}

/** These items are there; where order has meaning they come first, in this order. */
export function compareArrayWith(node: ArrayWithNode, found: Found, declared: string): Outcome {
  const items = found.value;
  if (!isList(items)) return withoutList(found, declared);
  const field = listFieldOf(found.field);
  if (field.order === "ordered") return compareOrderedPrefix(node.items, field, items, found, declared);
  const texts = compareTexts(node.items, field, items, found, declared, "part");
  if (texts !== undefined) return texts;
  const paths = new ItemPaths(field, found);
  const paired = pairItems(node.items, items, field, found, paths, {
    collapse: true,
    arrange: true,
    mayRemain: "all",
  });
  const findings = [
    ...pairingFindings(paired, field, found, paths),
    ...findingsBeside(paired.extra, node.allowUnmask === true, field, found, paths),
  ];
  const observed = findings.length === 0 ? declared : `arrayWith(${canonicalSet(paired.observed())})`;
  return decided(declared, observed, findings, paired.count);
}

/** Every live item is like the pattern, and there is at least one unless that is allowed. */
export function compareEachLike(
  node: { readonly inner: DeclaredNode; readonly allowEmpty: boolean },
  found: Found,
  declared: string,
): Outcome {
  const items = found.value;
  if (!isList(items)) return withoutList(found, declared);
  if (items.length === 0 && !node.allowEmpty) {
    return notChecked(
      found,
      declared,
      "the live list is empty, and a statement about every item of nothing says nothing",
    );
  }
  const field = listFieldOf(found.field);
  const paths = new ItemPaths(field, found);
  const numbered = items.map((value, index) => ({ value, index }));
  const each =
    field.order === "unordered" ? sortedBy(numbered, ({ value }) => textWithUnknown(value)) : numbered;
  const outcomes = each.map(({ value, index }) =>
    compareNode(field.item, node.inner, value, paths.of(value, index), found.context),
  );
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const observed = `eachOf(${canonicalSet(outcomes.map((outcome) => outcome.observed))})`;
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  return decided(declared, observed, findings, { declared: items.length, matching });
}
