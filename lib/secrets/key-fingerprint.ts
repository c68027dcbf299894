import { createHash } from "node:crypto";
import { appendFileSync, closeSync, constants, fstatSync, openSync } from "node:fs";

/**
 * Finds a key in a text without containing it: its length, a rolling hash of 31 bits that picks candidates, and the
 * SHA-256 that decides.
 */
export interface KeyFingerprint {
  readonly length: number;
  readonly rolling: number;
  readonly digest: string;
}

/** Names the file to which a process tells fingerprints of the keys that it uses. `gate` makes the file for its app. */
export const KEY_REPORT_VARIABLE = "FULLSTORY_KEY_REPORT";

/** Shorter keys are not searched for: such a text may occur by chance. */
export const MIN_KEY_LENGTH = 8;

const BASE = 131;
const MODULUS = 2_147_483_647;

/** The key as it is, and as URLs and Basic credentials write it. */
export function listFingerprints(key: string): readonly KeyFingerprint[] {
  const forms = new Set([key, encodeURIComponent(key), ...encodeBase64(key), ...encodeBase64(`${key}:`)]);
  return [...forms]
    .filter((form) => form.length >= MIN_KEY_LENGTH)
    .map((form) => ({ length: form.length, rolling: hashRolling(form), digest: hashText(form) }));
}

/** Without the padding, so that it is found with and without. */
function encodeBase64(text: string): readonly string[] {
  const bytes = Buffer.from(text, "utf8");
  return [bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url")];
}

/** Where fingerprinted keys stand in a text: `[start, end)`, in order, not overlapping. */
export function findKeys(
  text: string,
  known: readonly KeyFingerprint[],
): readonly (readonly [number, number])[] {
  const byLength = new Map<number, Map<number, Set<string>>>();
  for (const { length, rolling, digest } of known) {
    const hashes = byLength.get(length) ?? new Map<number, Set<string>>();
    byLength.set(length, hashes.set(rolling, (hashes.get(rolling) ?? new Set<string>()).add(digest)));
  }
  const found = [...byLength].flatMap(([length, hashes]) => findOfLength(text, length, hashes));
  const merged: [number, number][] = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function findOfLength(
  text: string,
  length: number,
  hashes: ReadonlyMap<number, ReadonlySet<string>>,
): readonly (readonly [number, number])[] {
  if (text.length < length) return [];
  const found: [number, number][] = [];
  let leaving = 1;
  for (let i = 1; i < length; i++) leaving = (leaving * BASE) % MODULUS;
  let hash = hashRolling(text.slice(0, length));
  for (let start = 0; ; start++) {
    if (hashes.get(hash)?.has(hashText(text.slice(start, start + length))) === true)
      found.push([start, start + length]);
    if (start + length >= text.length) return found;
    const without = (hash + MODULUS - ((text.charCodeAt(start) * leaving) % MODULUS)) % MODULUS;
    hash = (without * BASE + text.charCodeAt(start + length)) % MODULUS;
  }
}

function hashRolling(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (hash * BASE + text.charCodeAt(i)) % MODULUS;
  return hash;
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const LINE = /^([1-9]\d{0,4}) (\d{1,10}) ([0-9a-f]{64})$/;

/** The lines of a report. What is no fingerprint is left out. */
export function readKeyReport(text: string): readonly KeyFingerprint[] {
  return text.split("\n").flatMap((line) => {
    const [, length, rolling, digest] = LINE.exec(line) ?? [];
    if (length === undefined || rolling === undefined || digest === undefined) return [];
    return [{ length: Number(length), rolling: Number(rolling), digest }];
  });
}

const told = new Set<string>();

/**
 * Tells the program that started this process which key is in use, where it asked for that. Only an empty or begun
 * report is written to, never a link and never a file that is not there.
 */
export function reportKey(key: string, env: NodeJS.ProcessEnv): void {
  const path = env[KEY_REPORT_VARIABLE];
  if (path === undefined || path === "" || told.has(path + hashText(key))) return;
  const lines = listFingerprints(key).map(
    ({ length, rolling, digest }) => `${length} ${rolling} ${digest}\n`,
  );
  try {
    // No O_CREAT: only a file that is there is written to.
    const file = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW);
    try {
      if (fstatSync(file).isFile()) appendFileSync(file, lines.join(""));
    } finally {
      closeSync(file);
    }
    told.add(path + hashText(key));
  } catch {
    // The program that asked decides what a missing report means.
  }
}
