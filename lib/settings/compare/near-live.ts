import { canonicalize } from "../model/canonical.js";
import type { ListField } from "../model/field.js";
import type { Json } from "../model/json.js";
import { readName } from "./live-items.js";

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
  find(item: Json): string | undefined {
    const name = readName(this.field, item);
    if (typeof name !== "string" || name.length < SHORTEST) return undefined;
    this.names ??= this.live
      .map((each) => readName(this.field, each))
      .filter((each) => typeof each === "string");
    this.trials -= this.names.length;
    if (this.trials < 0) return undefined;
    return this.names.find((each) => isSlip(name, each) && !this.declared.includes(canonicalize(each)));
  }
}

/** Whether all letters in which two names differ stand together, and are one, or two in a long name. */
function isSlip(a: string, b: string): boolean {
  if (a === b) return false;
  let same = 0;
  while (a[same] === b[same]) same++;
  const [restA, restB] = [a.slice(same), b.slice(same)];
  const limit = a.length < 8 ? 1 : 2;
  return restA.endsWith(restB.slice(limit)) && restB.endsWith(restA.slice(limit));
}
