import { type DeclaredNode, literalOf } from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import { canonicalSet } from "../model/canonical.js";
import type { Json } from "../model/json.js";
import type { Finding } from "./finding.js";
import { type Found, findingAt } from "./found.js";
import { ItemPaths } from "./item-paths.js";
import type { ListTask, Twin } from "./list-task.js";
import { NearLive } from "./near-live.js";
import type { Outcome } from "./outcome.js";
import { isUnmasking, isWeakerThanSome } from "./twins.js";

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
    const { removed } = this.list.task.field;
    const at = { ...this.at(item, index), value: undefined };
    if (this.widerThan(item) !== undefined) {
      return findingAt(at, "missing", { direction: "tightened", declared, note: COVERED });
    }
    const direction = removed?.({ item, siblings: this.list.found.place.siblings }) ?? "unclear";
    const finding = findingAt(at, "missing", { direction, declared });
    const near = this.list.found.context.masked.has(finding.dataClass) ? undefined : this.near.of(item);
    return near === undefined ? finding : { ...finding, near };
  }

  /** A live item that takes in a missing one, where having more of such items is stricter. */
  widerThan(item: Json): Json | undefined {
    const { field, live } = this.list.task;
    if (field.item.kind !== "text" || field.item.covers === undefined || typeof item !== "string")
      return undefined;
    if (this.trials <= 0) return undefined;
    const { covers } = field.item;
    const siblings = this.list.found.place.siblings;
    return live.find(
      (other) =>
        typeof other === "string" &&
        this.trials-- > 0 &&
        covers(other, item) &&
        field.added?.({ item: other, siblings }) === "tightened",
    );
  }

  extra({ value, index, rivals }: Twin): Finding {
    const { added } = this.list.task.field;
    const direction = added?.({ item: value, siblings: this.list.found.place.siblings }) ?? "unclear";
    // A rule that protects may still be weaker than a declared rule with its key.
    if (direction === "tightened" && isWeakerThanSome(rivals, value, this.list.task)) {
      const beside = this.textOf(rivals);
      return findingAt(this.at(value, index), "extra", { direction: "loosened", note: WEAKER, beside });
    }
    return findingAt(this.at(value, index), "extra", { direction });
  }

  private textOf(nodes: readonly DeclaredNode[]): string {
    return canonicalSet(nodes.map((node) => declaredText(this.list.task.field.item, node)));
  }

  /** A live item in place of a declared one that it covers. */
  wider(value: Json): Finding {
    return findingAt(this.at(value, 0), "extra", { direction: "tightened", note: COVERED });
  }

  /** Live items beside a declared part of the list that take back what it says. */
  beside(twins: readonly Twin[], allowUnmask: boolean): Finding[] {
    const { task } = this.list;
    return twins.flatMap(({ value, index, rivals }) => {
      if (isWeakerThanSome(rivals, value, task)) {
        const beside = this.textOf(rivals);
        const details = { direction: "loosened", note: WEAKER, beside } as const;
        return [findingAt(this.at(value, index), "weaker-twin", details)];
      }
      if (allowUnmask || !isUnmasking(task.field, value)) return [];
      const siblings = this.list.found.place.siblings;
      const direction = task.field.added?.({ item: value, siblings }) ?? "unclear";
      return [
        findingAt(this.at(value, index), "extra", {
          direction,
          note: direction === "unclear" ? MAY_UNMASK : UNMASKS,
        }),
      ];
    });
  }
}
