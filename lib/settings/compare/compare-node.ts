import {
  type DeclaredNode,
  literalsOf,
  type ObjectNode,
  type PatternNode,
  type ValueNode,
} from "../declare/declared-node.js";
import { declaredText, entryField } from "../declare/declared-text.js";
import { canonicalObject } from "../model/canonical.js";
import { type Direction, enumSpellings, type Field, isKnownEnum } from "../model/field.js";
import { isJsonObject, isScalar, type Json, type Scalar } from "../model/json.js";
import { canonicalScalar, isEmpty, liveValue } from "../model/live-value.js";
import { enumHint } from "../model/nearest.js";
import { keyStep } from "../model/path.js";
import { unknownValuesOf } from "../model/unknown-keys.js";
import { type CompareContext, type Place, step, trial } from "./compare-context.js";
import { compareArrayWith, compareEachLike, compareList } from "./compare-list.js";
import type { Finding } from "./finding.js";
import { type Found, fails, findingAt, NO_SUCH_KEY, notChecked } from "./found.js";
import { decided, type Outcome } from "./outcome.js";
import { holdsScalar } from "./plain-match.js";

/** Compares one declared node with what is live at its place. `live` is `undefined` where the answer has no such key. */
export function compareNode(
  field: Field,
  node: DeclaredNode,
  live: Json | undefined,
  place: Place,
  context: CompareContext,
): Outcome {
  const declared = context.silent ? "" : declaredText(field, node);
  if (node.kind === "absent") {
    const found = { field, value: live, place, context };
    const gone = live === undefined || (field.absence === "empty" && isEmpty(live));
    return gone ? matches(declared) : fails(found, declared, "matcher", { note: "declared absent" });
  }
  const found: Found = { field, value: liveValue(field, live, place.siblings.live), place, context };
  switch (node.kind) {
    case "anyValue":
      if (found.value === undefined) return notChecked(found, declared, NO_SUCH_KEY);
      if (found.value !== null) return matches(declared);
      return fails(found, declared, "matcher", { note: "anyValue does not accept null" });
    case "not":
      return compareNot(node.inner, live, found, declared);
    case "oneOf":
      return compareOneOf(node.alternatives, live, found, declared);
    case "value":
      return compareScalar(node, found, declared);
    case "pattern":
      return comparePattern(node, found, declared);
    case "object":
      return compareObject(node, found, declared);
    case "list":
      return compareList(node, found, declared);
    case "arrayWith":
      return compareArrayWith(node, found, declared);
    case "eachLike":
      return compareEachLike(node, found, declared);
  }
}

function matches(declared: string): Outcome {
  return decided(declared, declared, []);
}

const UNKNOWN_WORD = "live has an undocumented word, which says nothing about other words";

function compareScalar(node: ValueNode, found: Found, text: string): Outcome {
  const { field, value, place } = found;
  const implied = node.implied ?? false;
  if (value === undefined) return notChecked(found, text, NO_SUCH_KEY, implied);
  if (!isScalar(value)) return fails(found, text, "value", { implied });
  if (holdsScalar(field, node, value)) return matches(text);
  const live = canonicalScalar(field, value);
  if (place.negated && field.kind === "enum" && typeof live === "string" && !isKnownEnum(field, live)) {
    return notChecked(found, text, UNKNOWN_WORD);
  }
  const note = enumHint(field, node.value);
  const direction = scalarDirection(field, canonicalScalar(field, node.value), live, place);
  return fails(found, text, "value", { direction, implied, ...(note === undefined ? {} : { note }) });
}

function scalarDirection(field: Field, declared: Scalar, live: Scalar, place: Place): Direction {
  if (!("direction" in field) || field.direction === undefined) return "unclear";
  return field.direction({ declared, live, siblings: place.siblings });
}

function comparePattern(node: PatternNode, found: Found, declared: string): Outcome {
  const { field, value } = found;
  if (value === undefined) return notChecked(found, declared, NO_SUCH_KEY);
  if (typeof value !== "string") return fails(found, declared, "matcher", { note: "live is no text" });
  if (field.kind === "enum" && !isKnownEnum(field, value)) {
    return notChecked(found, declared, "live has an undocumented word, which a pattern cannot judge");
  }
  const spellings = field.kind === "enum" ? enumSpellings(field, value) : [value];
  if (spellings.some(node.test)) return matches(declared);
  return fails(found, declared, "matcher", { note: "the pattern is not found in the live value" });
}

