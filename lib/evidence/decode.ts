import * as v from "valibot";
import { hasRepeatedKeys, REPEATED_KEY } from "../settings/decode/repeated-keys.js";
import { toItemStep, toKeyStep } from "../settings/model/path.js";
import { EVIDENCE_VERSION, type Evidence } from "./evidence.js";
import { evidenceSchema } from "./schema.js";

export type DecodedEvidence =
  | { readonly ok: true; readonly value: Evidence }
  | {
      readonly ok: false;
      /** Of a file of another version. */
      readonly writtenBy?: "newer" | "older";
      readonly faults: readonly string[];
    };

/** Reads an evidence file's text. All faults come together, with their places; none quotes what the file holds. */
export function decodeEvidence(text: string): DecodedEvidence {
  let body: unknown;
  try {
    body = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    return reject("$: not JSON, or cut short");
  }
  if (hasRepeatedKeys(text)) return reject(`$: ${REPEATED_KEY}`);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return reject("$: not an object");
  const version: unknown = "schemaVersion" in body ? body.schemaVersion : undefined;
  if (typeof version === "number" && Number.isSafeInteger(version) && version !== EVIDENCE_VERSION) {
    const [writtenBy, by, reads] =
      version > EVIDENCE_VERSION
        ? (["newer", "a newer", "up to"] as const)
        : (["older", "an older", "version"] as const);
    const fault = `$.schemaVersion: written by ${by} cdktf-fullstory: version ${version}, and this one reads ${reads} ${EVIDENCE_VERSION}`;
    return { ok: false, writtenBy, faults: [fault] };
  }
  const parsed = v.safeParse(evidenceSchema, body);
  if (!parsed.success) return reject(...parsed.issues.map(describeIssue));
  return { ok: true, value: parsed.output as Evidence };
}

function reject(...faults: string[]): DecodedEvidence {
  return { ok: false, faults };
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const steps = (issue.path ?? []).map(({ key }) =>
    typeof key === "number" ? toItemStep(key) : toKeyStep(String(key)),
  );
  const path = `$${steps.join("")}`;
  if (issue.expected === "never") return `${path}: not a key of evidence`;
  if (issue.input === undefined) return `${path}: is missing`;
  return `${path}: not what evidence holds there`;
}
