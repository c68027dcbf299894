import type { DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import { isJsonObject, type Json } from "../model/json.js";
import { silent } from "./compare-context.js";
import { compareNode } from "./compare-node.js";
import type { Finding } from "./finding.js";
import { type Found, findingAt } from "./found.js";
import type { ItemPaths } from "./item-paths.js";

/** A live item beside the declared items that have its key. */
export interface Twin {
  readonly value: Json;
  readonly index: number;
  readonly rivals: readonly DeclaredNode[];
}

const UNMASKS =
  "an undeclared live rule unmasks, and nobody can tell which elements it reaches; declare it, or write Match.arrayWith(rules, { allowUnmask: true })";

/**
 * Live items beside a part of a list that take back what the part says: a weaker twin of a declared item, and, where
 * that was not allowed, any item that unmasks for live sessions.
 */
export function findingsBeside(
  twins: readonly Twin[],
  allowUnmask: boolean,
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding[] {
  const weaker = weakerTwins(twins, field, found, paths);
  if (allowUnmask || field.unmasks === undefined) return weaker;
  const unmasking = twins.filter(
    ({ value, rivals }) =>
      isJsonObject(value) &&
      field.unmasks?.(value) === true &&
      !isWeakerThanSome(rivals, value, field, found),
  );
  return [
    ...weaker,
    ...unmasking.map(({ value, index }) =>
      findingAt({ ...found, field: field.item, value, place: paths.of(value, index) }, "extra", {
        direction: "loosened",
        note: UNMASKS,
      }),
    ),
  ];
}

export const WEAKER = "another live rule with this key protects less than the declared one";

/**
 * Another live rule with the key of a declared one must not be weaker than it: `arrayWith` would pass over a rule
 * that takes back what the declared one protects.
 */
export function weakerTwins(
  twins: readonly Twin[],
  field: ListField,
  found: Found,
  paths: ItemPaths,
): Finding[] {
  const findings: Finding[] = [];
  for (const { value, index, rivals } of twins) {
    if (!isWeakerThanSome(rivals, value, field, found)) continue;
    const place = paths.of(value, index);
    findings.push(
      findingAt({ ...found, field: field.item, value, place }, "weaker-twin", {
        direction: "loosened",
        note: WEAKER,
      }),
    );
  }
  return findings;
}

/** Whether a live item is anything but as strict as each of the declared ones. What is unclear counts as weaker. */
export function isWeakerThanSome(
  rivals: readonly DeclaredNode[],
  live: Json,
  field: ListField,
  found: Found,
): boolean {
  const context = silent(found.context);
  return rivals.some((node) =>
    compareNode(field.item, node, live, found.place, context).findings.some(
      (finding) => finding.direction !== "tightened",
    ),
  );
}
