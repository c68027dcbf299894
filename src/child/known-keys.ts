import { findKeys, type KeyFingerprint, listFingerprints, MIN_KEY_LENGTH } from "../../lib/secrets/index.js";

const MASK = "[secret]";

/** A key in the form that Fullstory gives out today, whoever uses it. */
const FULLSTORY_KEY = /\b(?:na1|eu1)\.[A-Za-z0-9+/_-]{12,}={0,2}/g;

/** Every key that is known to be in use, by its text or by its fingerprint only. */
export class KnownKeys {
  readonly #fingerprints: KeyFingerprint[] = [];
  /** Too short to be looked for inside of other texts. */
  readonly #short = new Set<string>();
  #wasTold = false;

  /** As a variable holds it: blanks around it and a leading `Basic ` are dropped. */
  add(value: string | undefined): void {
    const key = stripScheme(value ?? "");
    if (key === "") return;
    if (key.length < MIN_KEY_LENGTH) this.#short.add(key);
    else this.#fingerprints.push(...listFingerprints(key));
  }

  /** What an app told of the keys that it uses. */
  addFingerprints(fingerprints: readonly KeyFingerprint[]): void {
    this.#fingerprints.push(...fingerprints);
    this.#wasTold ||= fingerprints.length > 0;
  }

  /** Whether an app told of at least one. */
  get wasTold(): boolean {
    return this.#wasTold;
  }

  /** Names of the variables whose value is or holds a key. */
  listHolders(env: NodeJS.ProcessEnv): readonly string[] {
    return Object.keys(env).filter((name) => this.isIn(env[name] ?? ""));
  }

  /** Whether the text is or holds a key. */
  isIn(text: string): boolean {
    if (this.#short.has(stripScheme(text)) || text.search(FULLSTORY_KEY) >= 0) return true;
    return findKeys(text, this.#fingerprints).length > 0;
  }

  /** The text with every key in it blotted out. */
  censor(text: string): string {
    let [shown, from] = ["", 0];
    for (const [start, end] of findKeys(text, this.#fingerprints)) {
      shown += text.slice(from, start) + MASK;
      from = end;
    }
    return (shown + text.slice(from)).replace(FULLSTORY_KEY, MASK);
  }
}

function stripScheme(value: string): string {
  return value.trim().replace(/^basic\s+/i, "");
}
