import type { ArrayWithNode, ListNode } from "../declare/declared-node.js";
import { canonicalSet, canonicalText } from "../model/canonical.js";
import type { Json } from "../model/json.js";
import { canonicalLive } from "../model/live-value.js";
import { textWithUnknown } from "../model/unknown-keys.js";
import { explainOrdered, explainOrderedPrefix } from "./explain-ordered.js";
import { explainPairs } from "./explain-pairs.js";
import type { Finding } from "./finding.js";
import { notChecked } from "./found.js";
import { sortedBy } from "./groups.js";
import { type EachLikeNode, isOrdered, mayKeep, pairList, pairPart } from "./judge-list.js";
import { holdTexts, type TextsHeld } from "./judge-texts.js";
import { ListFindings, type ShownList } from "./list-findings.js";
import { decided, type Outcome } from "./outcome.js";
import { extraItems } from "./pair-items.js";

export type { ShownList } from "./list-findings.js";

/** A declared list is the whole membership. */
export function explainList(node: ListNode, list: ShownList): Outcome {
  const outcome = isOrdered(node, list.task.field)
    ? explainOrdered(node.items, list)
    : explainUnordered(node, list);
  if (node.implied !== true) return outcome;
  return { ...outcome, findings: outcome.findings.map((finding) => ({ ...finding, implied: true })) };
}

function explainUnordered(node: ListNode, list: ShownList): Outcome {
  const { task, found, declared } = list;
  const texts = holdTexts(node.items, task.field, task.live);
  if (texts !== undefined) return explainTexts(texts, list, "whole");
  const findings = new ListFindings(list);
  const shown = explainPairs(pairList(node, task), list, findings);
  const extras: string[] = [];
  for (const item of extraItems(shown.paired, task.field)) {
    if (mayKeep(node, task, item)) {
      found.context.vendorRulesSeen.push(findings.at(item.value, item.index).place.path);
      continue;
    }
    shown.findings.push(findings.extra(item));
    extras.push(canonicalLive(task.field.item, item.value));
  }
  const outcome = decided(declared, shown.findings, () => canonicalSet([...shown.observed(), ...extras]));
  return { items: shown.count, ...outcome };
}

/** These items are there; where order has meaning they come first, in this order. */
export function explainArrayWith(node: ArrayWithNode, list: ShownList): Outcome {
  const { task, declared } = list;
  if (task.field.order === "ordered") return explainOrderedPrefix(node, list);
  const texts = holdTexts(node.items, task.field, task.live);
  if (texts !== undefined) return explainTexts(texts, list, "part");
  const findings = new ListFindings(list);
  const shown = explainPairs(pairPart(node, task), list, findings);
  const beside = findings.beside(extraItems(shown.paired, task.field), node);
  const outcome = decided(
    declared,
    [...shown.findings, ...beside],
    () => `arrayWith(${canonicalSet(shown.observed())})`,
  );
  return { items: shown.count, ...outcome };
}

function explainTexts(texts: TextsHeld, list: ShownList, membership: "whole" | "part"): Outcome {
  const { declared } = list;
  const paths = new ListFindings(list);
  const findings: Finding[] = [];
  const extra = new Set(texts.extra);
  const wider = new Set<Json>();
  for (const item of texts.missing) {
    const covering = paths.widerThan(item);
    // The wider entry is the finding, unless it is declared itself.
    if (covering !== undefined && extra.has(covering)) wider.add(covering);
    else findings.push(paths.missingItem(item, canonicalText(item), 0));
  }
  for (const value of membership === "whole" ? extra : wider) {
    findings.push(wider.has(value) ? paths.wider(value) : paths.extra({ value, index: 0, rivals: [] }));
  }
  const items = { declared: texts.declared, matching: texts.matching.length };
  const setOf = (shown: readonly Json[]) => canonicalSet(shown.map((item) => canonicalText(item)));
  const outcome = decided(declared, findings, () =>
    membership === "whole" ? setOf(texts.live) : `arrayWith(${setOf(texts.matching)})`,
  );
  return { items, ...outcome };
}

/** Every live item is like the pattern, and there is at least one unless that is allowed. */
export function explainEachLike(node: EachLikeNode, list: ShownList): Outcome {
  const { task, found, declared } = list;
  if (task.live.length === 0 && !node.allowEmpty) {
    return notChecked(
      { ...found, declared },
      "the live list is empty, and a statement about every item of nothing says nothing",
    );
  }
  const paths = new ListFindings(list);
  const numbered = task.live.map((value, index) => ({ value, index }));
  const each =
    task.field.order === "unordered" ? sortedBy(numbered, ({ value }) => textWithUnknown(value)) : numbered;
  const outcomes = each.map(({ value, index }) => list.explain(node.inner, paths.at(value, index)));
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const outcome = decided(
    declared,
    findings,
    () => `eachOf(${canonicalSet(outcomes.map(({ observed }) => observed))})`,
  );
  return { items: { declared: task.live.length, matching }, ...outcome };
}
