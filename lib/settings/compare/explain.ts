import { omitUndefined } from "../../omit-undefined.js";
import {
  type DeclaredNode,
  getLiterals,
  type ObjectNode,
  type PatternNode,
  type ValueNode,
} from "../declare/declared-node.js";
import { spellDeclared } from "../declare/declared-text.js";
import { canonicalizeObject } from "../model/canonical.js";
import { type Direction, type Field, getField } from "../model/field.js";
import { isJsonObject, isScalar, type Json, type JsonObject, type Scalar } from "../model/json.js";
import { resolveLive, spellScalar } from "../model/live-value.js";
import { findEnumHint } from "../model/nearest.js";
import { toKeyStep } from "../model/path.js";
import { getUnknownValues } from "../model/unknown-keys.js";
import { addStep, toTrialContext } from "./compare-context.js";
import { explainArrayWith, explainEachLike, explainList, type ShownList } from "./explain-list.js";
import type { Finding } from "./finding.js";
import { buildFinding, type Found, type FoundDeclared, NO_SUCH_KEY, reject, skipCheck } from "./found.js";
import { isGone, isImplied, isList, listUndeclaredKeys } from "./judge.js";
import { holdsPattern, holdsScalar, isUnknownWord } from "./judge-scalar.js";
import { accept, conclude, type Outcome } from "./outcome.js";

/**
 * Explains one declared node: the result of the judge, with a finding for everything that does not hold. The value of
 * `at` is the raw live one, `undefined` where the answer has no such key.
 */
export function explain(node: DeclaredNode, at: Found): Outcome {
  const { field, place, context } = at;
  const declared = spellDeclared(field, node);
  if (node.kind === "absent") {
    if (isGone(field, at.value)) return accept(declared);
    return reject({ ...at, declared }, "matcher", { note: "declared absent" });
  }
  const value = resolveLive(field, at.value, place.siblings.live);
  // Key by key: each object that is spread and then given a new key has a hidden class of its own in Node 20.
  const found: FoundDeclared = { field, value, place, context, declared };
  if (node.kind === "not") return explainNot(node.inner, at, found);
  if (node.kind === "oneOf") return explainOneOf(node.alternatives, at, found);
  if (value === undefined) return skipCheck(found, field.unanswered ?? NO_SUCH_KEY, isImplied(node));
  switch (node.kind) {
    case "anyValue":
      if (value !== null) return accept(declared);
      return reject(found, "matcher", { note: "anyValue does not accept null" });
    case "value":
      return explainScalar(node, value, found);
    case "pattern":
      return explainPattern(node, value, found);
    case "object":
      return explainObject(node, found);
    case "list":
    case "arrayWith":
    case "eachLike": {
      if (!isList(value)) return reject(found, "value", { implied: isImplied(node) });
      const task = found.context.judge.buildListTask(field, value, place.siblings.live);
      const shown: ShownList = { task, found, declared, explain };
      if (node.kind === "list") return explainList(node, shown);
      return node.kind === "arrayWith" ? explainArrayWith(node, shown) : explainEachLike(node, shown);
    }
  }
}

const UNKNOWN_WORD = "live has an undocumented word, which says nothing about other words";

function explainScalar(node: ValueNode, value: Json, found: FoundDeclared): Outcome {
  const { field, place, declared } = found;
  if (holdsScalar(field, node, value)) return accept(declared);
  if (place.negated && isUnknownWord(field, value)) return skipCheck(found, UNKNOWN_WORD);
  const details = { note: findEnumHint(field, node.value), direction: rateScalar(found, node.value, value) };
  return reject(found, "value", { implied: isImplied(node), ...omitUndefined(details) });
}

/** What it means that a scalar is another one; nothing for what is no scalar. */
function rateScalar({ field, place }: Found, declared: Scalar, live: Json): Direction | undefined {
  if (!isScalar(live)) return undefined;
  const change = { declared: spellScalar(field, declared), live: spellScalar(field, live) };
  if (!("direction" in field)) return "unclear";
  return field.direction?.({ ...change, siblings: place.siblings });
}

