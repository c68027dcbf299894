import { type Problem, UNRESOLVED_REFERENCE } from "../declare/declaration.js";
import { literalsOf, type ObjectNode } from "../declare/declared-node.js";
import { declaredText } from "../declare/declared-text.js";
import { referencesIn } from "../declare/references.js";
import { visitNodes } from "../declare/walk.js";
import { canonicalList, canonicalString } from "../model/canonical.js";
import type { Endpoint } from "../model/endpoint.js";
import { type DataClass, directionRank, entryField, type ObjectField } from "../model/field.js";
import { isScalar, type Json, type JsonObject } from "../model/json.js";
import { type CompareContext, ROOT, trial } from "./compare-context.js";
import { explain, undeclared } from "./explain.js";
import type { Comparison, FieldComparison, Finding } from "./finding.js";
import { dataClassOf } from "./found.js";
import { Judge } from "./judge.js";
import { decided } from "./outcome.js";
import { reservedInUse } from "./reserved-fields.js";
import { sensitivityOf } from "./sensitivity.js";

export interface CompareOptions {
  /** `exact`: rules that the vendor keeps count as undeclared. @default "report" */
  readonly vendorRules?: "report" | "exact";
  /** Whether IP addresses are shown masked. @default false */
  readonly maskAddresses?: boolean;
}

/** A comparison, or what stopped it from being made. */
export interface Compared extends Comparison {
  /** Not empty: nothing was decided, and synthesis must fail. */
  readonly problems: readonly Problem[];
}

/** Compares a settings document with a checked declaration. Pure, and linear while declared items have literal keys. */
export function compareDocument(
  {
    document: field,
    vendorRules = "report",
    maskAddresses = false,
  }: Pick<Endpoint, "document"> & CompareOptions,
  live: object,
  declared: ObjectNode,
): Compared {
  const masked = new Set<DataClass>(["identifier", "person"]);
  if (maskAddresses) masked.add("address");
  const context = contextFor(vendorRules, masked);
  const document = live as JsonObject;
  const siblings = { declared: literalsOf(declared), live: document };
  const fields: FieldComparison[] = [];
  for (const [key, node] of declared.entries) {
    const spec = entryField(field, key);
    const value = Object.hasOwn(document, key) ? document[key] : undefined;
    const outcome = explain(node, {
      field: spec,
      value,
      place: { ...ROOT, path: key, siblings },
      context,
    });
    const expected = declaredText(spec, node);
    fields.push({
      field: key,
      dataClass: dataClassOf(spec),
      expected,
      ...outcome,
      findings: [...outcome.findings].sort(bySeverity),
    });
  }
  for (const problem of unresolvedReferences(declared, document)) context.problems.push(problem);
  if (declared.whole) {
    fields.push(compareOtherFields(undeclared(declared, { field, place: ROOT, context }, document)));
  }
  return {
    fields,
    vendorRules: [...context.vendorRulesSeen].sort(),
    reservedInUse: reservedInUse(field, document, declared),
    comparedAsText: textsNotRead(field, declared),
    problems: context.problems,
  };
}

/** A context whose judge compares two rules with one key by the directions of their differences. */
function contextFor(vendorRules: "report" | "exact", masked: ReadonlySet<DataClass>): CompareContext {
  const judge = new Judge({
    vendorRules,
    isWeaker: (field, node, value) => {
      const { findings } = explain(node, { field, value, place: ROOT, context: trial(context) });
      return findings.some((finding) => finding.direction !== "tightened");
    },
  });
  const context: CompareContext = { judge, masked, vendorRulesSeen: [], problems: [] };
  return context;
}

/** The name under which a whole declaration says what it does of fields that it does not name. */
export const OTHER_FIELDS = "otherFields";

/** `Match.exact` of a whole document: fields that are live and not declared are differences of their own. */
function compareOtherFields(findings: readonly Finding[]): FieldComparison {
  const expected = "no other fields";
  const outcome = decided(expected, findings, () =>
    canonicalList(findings.map((finding) => canonicalString(finding.path))),
  );
  return { field: OTHER_FIELDS, dataClass: "setting", expected, ...outcome };
}

/** Loosened, unclear, tightened, not checked, then by path. */
export function bySeverity(a: Finding, b: Finding): number {
  const bySensitivity = sensitivityOf(a.path) - sensitivityOf(b.path);
  return (
    directionRank(a.direction) - directionRank(b.direction) ||
    bySensitivity ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  );
}

/** Declared text that is a Terraform reference is an error, unless it is what live says word for word. */
function unresolvedReferences(declared: ObjectNode, live: JsonObject): readonly Problem[] {
  return referencesIn(declared, "")
    .filter(({ text }) => !holdsText(live, text))
    .map(({ path }) => ({ path, message: UNRESOLVED_REFERENCE }));
}

/** Declared texts that their field cannot read, such as a selector that is none: they are compared letter by letter. */
function textsNotRead(field: ObjectField, declared: ObjectNode): readonly string[] {
  const texts = new Set<string>();
  visitNodes(field, declared, (spec, node) => {
    if (!("isRead" in spec) || node.kind !== "value") return;
    const text = String(node.value);
    if (spec.isRead?.(text) === false) texts.add(text);
  });
  return [...texts];
}

function holdsText(value: Json | undefined, text: string): boolean {
  if (isScalar(value) || value === undefined) return value === text;
  return Object.values(value).some((each: Json | undefined) => holdsText(each, text));
}
