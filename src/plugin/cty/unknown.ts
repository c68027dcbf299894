import type { ExactNumber } from "./number.js";

/** The lowest or the highest number that a value can be. */
export interface NumberBound {
  readonly number: number | ExactNumber;
  /** Can the value be the bound itself? */
  readonly inclusive: boolean;
}

/** What is known about a value that is not known. */
export interface Refinements {
  /** `false`: the value will not be null. */
  readonly isNull?: boolean;
  /** The text that a string will begin with. */
  readonly prefix?: string;
  readonly min?: NumberBound;
  readonly max?: NumberBound;
  /** The fewest elements that a collection will have. */
  readonly minLength?: number;
  /** The most elements that a collection will have. */
  readonly maxLength?: number;
}

/** A value that is not known before apply. */
export class Unknown {
  constructor(readonly refinements: Refinements = {}) {}
}
