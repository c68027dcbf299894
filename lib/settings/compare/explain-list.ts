import type { ArrayWithNode, ListNode } from "../declare/declared-node.js";
import { canonicalize, canonicalizeSet } from "../model/canonical.js";
import type { Json } from "../model/json.js";
import { spellLive } from "../model/live-value.js";
import { spellWithUnknown } from "../model/unknown-keys.js";
import { explainOrdered, explainOrderedPrefix } from "./explain-ordered.js";
import { explainPairs } from "./explain-pairs.js";
import type { Finding } from "./finding.js";
import { skipCheck } from "./found.js";
import { sortBy } from "./groups.js";
import { type EachLikeNode, isOrdered, mayKeep, pairList, pairPart } from "./judge-list.js";
import { judgeTexts, type TextsHeld } from "./judge-texts.js";
import { ListFindings, type ShownList } from "./list-findings.js";
import { conclude, type Outcome } from "./outcome.js";
import { listExtraItems } from "./pair-items.js";

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
  const texts = judgeTexts(node.items, task.field, task.live);
  if (texts !== undefined) return explainTexts(texts, list, "whole");
  const findings = new ListFindings(list);
  const shown = explainPairs(pairList(node, task), list, findings);
  const extras: string[] = [];
  for (const item of listExtraItems(shown.paired, task.field)) {
    if (mayKeep(node, task, item)) {
      found.context.vendorRulesSeen.push(findings.locate(item.value, item.index).place.path);
      continue;
    }
    shown.findings.push(findings.reportExtra(item));
    extras.push(spellLive(task.field.item, item.value));
  }
  const outcome = conclude(declared, shown.findings, () => canonicalizeSet([...shown.observed(), ...extras]));
  return { items: shown.count, ...outcome };
}

/** These items are there; where order has meaning they come first, in this order. */
export function explainArrayWith(node: ArrayWithNode, list: ShownList): Outcome {
  const { task, declared } = list;
  if (task.field.order === "ordered") return explainOrderedPrefix(node, list);
  const texts = judgeTexts(node.items, task.field, task.live);
  if (texts !== undefined) return explainTexts(texts, list, "part");
  const findings = new ListFindings(list);
  const shown = explainPairs(pairPart(node, task), list, findings);
  const beside = findings.reportBeside(listExtraItems(shown.paired, task.field), node);
  const outcome = conclude(
    declared,
    [...shown.findings, ...beside],
    () => `arrayWith(${canonicalizeSet(shown.observed())})`,
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
    const covering = paths.findWider(item);
    // The wider entry is the finding, unless it is declared itself.
    if (covering !== undefined && extra.has(covering)) wider.add(covering);
    else findings.push(paths.reportMissingItem(item, canonicalize(item), 0));
  }
  for (const value of membership === "whole" ? extra : wider) {
    findings.push(
      wider.has(value) ? paths.reportWider(value) : paths.reportExtra({ value, index: 0, rivals: [] }),
    );
  }
  const items = { declared: texts.declared, matching: texts.matching.length };
  const setOf = (shown: readonly Json[]) => canonicalizeSet(shown.map((item) => canonicalize(item)));
  const outcome = conclude(declared, findings, () =>
    membership === "whole" ? setOf(texts.live) : `arrayWith(${setOf(texts.matching)})`,
  );
  return { items, ...outcome };
}

/** Every live item is like the pattern, and there is at least one unless that is allowed. */
export function explainEachLike(node: EachLikeNode, list: ShownList): Outcome {
  const { task, found, declared } = list;
  if (task.live.length === 0 && !node.allowEmpty) {
    return skipCheck(
      { ...found, declared },
      "the live list is empty, and a statement about every item of nothing says nothing",
    );
  }
  const paths = new ListFindings(list);
  const numbered = task.live.map((value, index) => ({ value, index }));
  const each =
    task.field.order === "unordered" ? sortBy(numbered, ({ value }) => spellWithUnknown(value)) : numbered;
  const outcomes = each.map(({ value, index }) => list.explain(node.inner, paths.locate(value, index)));
  const matching = outcomes.filter((outcome) => outcome.result === "matches").length;
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const outcome = conclude(
    declared,
    findings,
    () => `eachOf(${canonicalizeSet(outcomes.map(({ observed }) => observed))})`,
  );
  return { items: { declared: task.live.length, matching }, ...outcome };
}
