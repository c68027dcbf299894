import type { Chance } from "./chance.js";

/** The JSON form of a declaration with one thing changed in it; what comes out need not be a declaration. */
export function nearTo(json: unknown, chance: Chance): unknown {
  const places: Place[] = [];
  collect(json, undefined, places);
  const copy: unknown = structuredClone(json);
  const twins: Place[] = [];
  collect(copy, undefined, twins);
  const place = chance.pick(twins);
  const changed = change(place.value, chance, places);
  if (place.set === undefined) return changed === REMOVED ? {} : changed;
  place.set(changed);
  return copy;
}

interface Place {
  readonly value: unknown;
  readonly set?: (value: unknown) => void;
}

function collect(value: unknown, set: Place["set"], into: Place[]): void {
  into.push({ value, ...(set === undefined ? {} : { set }) });
  if (typeof value !== "object" || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder))
    collect(
      holder[key],
      (other) => {
        if (other === REMOVED && Array.isArray(value)) value.splice(Number(key), 1);
        else if (other === REMOVED) delete holder[key];
        else holder[key] = other;
      },
      into,
    );
}

const REMOVED = Symbol("removed");

const WORDS = [
  ...["BLOCK_EXCLUDE", "BLOCK_MASK", "BLOCK_UNMASK", "ALL_SESSIONS", "LIVE_SESSIONS_ONLY", "NO_SESSIONS"],
  ...["GEO_ALL", "GEO_ALLOW_LIST", "GEO_BLOCK_LIST", "US", "CA", "DE", "ELIDE", "WHITELIST", "RECORD"],
  ...[
    ".a",
    ".b",
    "/x",
    "/y",
    "a.example",
    "b.example",
    "a",
    "b",
    "10.0.0.1",
    "10.0.0.*",
    "10.0.0.0/24",
    ".a,.b",
    ".x",
  ],
  ...["PRIVACY_MODE_OFF", "PRIVACY_MODE_MASK_BODY", "PRIVACY_MODE_MASK_DEFAULT"],
];

function change(value: unknown, chance: Chance, places: readonly Place[]): unknown {
  const other = chance.pick(places).value;
  if (chance.once(5)) return REMOVED;
  if (chance.once(8)) return { any_value: true };
  if (chance.once(8)) return { one_of: [value, typeof value === "string" ? chance.pick(WORDS) : other] };
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return chance.once(6) ? { not: chance.pick(WORDS) } : chance.pick(WORDS);
  if (Array.isArray(value)) return changedList(value, chance, other);
  if (typeof value !== "object" || value === null) return other;
  return changedObject(value as Record<string, unknown>, chance, other);
}

function changedList(items: readonly unknown[], chance: Chance, other: unknown): unknown {
  switch (chance.below(9)) {
    case 0:
      return { array_with: items };
    case 1:
      return { array_with: { items, allow_unmask: true } };
    case 2:
      return { any_order: items };
    case 3:
      return { array_equals: items };
    case 4:
      return { each_like: items[0] ?? other };
    case 5:
      return [...items].reverse();
    case 6:
      return [...items, nearTo(items[0] ?? other, chance)];
    case 7:
      return items.slice(1);
    default:
      return [...items, chance.pick(WORDS)];
  }
}

function changedObject(given: Record<string, unknown>, chance: Chance, other: unknown): unknown {
  const { array_with, each_like, any_order, one_of, object_like } = given;
  if (Array.isArray(array_with) && chance.once(2))
    return chance.pick<unknown>([array_with, { array_with: { items: array_with, allow_unmask: true } }]);
  if (each_like !== undefined && chance.once(2)) return { each_like: { item: each_like, allow_empty: true } };
  if (any_order !== undefined && chance.once(2)) return any_order;
  if (Array.isArray(one_of) && chance.once(2))
    return chance.pick<unknown>([...one_of, { one_of: one_of.slice(1) }]);
  if (object_like !== undefined && chance.once(2)) return object_like;
  switch (chance.below(5)) {
    case 0:
      return { object_like: given };
    case 1:
      return { exact: given };
    case 2:
      return { ...given, scope: chance.pick(["ALL_SESSIONS", "LIVE_SESSIONS_ONLY", "NO_SESSIONS"]) };
    case 3:
      return { ...given, consent: chance.once(2), notes: "a" };
    default:
      return { not: other };
  }
}
