import { snakeCase } from "../model/keys.js";
import type { MatcherKind } from "./match.js";

/** Every matcher as the JSON form names it, with its name in TypeScript. */
export const MATCHER_NAMES: Readonly<Record<string, MatcherKind>> = {
  exact: "exact",
  object_like: "objectLike",
  object_equals: "objectEquals",
  array_with: "arrayWith",
  array_equals: "arrayEquals",
  any_order: "anyOrder",
  each_like: "eachLike",
  one_of: "oneOf",
  not: "not",
  any_value: "anyValue",
  absent: "absent",
  string_like_regexp: "stringLikeRegexp",
};

/**
 * Says that the open JSON under it holds matchers. Without it everything inside open JSON is data, also what is
 * spelled like a matcher.
 */
export const WITH_MATCHERS = "with_matchers";

/** The matcher that a key names, in either spelling. */
export function matcherNamed(key: string): MatcherKind | undefined {
  const name = snakeCase(key);
  return Object.hasOwn(MATCHER_NAMES, name) ? MATCHER_NAMES[name] : undefined;
}

/** Whether a key is `with_matchers`, in either spelling. */
export function isWithMatchers(key: string): boolean {
  return snakeCase(key) === WITH_MATCHERS;
}