function compareNot(inner: DeclaredNode, live: Json | undefined, found: Found, declared: string): Outcome {
  const { field, place, context } = found;
  const outcome = compareNode(field, inner, live, { ...place, negated: true }, trial(context));
  if (outcome.result === "matches")
    return fails(found, declared, "matcher", { note: "live is what must not be" });
  if (field.kind === "enum" && typeof live === "string" && !isKnownEnum(field, live))
    return notChecked(found, declared, UNKNOWN_WORD);
  if (outcome.result === "differs") return matches(declared);
  return notChecked(found, declared, outcome.findings[0]?.note ?? "the inner pattern could not be decided");
}

function compareOneOf(
  alternatives: readonly DeclaredNode[],
  live: Json | undefined,
  found: Found,
  declared: string,
): Outcome {
  const { field, place, context } = found;
  const outcomes: Outcome[] = [];
  for (const node of alternatives) {
    const tried = trial(context);
    const outcome = compareNode(field, node, live, place, tried);
    outcomes.push(outcome);
    if (outcome.result !== "matches") continue;
    for (const path of tried.vendorRulesSeen) context.vendorRulesSeen.push(path);
    return matches(declared);
  }
  const results = outcomes.map((outcome) => outcome.result);
  if (results.includes("not-checked")) {
    return notChecked(found, declared, "no alternative holds, and one could not be decided");
  }
  const [direction, ...others] = new Set(
    outcomes.flatMap((o) => o.findings.map((finding) => finding.direction)),
  );
  return fails(found, declared, "matcher", {
    note: "live is none of the alternatives",
    ...(others.length === 0 && direction !== undefined ? { direction } : {}),
  });
}

function compareObject(node: ObjectNode, found: Found, declared: string): Outcome {
  const { field, value, place, context } = found;
  if (value === undefined) return notChecked(found, declared, NO_SUCH_KEY);
  if (!isJsonObject(value)) return fails(found, declared, "value");
  const siblings = { declared: literalsOf(node), live: value };
  const observed: [string, string][] = [];
  const findings: Finding[] = [];
  for (const [key, entry] of node.entries) {
    const live = Object.hasOwn(value, key) ? value[key] : undefined;
    const at = { ...place, path: context.silent ? "" : step(place, keyStep(key)).path, siblings };
    const outcome = compareNode(entryField(field, key), entry, live, at, context);
    if (!context.silent) observed.push([key, outcome.observed]);
    for (const finding of outcome.findings) findings.push(finding);
  }
  if (node.whole) for (const finding of undeclared(node, found)) findings.push(finding);
  return decided(declared, findings.length === 0 ? declared : canonicalObject(observed), findings);
}

/** Under a whole comparison every other key of the live object is a difference, known to us or not. */
export function undeclared(node: ObjectNode, found: Found): Finding[] {
  const { field, value, place } = found;
  if (!isJsonObject(value)) return [];
  // Nobody declared what is shown here, so free text stays masked.
  const context = { ...found.context, masked: new Set([...found.context.masked, "freeText" as const]) };
  const findings: Finding[] = [];
  const add = (spec: Field, key: string, live: Json | undefined, note: string) => {
    const at: Found = { field: spec, value: live, place: step(place, keyStep(key)), context };
    findings.push(findingAt(at, "extra", { note }));
  };
  for (const key of Object.keys(value)) {
    const spec = entryField(field, key);
    if (node.entries.has(key) || spec.bookkeeping) continue;
    const live = liveValue(spec, value[key], value);
    if (live === undefined || (spec.absence === "empty" && isEmpty(live))) continue;
    add(spec, key, live, "live has a field that is not declared");
  }
  for (const [key, live] of Object.entries(unknownValuesOf(value))) {
    add(unknownField, key, live, "live has a field that nobody documents");
  }
  return findings;
}

/** Nobody knows what such a field holds, so it is treated as if it named somebody. */
const unknownField: Field = { kind: "json", doc: "A field that nobody documents.", dataClass: "identifier" };
