import { isObject, type JsonObject, type JsonValue } from "./json";

/** Where time and unguessable words come from; passed in so that the store itself is pure. */
export interface Sources {
  readonly getTime: () => Date;
  readonly createToken: () => string;
}

/** Fields that replace those of the version before, and who did it when. */
export interface Change {
  readonly settings: JsonObject;
  /** @default "ops@example.com" */
  readonly by?: string | undefined;
  /** RFC 3339, served as it is. @default - now, a millisecond later than the last default at least */
  readonly at?: string | undefined;
}

/** A version to seed: a change of the document that stands, or any JSON value served word for word. */
export type Seed = Change | { readonly raw: JsonValue };

/** One version of a document. An exact one is served word for word, whatever spelling is configured. */
export interface Version {
  readonly value: JsonValue;
  readonly exact: boolean;
}

export interface Page {
  /** Newest first. */
  readonly versions: readonly Version[];
  /** The token of this very page. */
  readonly token: string;
  /** The token of the page after this one; absent on the last. */
  readonly nextToken?: string;
}

const DEFAULT_AUTHOR = "ops@example.com";
const HOUR_MS = 3_600_000;

/** One settings document with all its versions. Values are never changed in place. */
export class VersionedDocument {
  /** Oldest first, so that an index, once handed out as a token, stays that of its version. */
  #versions: Version[];
  #tokenOf = new Map<number, string>();
  #indexOf = new Map<string, number>();
  #latestDefaultMs = 0;
  readonly #sources: Sources;

  constructor(first: JsonObject, sources: Sources) {
    this.#versions = [{ value: first, exact: false }];
    this.#sources = sources;
  }

  get current(): Version {
    return this.#versions.at(-1) ?? { value: null, exact: true };
  }

  /** Adds a version: the fields given replace those of the newest version that is an object. */
  set(change: Change): void {
    const at = change.at ?? this.#getNextTime();
    this.#versions.push({ value: mergeChange(this.#findNewestObject(), change, at), exact: false });
  }

  /** Replaces fields of the newest version without making a new one or touching its dates. */
  change(settings: JsonObject): void {
    this.#versions[this.#versions.length - 1] = {
      value: { ...this.#findNewestObject(), ...settings },
      exact: false,
    };
  }

  /** Adds a version that is exactly this value. */
  replace(value: JsonValue): void {
    this.#versions.push({ value, exact: true });
  }

  /** Forgets every version and has these instead, newest first; each on top of the fields that stand now. */
  seed(newestFirst: readonly Seed[]): void {
    const base = this.#findNewestObject();
    const nowMs = this.#sources.getTime().getTime();
    const toVersion = (seed: Seed, age: number): Version => {
      if ("raw" in seed) return { value: seed.raw, exact: true };
      const at = seed.at ?? new Date(nowMs - age * HOUR_MS).toISOString();
      return { value: mergeChange(base, seed, at), exact: false };
    };
    this.#versions = newestFirst.map(toVersion).reverse();
    this.#tokenOf = new Map();
    this.#indexOf = new Map();
  }

  /** The versions from the token's on, newest first; `undefined` for a token that was never handed out. */
  getPage(token: string | undefined, limit: number): Page | undefined {
    const first = token === undefined ? this.#versions.length - 1 : this.#indexOf.get(token);
    if (first === undefined) return undefined;
    const next = first - limit;
    const versions = this.#versions.slice(Math.max(0, next + 1), first + 1).reverse();
    return { versions, token: this.#getToken(first), ...(next >= 0 && { nextToken: this.#getToken(next) }) };
  }

  #getToken(index: number): string {
    const known = this.#tokenOf.get(index);
    if (known !== undefined) return known;
    const token = this.#sources.createToken();
    this.#tokenOf.set(index, token);
    this.#indexOf.set(token, index);
    return token;
  }

  #findNewestObject(): JsonObject {
    for (let index = this.#versions.length - 1; index >= 0; index--) {
      const value = this.#versions[index]?.value;
      if (isObject(value)) return value;
    }
    return {};
  }

  /** Two changes within one millisecond still have an order. */
  #getNextTime(): string {
    this.#latestDefaultMs = Math.max(this.#sources.getTime().getTime(), this.#latestDefaultMs + 1);
    return new Date(this.#latestDefaultMs).toISOString();
  }
}

function mergeChange(before: JsonObject, { settings, by = DEFAULT_AUTHOR }: Change, at: string): JsonObject {
  const given = settings["metadata"];
  if (given !== undefined && !isObject(given)) return { ...before, ...settings };
  const earlier = isObject(before["metadata"]) ? before["metadata"] : {};
  const metadata = {
    created: at,
    createdBy: by,
    ...earlier,
    lastUpdated: at,
    lastUpdatedBy: by,
    ...given,
  };
  return { ...before, ...settings, metadata };
}
