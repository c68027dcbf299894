/** What a matcher is made of; `Match` makes them, and normalising a declaration reads them. */
export type MatcherKind =
  | "exact"
  | "objectLike"
  | "objectEquals"
  | "arrayWith"
  | "arrayEquals"
  | "anyOrder"
  | "eachLike"
  | "oneOf"
  | "not"
  | "anyValue"
  | "absent"
  | "stringLikeRegexp";

/**
 * A part of a declaration that is looser, or stricter, than a literal. Made by `Match`. `T` is what it may stand for:
 * the compiler refuses a matcher of one document's field in another's place.
 */
export class Matcher<in T = never> {
  /** For the compiler alone: no object has it. */
  declare protected readonly standsFor?: (value: T) => void;

  readonly allowEmpty: boolean;
  readonly allowUnmask: boolean;

  /** @internal */
  constructor(
    readonly kind: MatcherKind,
    readonly argument?: unknown,
    options: ArrayWithOptions & EachLikeOptions = {},
  ) {
    this.allowEmpty = options.allowEmpty === true;
    this.allowUnmask = options.allowUnmask === true;
    Object.freeze(this);
  }
}

export interface ArrayWithOptions {
  /**
   * Whether undeclared live rules that unmask for live sessions may stand beside the declared rules. Only for
   * `elementBlocks`; elsewhere it is an error of the declaration.
   * @default false
   */
  readonly allowUnmask?: boolean;
}

export interface EachLikeOptions {
  /**
   * Whether an empty list satisfies it. A quantifier over nothing says nothing, so it is *not checked* by default.
   * @default false
   */
  readonly allowEmpty?: boolean;
}

/**
 * Matchers for declarations, named as in `aws-cdk-lib/assertions`. They may be nested anywhere. A field's own
 * order rule wins inside every matcher: a list whose order has no meaning is compared without order.
 */
export const Match = Object.freeze({
  /** The whole value and nothing else: undeclared and unknown keys are differences, and nothing is implied. */
  exact(pattern: unknown): Matcher<unknown> {
    return new Matcher("exact", pattern);
  },

  /** An object with at least these keys. In place of a rule it is literally partial: nothing is implied. */
  objectLike<T>(pattern: Declared<NoInfer<T>>): Matcher<T> {
    return new Matcher("objectLike", pattern);
  },

  /** An object with these keys and no others. */
  objectEquals<T>(pattern: Declared<NoInfer<T>>): Matcher<T> {
    return new Matcher("objectEquals", pattern);
  },

  /**
   * A list that has these items. Where order has meaning they must be the first ones, in this order. On rules it
   * also fails when another live rule with the key of a declared one is weaker. On `elementBlocks` it also fails
   * when live has an undeclared rule that unmasks for live sessions, because nobody can tell which elements that
   * rule reaches; `{ allowUnmask: true }` says that such rules are meant to be there.
   */
  arrayWith<T>(items: readonly Declared<NoInfer<T>>[], options?: ArrayWithOptions): Matcher<readonly T[]> {
    return new Matcher("arrayWith", items, options);
  },

  /** A list of these items and no others, each compared whole. */
  arrayEquals<T>(items: readonly Declared<NoInfer<T>>[]): Matcher<readonly T[]> {
    return new Matcher("arrayEquals", items);
  },

  /** A list of these items and no others, in any order, also where order has meaning. */
  anyOrder<T>(items: readonly Declared<NoInfer<T>>[]): Matcher<readonly T[]> {
    return new Matcher("anyOrder", items);
  },

  /** A list each of whose items is like the pattern. A plain object here is partial; nothing is implied. */
  eachLike<T>(pattern: Declared<NoInfer<T>>, options?: EachLikeOptions): Matcher<readonly T[]> {
    return new Matcher("eachLike", pattern, options);
  },

  /** One of the alternatives, each a value or a matcher. */
  oneOf(...alternatives: readonly unknown[]): Matcher<unknown> {
    return new Matcher("oneOf", alternatives);
  },

  /** Anything but the pattern. A word that nobody documents is *not checked* under it, which fails. */
  not(pattern: unknown): Matcher<unknown> {
    return new Matcher("not", pattern);
  },

  /** Any value but `null` and absence. */
  anyValue(): Matcher<unknown> {
    return new Matcher("anyValue");
  },

  /** No such key in the answer. */
  absent(): Matcher<unknown> {
    return new Matcher("absent");
  },

  /** Text in which the RE2 pattern is found somewhere; anchor it with `^` and `$` for the whole text. */
  stringLikeRegexp(pattern: string): Matcher<string> {
    return new Matcher("stringLikeRegexp", pattern);
  },
});

/** A document's type made deeply optional, any part of which may be a `Match`, of one of its forms if it has several. */
export type Declared<T> =
  | (T extends unknown ? Matcher<T> : never)
  | (T extends readonly (infer Item)[]
      ? readonly Declared<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]?: Declared<NonNullable<T[Key]>> | Extract<T[Key], null> }
        : T);
