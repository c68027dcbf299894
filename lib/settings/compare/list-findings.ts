import { omitUndefined } from "../../omit-undefined.js";
import { type ArrayWithNode, type DeclaredNode, literalOf } from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import { canonicalSet } from "../model/canonical.js";
import type { Direction } from "../model/field.js";
import type { Json } from "../model/json.js";
import type { Finding, FindingKind } from "./finding.js";
import { type Found, findingAt } from "./found.js";
import { ItemPaths } from "./item-paths.js";
import { coversText } from "./judge-scalar.js";
import type { ListTask, Twin } from "./list-task.js";
import { NearLive } from "./near-live.js";
import type { Outcome } from "./outcome.js";
import { isWeakerThanSome, mayUnmask } from "./twins.js";

/** A live list that is explained. */
export interface ShownList {
  readonly task: ListTask;
  /** The list where it stands. */
  readonly found: Found;
  /** Canonical text of what is declared. */
  readonly declared: string;
  /** Explains one item. */
  readonly explain: (node: DeclaredNode, at: Found) => Outcome;
}

/** More pairs of items than this are not tried for one that covers the other. */
const COVER_TRIALS = 1_000_000;
const COVERED = "a wider live entry covers the declared one";
const WEAKER = "another live rule with this key protects less than the declared one";
const UNMASKS =
  "an undeclared live rule unmasks, and nobody can tell which elements it reaches; declare it, or write Match.arrayWith(rules, { allowUnmask: true })";

const MAY_UNMASK =
  "an undeclared live rule has a type that nobody documents, so it may unmask; declare it, or write Match.arrayWith(rules, { allowUnmask: true })";

/** The findings of one list, each at a path of its own. */
export class ListFindings {
  private readonly paths: ItemPaths;
  private readonly near: NearLive;
  private trials = COVER_TRIALS;

  constructor(private readonly list: ShownList) {
    this.paths = new ItemPaths(list.task.field, list.found);
    this.near = new NearLive(list.task.field, list.task.live, list.declared);
  }

  /** A live item where it stands. */
  at(value: Json, index: number): Found {
    const { found, task } = this.list;
    return { ...found, field: task.field.item, value, place: this.paths.of(value, index) };
  }

  missing(node: DeclaredNode, index: number): Finding {
    const { item: field } = this.list.task.field;
    const item = literalOf(node);
    return this.missingItem(item, declaredText(field, node), index);
  }

  missingItem(item: Json, declared: string, index: number): Finding {
    const at = { ...this.at(item, index), value: undefined };
    if (this.widerThan(item) !== undefined) {
      return findingAt(at, "missing", { direction: "tightened", declared, note: COVERED });
    }
    const finding = findingAt(at, "missing", { direction: this.direction("removed", item), declared });
    const isMasked = this.list.found.context.masked.has(finding.dataClass);
    return { ...finding, ...omitUndefined({ near: isMasked ? undefined : this.near.of(item) }) };
  }

  /** A live item that takes in a missing one, where having more of such items is stricter. */
  widerThan(item: Json): Json | undefined {
    const { field, live } = this.list.task;
    if (!("covers" in field.item) || this.trials <= 0) return undefined;
    return live.find(
      (other) =>
        this.trials-- > 0 &&
        coversText(field.item, other, item) &&
        this.direction("added", other) === "tightened",
    );
  }

  private direction(change: "added" | "removed", item: Json): Direction {
    const { task, found } = this.list;
    return task.field[change]?.({ item, siblings: found.place.siblings }) ?? "unclear";
  }

  extra(item: Twin): Finding {
    const direction = this.direction("added", item.value);
    // A rule that protects may still be weaker than a declared rule with its key.
    return direction === "tightened" && isWeakerThanSome(item, this.list.task)
      ? this.weaker(item, "extra")
      : findingAt(this.at(item.value, item.index), "extra", { direction });
  }

  private weaker({ value, index, rivals }: Twin, kind: FindingKind): Finding {
    const { item: field } = this.list.task.field;
    const beside = canonicalSet(rivals.map((node) => declaredText(field, node)));
    return findingAt(this.at(value, index), kind, { direction: "loosened", note: WEAKER, beside });
  }

  /** A live item in place of a declared one that it covers. */
  wider(value: Json): Finding {
    return findingAt(this.at(value, 0), "extra", { direction: "tightened", note: COVERED });
  }

  /** Live items beside a declared part of the list that take back what it says. */
  beside(twins: readonly Twin[], node: ArrayWithNode): Finding[] {
    const { task } = this.list;
    return twins.flatMap((twin) => {
      if (isWeakerThanSome(twin, task)) return [this.weaker(twin, "weaker-twin")];
      if (!mayUnmask(twin, node, task.field)) return [];
      const direction = this.direction("added", twin.value);
      const note = direction === "unclear" ? MAY_UNMASK : UNMASKS;
      return [findingAt(this.at(twin.value, twin.index), "extra", { direction, note })];
    });
  }
}
