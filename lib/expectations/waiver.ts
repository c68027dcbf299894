import type { Finding } from "../settings/compare/finding.js";
import type { Field } from "../settings/model/field.js";
import { findNearest } from "../settings/model/nearest.js";
import { quote } from "../settings/model/path.js";
import { formatInstant, readInstant } from "./instant.js";

/** Lets one difference through for a while. */
export interface Waiver {
  /** The path that the message prints: a leaf or an item, for example `elementBlocks[".tax-id"].scope`. */
  readonly path: string;
  /**
   * The 32 hexadecimal digits that the message prints. They fit one finding: document, platform, org, path, what was
   * declared and what is live. When live changes again, the gate fails.
   */
  readonly observed: string;
  /** Why it may pass. */
  readonly reason: string;
  /** A date (its last second, UTC) or an ISO 8601 instant, at most `maxWaiverDays` ahead. */
  readonly expires: string;
  /** Who answers for it; reports name them. */
  readonly owner?: string;
  /** The path is a whole list. @default false */
  readonly whole?: boolean;
}

const DIGEST = /^[0-9a-f]{32}$/;
const OLD_DIGEST = /^[0-9a-f]{8}$/;
const DAY_MS = 86_400_000;
const KNOWN = ["path", "observed", "reason", "expires", "owner", "whole"];

/** The instant at which a waiver ends, as Terraform reads it; `undefined` where it cannot be read. */
export function findExpiry(expires: string): string | undefined {
  const ms = readInstant(expires, "end");
  return ms === undefined ? undefined : formatInstant(ms);
}

/** What is wrong with a waiver, apart from whether it is needed. */
export function findWaiverFaults(
  waiver: unknown,
  declared: ReadonlyMap<string, Field>,
  { maxDays, now }: { readonly maxDays: number; readonly now: Date },
): string[] {
  if (typeof waiver !== "object" || waiver === null) return ["a waiver must be an object"];
  const { path, observed, reason, expires, owner, whole } = waiver as Partial<Record<keyof Waiver, unknown>>;
  const faults: string[] = [];
  for (const key of Object.keys(waiver))
    if (!KNOWN.includes(key)) faults.push(`has no option ${JSON.stringify(key.slice(0, 40))}`);
  if (typeof path !== "string" || path === "") faults.push("needs a path");
  else if (!declared.has(getTopField(path))) faults.push(describeUndeclared(path, [...declared.keys()]));
  else if (declared.get(path)?.kind === "list" && whole !== true)
    faults.push("is for a whole list: say `whole: true`");
  else if (isInClear(path, declared.get(getTopField(path))))
    faults.push(
      "names an identifier in clear, which no message does: copy the path as the message prints it",
    );
  if (typeof observed !== "string" || !(DIGEST.test(observed) || OLD_DIGEST.test(observed))) {
    faults.push("needs `observed`: the 32 hexadecimal digits that the message prints");
  }
  if (typeof reason !== "string" || !/[\p{L}\p{N}]/u.test(reason)) {
    faults.push("needs a reason in words: say why the difference may pass");
  }
  if (owner !== undefined && typeof owner !== "string") faults.push("has an owner that is no text");
  const end = typeof expires === "string" ? findExpiry(expires) : undefined;
  if (end === undefined) faults.push('needs `expires` as a date like "2026-12-01" or an ISO 8601 instant');
  else if (Date.parse(end) > now.getTime() + (maxDays + 1) * DAY_MS) {
    faults.push(`expires more than ${maxDays} days ahead (maxWaiverDays)`);
  }
  return faults;
}

/** Whether a path names an item of a hidden class otherwise than by its mask and digest. */
function isInClear(path: string, field: Field | undefined): boolean {
  return field?.dataClass === "identifier" && path.includes('["') && !/#[0-9a-f]{8}"\]/.test(path);
}

/** The fault of a waiver whose path no declaration here has. `declared` are top-level fields. */
export function describeUndeclared(path: string, declared: readonly string[]): string {
  const shown = quote(path.length > 100 ? `${path.slice(0, 100)}...` : path);
  const near = findNearest(getTopField(path), declared);
  const meant = near === undefined ? "" : `; did you mean ${quote(near)}?`;
  return `is for a path that is not declared here: ${shown}${meant}`;
}

/** Whether a waiver quotes eight digits, as it did before they were bound to one finding. It lets nothing through. */
export function isOldForm({ observed }: Waiver): boolean {
  return OLD_DIGEST.test(observed);
}

/** The top-level field of a path. */
export function getTopField(path: string): string {
  return /^[^.[#]+/.exec(path)?.[0] ?? path;
}

/** Whether a waiver is about a finding. What was not checked is never waived. */
export function isAbout(waiver: Waiver, finding: Finding): boolean {
  if (finding.result !== "differs") return false;
  return waiver.path === finding.path || (waiver.whole === true && waiver.path === getTopField(finding.path));
}
