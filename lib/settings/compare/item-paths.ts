import { canonicalize, toShortDigest } from "../model/canonical.js";
import type { ListField } from "../model/field.js";
import type { Json } from "../model/json.js";
import { maskText } from "../model/mask.js";
import { toItemStep } from "../model/path.js";
import { addStep, type Place, toItemPlace } from "./compare-context.js";
import { classifyField, type Found } from "./found.js";
import { readName } from "./live-items.js";

const LABEL = 120;

/** Paths of the items of one list: by value or key where items have one, else by position; each path once. */
export class ItemPaths {
  private readonly used = new Map<string, number>();

  constructor(
    private readonly field: ListField,
    private readonly found: Found,
  ) {}

  /** The place of an item that stands, or would stand, at `index`. */
  locate(item: Json, index: number): Place {
    const label = this.findLabel(item);
    if (label === undefined)
      return toItemPlace(this.found.place, index, { field: this.field.item, live: item });
    const seen = (this.used.get(label) ?? 0) + 1;
    this.used.set(label, seen);
    return addStep(this.found.place, toItemStep(label) + (seen > 1 ? `#${seen}` : ""));
  }

  private findLabel(item: Json): string | undefined {
    if (this.field.key === undefined && this.field.order === "ordered") return undefined;
    const name = readName(this.field, item);
    return typeof name === "string" ? this.nameItem(name) : undefined;
  }

  /** Identifiers are named by their mask and digest, long names by their beginning and digest. */
  private nameItem(text: string): string {
    const dataClass = classifyField(this.field.item);
    const toDigest = () => toShortDigest(canonicalize(text));
    if (this.found.context.masked.has(dataClass)) return `${maskText(dataClass, text)}#${toDigest()}`;
    return text.length > LABEL ? `${text.slice(0, LABEL - 20)}...#${toDigest()}` : text;
  }
}
