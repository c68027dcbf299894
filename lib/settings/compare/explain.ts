import { omitUndefined } from "../../omit-undefined.js";
import {
  type DeclaredNode,
  literalsOf,
  type ObjectNode,
  type PatternNode,
  type ValueNode,
} from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import { canonicalObject } from "../model/canonical.js";
import { type Direction, entryField, type Field } from "../model/field.js";
import { isJsonObject, isScalar, type Json, type JsonObject, type Scalar } from "../model/json.js";
import { canonicalScalar, liveValue } from "../model/live-value.js";
import { enumHint } from "../model/nearest.js";
import { keyStep } from "../model/path.js";
import { unknownValuesOf } from "../model/unknown-keys.js";
import { step, trial } from "./compare-context.js";
import { explainArrayWith, explainEachLike, explainList, type ShownList } from "./explain-list.js";
import type { Finding } from "./finding.js";
import { type Found, type FoundDeclared, fails, findingAt, NO_SUCH_KEY, notChecked } from "./found.js";
import { isGone, isImplied, isList, undeclaredKeys } from "./judge.js";
import { holdsPattern, holdsScalar, isUnknownWord } from "./judge-scalar.js";
import { decided, held, type Outcome } from "./outcome.js";

/**
 * Explains one declared node: the result of the judge, with a finding for everything that does not hold. The value of
 * `at` is the raw live one, `undefined` where the answer has no such key.
 */
export function explain(node: DeclaredNode, at: Found): Outcome {
  const { field, place, context } = at;
  const declared = declaredText(field, node);
  if (node.kind === "absent") {
    if (isGone(field, at.value)) return held(declared);
    return fails({ ...at, declared }, "matcher", { note: "declared absent" });
  }
  const value = liveValue(field, at.value, place.siblings.live);
  // Key by key: each object that is spread and then given a new key has a hidden class of its own in Node 20.
  const found: FoundDeclared = { field, value, place, context, declared };
  if (node.kind === "not") return explainNot(node.inner, at, found);
  if (node.kind === "oneOf") return explainOneOf(node.alternatives, at, found);
  if (value === undefined) return notChecked(found, field.unanswered ?? NO_SUCH_KEY, isImplied(node));
  switch (node.kind) {
    case "anyValue":
      if (value !== null) return held(declared);
      return fails(found, "matcher", { note: "anyValue does not accept null" });
    case "value":
      return explainScalar(node, value, found);
    case "pattern":
      return explainPattern(node, value, found);
    case "object":
      return explainObject(node, found);
    case "list":
    case "arrayWith":
    case "eachLike": {
      if (!isList(value)) return fails(found, "value", { implied: isImplied(node) });
      const task = found.context.judge.listTask(field, value, place.siblings.live);
      const shown: ShownList = { task, found, declared, explain };
      if (node.kind === "list") return explainList(node, shown);
      return node.kind === "arrayWith" ? explainArrayWith(node, shown) : explainEachLike(node, shown);
    }
  }
}

const UNKNOWN_WORD = "live has an undocumented word, which says nothing about other words";

function explainScalar(node: ValueNode, value: Json, found: FoundDeclared): Outcome {
  const { field, place, declared } = found;
  if (holdsScalar(field, node, value)) return held(declared);
  if (place.negated && isUnknownWord(field, value)) return notChecked(found, UNKNOWN_WORD);
  const details = { note: enumHint(field, node.value), direction: scalarDirection(found, node.value, value) };
  return fails(found, "value", { implied: isImplied(node), ...omitUndefined(details) });
}

/** What it means that a scalar is another one; nothing for what is no scalar. */
function scalarDirection({ field, place }: Found, declared: Scalar, live: Json): Direction | undefined {
  if (!isScalar(live)) return undefined;
  const change = { declared: canonicalScalar(field, declared), live: canonicalScalar(field, live) };
  if (!("direction" in field)) return "unclear";
  return field.direction?.({ ...change, siblings: place.siblings });
}

