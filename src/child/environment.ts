import { KnownKeys } from "./known-keys.js";

declare const checked: unique symbol;

/**
 * The whole environment of a child. Only the two functions below make one, so that no child can be given
 * `process.env`, key and all, by mistake.
 */
export type ChildEnv = Readonly<Record<string, string>> & { readonly [checked]: true };

const API_KEY = "FULLSTORY_API_KEY";

/**
 * For every child but one: without the Fullstory key, without the variables that `secrets` names, and without every
 * other variable whose value is or holds one of their values.
 */
export function withoutKey(base: NodeJS.ProcessEnv, secrets: readonly string[] = []): ChildEnv {
  const named = [API_KEY, ...secrets];
  const keys = new KnownKeys();
  for (const name of named) keys.add(base[name]);
  const withheld = new Set([...named, ...keys.listHolders(base)]);
  return pickDefined(Object.entries(base).filter(([name]) => !withheld.has(name)));
}

/** For the app alone, which must fetch. */
export function withKey(base: NodeJS.ProcessEnv): ChildEnv {
  return pickDefined(Object.entries(base));
}

function pickDefined(entries: readonly (readonly [string, string | undefined])[]): ChildEnv {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as ChildEnv;
}
