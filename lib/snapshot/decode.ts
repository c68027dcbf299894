import * as v from "valibot";
import { omitUndefined } from "../omit-undefined.js";
import {
  type Decoded,
  decodeDocument,
  getUnknownValues,
  limitFaults,
  nameType,
} from "../settings/decode/decode-document.js";
import { hasRepeatedKeys, REPEATED_KEY } from "../settings/decode/repeated-keys.js";
import { endpointNames, endpoints, type SettingsDocument } from "../settings/endpoints/endpoints.js";
import type { Field } from "../settings/model/field.js";
import { isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { toItemStep, toKeyStep } from "../settings/model/path.js";
import { isDigest } from "./digest.js";
import { withoutForeignKeys } from "./fault-path.js";
import { slots } from "./slots.js";
import { SNAPSHOT_VERSION, type Snapshot, toDocuments } from "./snapshot.js";

const byPlatform = v.strictObject({ web: v.optional(v.unknown()), mobile: v.optional(v.unknown()) });

const schema = v.strictObject({
  version: v.literal(SNAPSHOT_VERSION),
  org: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]{1,100}$/))),
  host: v.pipe(v.string(), v.regex(/^[\w.:[\]-]{1,300}$/)),
  verifiedAt: v.pipe(v.string(), v.isoDate(), v.check(isDay, "a day")),
  includesNotes: v.optional(v.literal(true)),
  documents: v.strictObject(
    Object.fromEntries(
      endpointNames.map((name) => [name, v.optional(endpoints[name].platforms ? byPlatform : v.unknown())]),
    ),
  ),
  skipped: v.optional(v.array(v.picklist(slots.map((slot) => slot.name)))),
});

/** Decodes a snapshot file's text. All faults are reported together; none quotes what the file holds. */
export function decodeSnapshot(text: string): Decoded<Snapshot> {
  let body: unknown;
  try {
    body = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    return reject(["$: not JSON, or cut short"]);
  }
  if (hasRepeatedKeys(text)) return reject([`$: ${REPEATED_KEY}`]);
  if (!isJsonObject(body)) return reject([`$: expected an object, found ${nameType(body)}`]);
  const { version } = body;
  if (typeof version === "number" && Number.isSafeInteger(version) && version !== SNAPSHOT_VERSION) {
    const [age, reads] = version > SNAPSHOT_VERSION ? ["a newer", "up to"] : ["an older", "version"];
    const fault = `written by ${age} cdktf-fullstory: version ${version}, and this one reads ${reads} ${SNAPSHOT_VERSION}`;
    return reject([`$.version: ${fault}`]);
  }
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) return reject(parsed.issues.map(describeIssue));
  const faults: string[] = [];
  const unknownKeys: string[] = [];
  const entries = slots.flatMap((slot) => {
    const part = parsed.output.documents[slot.endpoint];
    const raw = slot.platform === undefined ? part : isJsonObject(part) ? part[slot.platform] : undefined;
    if (raw === undefined) return [];
    const toPath = (path: string) => withoutForeignKeys(`$.documents.${slot.name}${path.replace(/^\$/, "")}`);
    const decoded = decodeDocument(slot.endpoint, raw);
    if (!decoded.ok) {
      faults.push(...decoded.faults.map(toPath));
      return [];
    }
    faults.push(...findClassFaults(endpoints[slot.endpoint].document, decoded.value, "").map(toPath));
    unknownKeys.push(...decoded.unknownKeys.map((path) => toPath(path.slice(1))));
    return [{ slot, document: decoded.value as SettingsDocument }];
  });
  if (faults.length === 0 && entries.length === 0) faults.push("$.documents: holds no document");
  if (faults.length > 0) return reject(faults);
  const { org, host, verifiedAt, skipped = [] } = parsed.output;
  // Files of before the mark: free text is written for all documents or for none.
  const includesNotes =
    parsed.output.includesNotes ??
    entries.some(({ slot, document }) => hasFreeText(endpoints[slot.endpoint].document, document));
  const documents = toDocuments(entries);
  return {
    ok: true,
    value: {
      version: SNAPSHOT_VERSION,
      ...omitUndefined({ org }),
      host,
      verifiedAt,
      ...(includesNotes ? { includesNotes } : {}),
      documents,
      skipped,
    },
    unknownKeys,
  };
}

/** Values that a snapshot may only hold as digests, and unknown keys with anything but a digest. */
function findClassFaults(field: Field, value: Json | object, path: string): readonly string[] {
  if (field.dataClass === "identifier" || field.dataClass === "person") {
    if (typeof value === "string" && !isDigest(value))
      return [`${path}: must be a digest, sha256: and 64 digits`];
  }
  if (field.kind === "list" && Array.isArray(value)) {
    return value.flatMap((item: Json, index) => findClassFaults(field.item, item, path + toItemStep(index)));
  }
  if (field.kind !== "object" || !isJsonObject(value)) return [];
  const faults = Object.values(getUnknownValues(value)).some((entry) => !isDigest(entry))
    ? [`${path}: holds a key that is not a setting`]
    : [];
  for (const [key, entry] of Object.entries(value as JsonObject)) {
    const spec = field.fields[key];
    if (spec !== undefined && entry !== undefined)
      faults.push(...findClassFaults(spec, entry, path + toKeyStep(key)));
  }
  return faults;
}

function hasFreeText(field: Field, value: unknown): boolean {
  if (value === undefined) return false;
  if (field.dataClass === "freeText") return true;
  if (field.kind === "list")
    return Array.isArray(value) && value.some((item) => hasFreeText(field.item, item));
  if (field.kind !== "object" || !isJsonObject(value)) return false;
  return Object.entries(field.fields).some(([key, spec]) => hasFreeText(spec, value[key]));
}

function reject<T>(faults: readonly string[]): Decoded<T> {
  return { ok: false, faults: limitFaults([...new Set(faults)]) };
}

function isDay(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const steps = (issue.path ?? []).map((step) =>
    typeof step.key === "number" ? toItemStep(step.key) : toKeyStep(String(step.key)),
  );
  const path = withoutForeignKeys(`$${steps.join("")}`);
  if (issue.expected === "never") return `${path}: not a key of a snapshot`;
  if (issue.input === undefined) return `${path}: is missing`;
  if (issue.type === "strict_object") return `${path}: expected an object, found ${nameType(issue.input)}`;
  return `${path}: not what a snapshot holds there, found ${nameType(issue.input)}`;
}
