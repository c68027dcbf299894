import { getUnknownValues } from "../settings/decode/decode-document.js";
import { canonicalize } from "../settings/model/canonical.js";
import type { Field } from "../settings/model/field.js";
import { isJsonObject, type Json, type JsonObject } from "../settings/model/json.js";
import { isEmpty } from "../settings/model/live-value.js";
import { toItemStep, toKeyStep } from "../settings/model/path.js";
import type { Change } from "./change.js";
import { digestValue, isDigest } from "./digest.js";

/** What a change of such a text means. */
type Meaning = Pick<Change, "direction" | "dataClass">;
type SideText = Meaning & { readonly text: string };

const UNDOCUMENTED: Meaning = { direction: "unclear", dataClass: "setting" };
const NOTE: Meaning = { dataClass: "freeText" };

/**
 * What the comparer leaves out: keys that nobody documents, and with `notes` also notes and labels, that came, went or
 * hold something else. What they hold is never shown.
 */
export function compareSides(
  field: Field,
  { before, after }: { readonly before: JsonObject; readonly after: JsonObject },
  notes: boolean,
): readonly Change[] {
  const old = new Map<string, SideText>();
  const now = new Map<string, SideText>();
  collectTexts({ path: "", field, value: before }, notes, old);
  collectTexts({ path: "", field, value: after }, notes, now);
  const changes: Change[] = [];
  for (const [path, { text, ...meaning }] of old) {
    const later = now.get(path);
    if (later?.text !== text)
      changes.push({ path, kind: later === undefined ? "removed" : "changed", ...meaning });
  }
  for (const [path, { text: _, ...meaning }] of now)
    if (!old.has(path)) changes.push({ path, kind: "added", ...meaning });
  return changes;
}

interface Place {
  readonly path: string;
  readonly field: Field;
  readonly value: Json;
}

/** Goes through every object of a document. Items of a list are named by their key. */
function collectTexts({ path, field, value }: Place, notes: boolean, into: Map<string, SideText>): void {
  if (field.kind === "list" && field.item.kind === "object" && Array.isArray(value)) {
    value.forEach((item: Json, index) => {
      const name = field.key === undefined || !isJsonObject(item) ? undefined : item[field.key];
      const step = toItemStep(typeof name === "string" ? name : index);
      collectTexts({ path: path + step, field: field.item, value: item }, notes, into);
    });
  }
  if (field.kind !== "object" || !isJsonObject(value)) return;
  for (const [key, entry] of Object.entries(getUnknownValues(value)))
    addText(into, path + toKeyStep(key), {
      text: isDigest(entry) ? entry : digestValue(entry),
      ...UNDOCUMENTED,
    });
  for (const [key, spec] of Object.entries(field.fields)) {
    const entry = value[key] ?? null;
    if (notes && spec.dataClass === "freeText" && !isEmpty(entry))
      addText(into, path + toKeyStep(key), { text: canonicalize(entry), ...NOTE });
    if (typeof entry === "object" && entry !== null)
      collectTexts({ path: path + toKeyStep(key), field: spec, value: entry }, notes, into);
  }
}

/** Items with one key are told apart by nothing else, so their texts stand together. */
function addText(into: Map<string, SideText>, step: string, { text, ...meaning }: SideText): void {
  const path = step.replace(/^\./, "");
  const known = into.get(path);
  into.set(path, {
    text: known === undefined ? text : [...known.text.split("\n"), text].sort().join("\n"),
    ...meaning,
  });
}
