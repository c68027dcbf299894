/** @throws {Error} if the provider has no such type, which Terraform's own look at the schema excludes */
export function findType<T>(kind: string, table: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new Error(`there is no ${kind} ${JSON.stringify(name)}`);
  return found;
}
