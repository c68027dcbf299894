/** Items by what `keyOf` says of each, in the order in which they come. No group is empty. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, readonly [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Sorted by a text that is made once for each item. */
export function sortBy<T>(items: readonly T[], textOf: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  return [...groupBy(items, textOf)].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => group);
}
