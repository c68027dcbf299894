import type { DeclaredNode, ObjectNode } from "../declare/declared-node.js";
import { type Field, getField, toListField } from "../model/field.js";
import { isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { isEmpty, resolveLive } from "../model/live-value.js";
import { listUnknownKeys } from "../model/unknown-keys.js";
import type { FindingResult } from "./finding.js";
import { holdsListNode } from "./judge-list.js";
import { coversText, holdsPattern, holdsScalar, isUnknownWord, type Reading } from "./judge-scalar.js";
import type { ListTask } from "./list-task.js";
import { pickBest } from "./outcome.js";

/** What a judgement depends on beside the declaration and the document. */
export interface Terms {
  /** Whether rules that the vendor keeps count as undeclared. */
  readonly vendorRules: "report" | "exact";
  /** Whether a live item protects less than a declared one with its key. */
  readonly isWeaker: (field: Field, node: DeclaredNode, live: Json) => boolean;
}

/** A live value, raw, with the object that holds it. */
export interface LiveAt {
  readonly value: Json | undefined;
  readonly parent: JsonObject;
}

/**
 * Decides whether a declaration holds, and nothing else: no text, no path, no finding is made. `not-checked` means
 * that nobody can tell.
 *
 * Under `Match.not` a pattern is read as *forbidden*: it then stands for everything that it could mean. What a rule
 * implies is left out, `arrayWith` is satisfied at any place and beside anything, and a list is compared item by item
 * without pairing. Whatever holds as demanded therefore never differs as forbidden, so that no document satisfies
 * both a pattern and its negation.
 */
export class Judge {
  constructor(
    private readonly terms: Terms,
    private readonly reading: Reading = "demanded",
    /** Under some `Match.not`, where an undocumented word must not count as a difference. */
    private readonly negated: boolean = false,
  ) {}

  holds(field: Field, node: DeclaredNode, at: LiveAt): FindingResult {
    if (node.kind === "absent") return isGone(field, at.value) ? "matches" : "differs";
    if (node.kind === "not") return this.holdsNot(field, node.inner, at);
    if (node.kind === "oneOf") return pickBest(node.alternatives, (each) => this.holds(field, each, at));
    const value = resolveLive(field, at.value, at.parent);
    if (value === undefined) return "not-checked";
    switch (node.kind) {
      case "anyValue":
        return value === null ? "differs" : "matches";
      case "value":
        if (holdsScalar(field, node, value)) return "matches";
        if (this.reading === "forbidden" && coversText(field, value, node.value)) return "matches";
        return this.negated && isUnknownWord(field, value) ? "not-checked" : "differs";
      case "pattern":
        return holdsPattern(field, node, value);
      case "object":
        return isJsonObject(value) ? this.holdsObject(field, node, value) : this.judgeOtherForm(field);
      case "list":
      case "arrayWith":
      case "eachLike":
        if (!isList(value)) return this.judgeOtherForm(field);
        return holdsListNode(node, this.buildListTask(field, value, at.parent), this.reading);
    }
  }

  /** A live list, and how its items are judged. */
  buildListTask(field: Field, live: readonly Json[], parent: JsonObject): ListTask {
    const list = toListField(field);
    return {
      field: list,
      live,
      vendorRules: this.terms.vendorRules,
      holds: (node, value) => this.holds(list.item, node, { value, parent }),
      isWeaker: (node, value) => this.terms.isWeaker(list.item, node, value),
    };
  }

  /**
   * The result where one side has a list and the other one an object. A field that allows both may mean the same by
   * both.
   */
  private judgeOtherForm(field: Field): FindingResult {
    return this.reading === "forbidden" && "orObject" in field ? "not-checked" : "differs";
  }

  private holdsNot(field: Field, inner: DeclaredNode, at: LiveAt): FindingResult {
    const reading = this.reading === "demanded" ? "forbidden" : "demanded";
    const result = new Judge(this.terms, reading, true).holds(field, inner, at);
    if (result === "matches") return "differs";
    return result === "not-checked" || isUnknownWord(field, at.value) ? "not-checked" : "matches";
  }

  private holdsObject(field: Field, node: ObjectNode, live: JsonObject): FindingResult {
    let all: FindingResult = "matches";
    for (const [key, entry] of node.entries) {
      if (this.reading === "forbidden" && isImplied(entry)) continue;
      const value = Object.hasOwn(live, key) ? live[key] : undefined;
      const result = this.holds(getField(field, key), entry, { value, parent: live });
      if (result === "differs") return result;
      if (result === "not-checked") all = result;
    }
    if (!node.whole) return all;
    if (listUndeclaredKeys(field, node, live).length > 0) return "differs";
    if (listUnknownKeys(live).length === 0) return all;
    // Nobody knows what an undocumented key means, so it does not make what is forbidden something else.
    return this.reading === "forbidden" ? "not-checked" : "differs";
  }
}

/** Documented keys of a live object that a whole declaration leaves out, as far as they hold anything. */
export function listUndeclaredKeys(field: Field, node: ObjectNode, live: JsonObject): readonly string[] {
  return Object.keys(live).filter((key) => {
    const spec = getField(field, key);
    return !node.entries.has(key) && !spec.bookkeeping && !isGone(spec, live[key]);
  });
}

/** Whether an answer has no such key, as far as the field tells that from an empty one. */
export function isGone(field: Field, live: Json | undefined): boolean {
  return live === undefined || (field.absence === "empty" && isEmpty(live));
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether an expectation was not written, but is part of what a rule means. */
export function isImplied(node: DeclaredNode): boolean {
  return "implied" in node;
}
