import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { Match } from "../../lib/settings/declare/match.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import { listStrictnessChanges } from "../../lib/verdict/strictness.js";
import type { StrictnessChange } from "../../lib/verdict/strictness-change.js";
import { normalized } from "../settings/support.js";

/** Everything that a later declaration of a document asks for otherwise. */
export function allChanges(
  name: EndpointName,
  old: ObjectNode,
  now: ObjectNode,
): readonly StrictnessChange[] {
  return [...listStrictnessChanges(endpoints[name].document, old, now).values()].flat();
}

/** What a later declaration asks for otherwise, by path. */
export function changes(name: EndpointName, before: unknown, after: unknown): readonly string[] {
  const [old, now] = [normalized(name, before), normalized(name, after)];
  return allChanges(name, old, now).map(({ path, tighter }) => `${tighter ? "tighter" : "weaker"}: ${path}`);
}

export type Row = readonly [title: string, before: unknown, after: unknown, ...changes: readonly string[]];

/** Holds what becomes of one field; a declaration is as strict as itself. */
export function holds(name: EndpointName, field: string, rows: readonly Row[]): void {
  test.each(rows.map(([title, ...row]) => [title, row] as const))(`${name} ${field}: %s`, (_title, row) => {
    const [before, after, ...expected] = row;
    expect(changes(name, { [field]: before }, { [field]: after })).toEqual(expected);
    expect(changes(name, { [field]: before }, { [field]: before })).toEqual([]);
    expect(changes(name, { [field]: after }, { [field]: after })).toEqual([]);
  });
}

export const { absent, anyOrder, anyValue, arrayEquals, arrayWith, eachLike, exact, not, objectLike, oneOf } =
  Match;
export const pattern = Match.stringLikeRegexp;
