import { canonicalText } from "../model/canonical.js";
import type { ListField } from "../model/field.js";
import { isJsonObject, type Json } from "../model/json.js";

/** More pairs of names than this are not compared. */
const TRIALS = 1_000_000;
/** A shorter name is a letter off from too many others. */
const SHORTEST = 4;

/** The names of a live list, to be asked for one that is a slip away. */
export class NearLive {
  private names: readonly string[] | undefined;
  private trials = TRIALS;

  constructor(
    private readonly field: ListField,
    private readonly live: readonly Json[],
    /** Canonical text of what is declared. */
    private readonly declared: string,
  ) {}

  /** The name of a live item that a missing one was most likely meant to have; none that is declared itself. */
  of(item: Json): string | undefined {
    const name = nameOf(this.field, item);
    if (name === undefined || name.length < SHORTEST) return undefined;
    this.names ??= this.live.flatMap((each) => nameOf(this.field, each) ?? []);
    this.trials -= this.names.length;
    if (this.trials < 0) return undefined;
    return this.names.find(
      (each) => each !== name && isSlip(name, each) && !this.declared.includes(canonicalText(each)),
    );
  }
}

function nameOf(field: ListField, item: Json): string | undefined {
  const name = isJsonObject(item) && field.key !== undefined ? item[field.key] : item;
  return typeof name === "string" ? name : undefined;
}

/** Whether all letters that differ stand together, and are one, or two in a long name. */
function isSlip(a: string, b: string): boolean {
  const limit = a.length < 8 ? 1 : 2;
  if (Math.abs(a.length - b.length) > limit) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  return Math.max(a.length, b.length) - start - end <= limit;
}
