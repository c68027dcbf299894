type Omitted<T extends object> = {
  [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key];
} & { [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined> };

/** The properties that have a value. Optional properties of this code are never `undefined`: they are absent. */
export function omitUndefined<T extends object>(properties: T): Omitted<T> {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Omitted<T>;
}
