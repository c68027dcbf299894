import { toSnake } from "../model/keys.js";
import { Match, type MatcherKind } from "./match.js";

const kinds: ReadonlyMap<string, MatcherKind> = new Map(
  Object.keys(Match).map((kind) => [toSnake(kind), kind as MatcherKind]),
);

/** Every matcher as the JSON form names it. */
export const matcherNames: readonly string[] = [...kinds.keys()];

/**
 * Says that the open JSON under it holds matchers. Without it everything inside open JSON is data, also what is
 * spelled like a matcher.
 */
export const WITH_MATCHERS = "with_matchers";

/** The matcher that a key names, in either spelling. */
export function findMatcher(key: string): MatcherKind | undefined {
  return kinds.get(toSnake(key));
}

/** The key, in either spelling, of an object that holds nothing else than `with_matchers`. */
export function withMatchersIn(json: object): string | undefined {
  const [key = "", ...others] = Object.keys(json);
  return others.length === 0 && toSnake(key) === WITH_MATCHERS ? key : undefined;
}