function explainPattern(node: PatternNode, value: Json, found: FoundDeclared): Outcome {
  switch (holdsPattern(found.field, node, value)) {
    case "matches":
      return held(found.declared);
    case "not-checked":
      return notChecked(found, "live has an undocumented word, which a pattern cannot judge");
    case "differs": {
      const note =
        typeof value === "string" ? "the pattern is not found in the live value" : "live is no text";
      return fails(found, "matcher", { note });
    }
  }
}

function explainNot(inner: DeclaredNode, at: Found, found: FoundDeclared): Outcome {
  const { field, place, context } = at;
  const result = context.judge.holds(field, { kind: "not", inner }, liveAt(at));
  if (result === "matches") return held(found.declared);
  if (result === "differs") return fails(found, "matcher", { note: "live is what must not be" });
  if (isUnknownWord(field, at.value)) return notChecked(found, UNKNOWN_WORD);
  const negated = { ...at, place: { ...place, negated: true }, context: trial(context) };
  const undecided = explain(inner, negated).findings.find((finding) => finding.result === "not-checked");
  return notChecked(found, undecided?.note ?? "the inner pattern could not be decided");
}

function liveAt({ value, place }: Found) {
  return { value, parent: place.siblings.live };
}

function explainOneOf(alternatives: readonly DeclaredNode[], at: Found, found: FoundDeclared): Outcome {
  const outcomes: Outcome[] = [];
  for (const node of alternatives) {
    const context = trial(at.context);
    const outcome = explain(node, { ...at, context });
    outcomes.push(outcome);
    if (outcome.result !== "matches") continue;
    for (const path of context.vendorRulesSeen) at.context.vendorRulesSeen.push(path);
    return held(found.declared);
  }
  if (outcomes.some((outcome) => outcome.result === "not-checked")) {
    return notChecked(found, "no alternative holds, and one could not be decided");
  }
  const [direction, ...others] = new Set(
    outcomes.flatMap((outcome) => outcome.findings.map((finding) => finding.direction)),
  );
  const details = omitUndefined({ direction: others.length === 0 ? direction : undefined });
  return fails(found, "matcher", { note: "live is none of the alternatives", ...details });
}

function explainObject(node: ObjectNode, found: FoundDeclared): Outcome {
  const { field, value, place, context, declared } = found;
  if (!isJsonObject(value)) return fails(found, "value");
  const siblings = { declared: literalsOf(node), live: value };
  const observed: [string, string][] = [];
  const findings: Finding[] = [];
  for (const [key, entry] of node.entries) {
    const live = Object.hasOwn(value, key) ? value[key] : undefined;
    const at = { ...place, path: step(place, keyStep(key)).path, siblings };
    const outcome = explain(entry, { field: entryField(field, key), value: live, place: at, context });
    observed.push([key, outcome.observed]);
    for (const finding of outcome.findings) findings.push(finding);
  }
  if (node.whole) for (const finding of undeclared(node, found, value)) findings.push(finding);
  return decided(declared, findings, () => canonicalObject(observed));
}

/** Under a whole comparison every other key of the live object is a difference, known to us or not. */
export function undeclared(node: ObjectNode, found: Omit<Found, "value">, live: JsonObject): Finding[] {
  const { field, place } = found;
  // Nobody declared what is shown here, so free text stays masked.
  const context = { ...found.context, masked: new Set([...found.context.masked, "freeText" as const]) };
  const at = (spec: Field, key: string, value: Json | undefined): Found => ({
    field: spec,
    value,
    place: step(place, keyStep(key)),
    context,
  });
  const known = undeclaredKeys(field, node, live).map((key) => {
    const spec = entryField(field, key);
    const note = "live has a field that is not declared";
    return findingAt(at(spec, key, liveValue(spec, live[key], live)), "extra", { note });
  });
  const unknown = Object.entries(unknownValuesOf(live)).map(([key, value]) =>
    findingAt(at(unknownField, key, value), "extra", { note: "live has a field that nobody documents" }),
  );
  return [...known, ...unknown];
}

/** Nobody knows what such a field holds, so nothing of it is shown. */
const unknownField: Field = { kind: "json", doc: "A field that nobody documents.", dataClass: "freeText" };
