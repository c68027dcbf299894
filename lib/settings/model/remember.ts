const KEPT = 20_000;

/** A pure function of a text that remembers its latest answers. Its memory is bounded. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = answer(text);
    if (known.size >= KEPT) known.clear();
    known.set(text, made);
    return made;
  };
}

/**
 * A pure function of an object that nobody changes. It remembers an answer as long as the object lives; what else it is
 * given must be the same for the same object.
 */
export function rememberByObject<Key extends object, Rest extends readonly unknown[], T>(
  answer: (key: Key, ...rest: Rest) => T,
): (key: Key, ...rest: Rest) => T {
  const known = new WeakMap<Key, T>();
  return (key, ...rest) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = answer(key, ...rest);
    known.set(key, made);
    return made;
  };
}
