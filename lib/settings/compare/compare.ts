import { type Problem, UNRESOLVED_REFERENCE } from "../declare/declaration.js";
import { getLiterals, type ObjectNode } from "../declare/declared-node.js";
import { spellDeclared } from "../declare/declared-text.js";
import { listReferences } from "../declare/references.js";
import { visitNodes } from "../declare/walk.js";
import { canonicalizeList, canonicalizeString } from "../model/canonical.js";
import type { Endpoint } from "../model/endpoint.js";
import { type DataClass, getField, type ObjectField, rankDirection } from "../model/field.js";
import { isScalar, type Json, type JsonObject } from "../model/json.js";
import { type CompareContext, ROOT, toTrialContext } from "./compare-context.js";
import { explain, reportUndeclared } from "./explain.js";
import type { Comparison, FieldComparison, Finding } from "./finding.js";
import { classifyField } from "./found.js";
import { Judge } from "./judge.js";
import { conclude } from "./outcome.js";
import { findReserved } from "./reserved-fields.js";
import { rankSensitivity } from "./sensitivity.js";

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
  const context = createContext(vendorRules, masked);
  const document = live as JsonObject;
  const siblings = { declared: getLiterals(declared), live: document };
  const fields: FieldComparison[] = [];
  for (const [key, node] of declared.entries) {
    const spec = getField(field, key);
    const value = Object.hasOwn(document, key) ? document[key] : undefined;
    const outcome = explain(node, {
      field: spec,
      value,
      place: { ...ROOT, path: key, siblings },
      context,
    });
    const expected = spellDeclared(spec, node);
    fields.push({
      field: key,
      dataClass: classifyField(spec),
      expected,
      ...outcome,
      findings: [...outcome.findings].sort(compareSeverity),
    });
  }
  for (const problem of findUnresolvedReferences(declared, document)) context.problems.push(problem);
  if (declared.whole) {
    fields.push(compareOtherFields(reportUndeclared(declared, { field, place: ROOT, context }, document)));
  }
  return {
    fields,
    vendorRules: [...context.vendorRulesSeen].sort(),
    reservedInUse: findReserved(field, document, declared),
    comparedAsText: findUnreadTexts(field, declared),
    problems: context.problems,
  };
}

/** A context whose judge compares two rules with one key by the directions of their differences. */
function createContext(vendorRules: "report" | "exact", masked: ReadonlySet<DataClass>): CompareContext {
  const judge = new Judge({
    vendorRules,
    isWeaker: (field, node, value) => {
      const { findings } = explain(node, { field, value, place: ROOT, context: toTrialContext(context) });
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
  const outcome = conclude(expected, findings, () =>
    canonicalizeList(findings.map((finding) => canonicalizeString(finding.path))),
  );
  return { field: OTHER_FIELDS, dataClass: "setting", expected, ...outcome };
}

/** Loosened, unclear, tightened, not checked, then by path. */
export function compareSeverity(a: Finding, b: Finding): number {
  const bySensitivity = rankSensitivity(a.path) - rankSensitivity(b.path);
  return (
    rankDirection(a.direction) - rankDirection(b.direction) ||
    bySensitivity ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  );
}

/** Declared text that is a Terraform reference is an error, unless it is what live says word for word. */
function findUnresolvedReferences(declared: ObjectNode, live: JsonObject): readonly Problem[] {
  return listReferences(declared, "")
    .filter(({ text }) => !holdsText(live, text))
    .map(({ path }) => ({ path, message: UNRESOLVED_REFERENCE }));
}

/** Declared texts that their field cannot read, such as a selector that is none: they are compared letter by letter. */
function findUnreadTexts(field: ObjectField, declared: ObjectNode): readonly string[] {
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