function explainPattern(node: PatternNode, value: Json, found: FoundDeclared): Outcome {
  switch (holdsPattern(found.field, node, value)) {
    case "matches":
      return accept(found.declared);
    case "not-checked":
      return skipCheck(found, "live has an undocumented word, which a pattern cannot judge");
    case "differs": {
      const note =
        typeof value === "string" ? "the pattern is not found in the live value" : "live is no text";
      return reject(found, "matcher", { note });
    }
  }
}

function explainNot(inner: DeclaredNode, at: Found, found: FoundDeclared): Outcome {
  const { field, place, context } = at;
  const result = context.judge.holds(field, { kind: "not", inner }, getLive(at));
  if (result === "matches") return accept(found.declared);
  if (result === "differs") return reject(found, "matcher", { note: "live is what must not be" });
  if (isUnknownWord(field, at.value)) return skipCheck(found, UNKNOWN_WORD);
  const negated = { ...at, place: { ...place, negated: true }, context: toTrialContext(context) };
  const undecided = explain(inner, negated).findings.find((finding) => finding.result === "not-checked");
  return skipCheck(found, undecided?.note ?? "the inner pattern could not be decided");
}

function getLive({ value, place }: Found) {
  return { value, parent: place.siblings.live };
}

function explainOneOf(alternatives: readonly DeclaredNode[], at: Found, found: FoundDeclared): Outcome {
  const outcomes: Outcome[] = [];
  for (const node of alternatives) {
    const context = toTrialContext(at.context);
    const outcome = explain(node, { ...at, context });
    outcomes.push(outcome);
    if (outcome.result !== "matches") continue;
    for (const path of context.vendorRulesSeen) at.context.vendorRulesSeen.push(path);
    return accept(found.declared);
  }
  if (outcomes.some((outcome) => outcome.result === "not-checked")) {
    return skipCheck(found, "no alternative holds, and one could not be decided");
  }
  const [direction, ...others] = new Set(
    outcomes.flatMap((outcome) => outcome.findings.map((finding) => finding.direction)),
  );
  const details = omitUndefined({ direction: others.length === 0 ? direction : undefined });
  return reject(found, "matcher", { note: "live is none of the alternatives", ...details });
}

function explainObject(node: ObjectNode, found: FoundDeclared): Outcome {
  const { field, value, place, context, declared } = found;
  if (!isJsonObject(value)) return reject(found, "value");
  const siblings = { declared: getLiterals(node), live: value };
  const observed: [string, string][] = [];
  const findings: Finding[] = [];
  for (const [key, entry] of node.entries) {
    const live = Object.hasOwn(value, key) ? value[key] : undefined;
    const at = { ...place, path: addStep(place, toKeyStep(key)).path, siblings };
    const outcome = explain(entry, { field: getField(field, key), value: live, place: at, context });
    observed.push([key, outcome.observed]);
    for (const finding of outcome.findings) findings.push(finding);
  }
  if (node.whole) for (const finding of reportUndeclared(node, found, value)) findings.push(finding);
  return conclude(declared, findings, () => canonicalizeObject(observed));
}

/** Under a whole comparison every other key of the live object is a difference, known to us or not. */
export function reportUndeclared(node: ObjectNode, found: Omit<Found, "value">, live: JsonObject): Finding[] {
  const { field, place } = found;
  // Nobody declared what is shown here, so free text stays masked.
  const context = { ...found.context, masked: new Set([...found.context.masked, "freeText" as const]) };
  const locate = (spec: Field, key: string, value: Json | undefined): Found => ({
    field: spec,
    value,
    place: addStep(place, toKeyStep(key)),
    context,
  });
  const known = listUndeclaredKeys(field, node, live).map((key) => {
    const spec = getField(field, key);
    const note = "live has a field that is not declared";
    return buildFinding(locate(spec, key, resolveLive(spec, live[key], live)), "extra", { note });
  });
  const unknown = Object.entries(getUnknownValues(live)).map(([key, value]) =>
    buildFinding(locate(unknownField, key, value), "extra", {
      note: "live has a field that nobody documents",
    }),
  );
  return [...known, ...unknown];
}

/** Nobody knows what such a field holds, so nothing of it is shown. */
const unknownField: Field = { kind: "json", doc: "A field that nobody documents.", dataClass: "freeText" };
