import { type Field, type Fields, getField, type Rules, toObjectField } from "../model/field.js";
import { isPlainObject, isScalar, type Scalar } from "../model/json.js";
import { findNearest } from "../model/nearest.js";
import { addToPath } from "../model/path.js";
import { type Problem, UNRESOLVED_REFERENCE } from "../model/problem.js";
import type { DeclaredNode } from "./declared-node.js";
import { accepts, describeUnknownSetting, describeValue, kindNames } from "./declared-value.js";
import { Matcher } from "./match.js";
import { readMatcher } from "./matcher-reader.js";
import type { NodeReader, Part, ReferenceReader } from "./node-reader.js";
import { findMissingCompanions, RuleCompletion } from "./rule.js";

/** Deeper than any answer is decoded, so that whatever is live can be declared. */
const MAX_DEPTH = 128;

/** Reads a declaration by the fields it is for, and collects all that is wrong with it. */
export class DeclarationReader implements NodeReader {
  readonly problems: Problem[] = [];
  /** The objects and lists that are being read, to find one that holds itself. */
  private readonly open = new Set<unknown>();
  private readonly rules = new RuleCompletion();

  constructor(private readonly reference: ReferenceReader | undefined) {}

  addProblem(path: string, message: string): undefined {
    this.problems.push({ path, message });
    return undefined;
  }

  addMismatch(field: Field, found: string, path: string): undefined {
    return this.addProblem(path, `expected ${kindNames[field.kind]}, found ${found}`);
  }

  isReference(value: unknown): boolean {
    return this.reference?.(value) !== undefined;
  }

  read(part: Part, value: unknown): DeclaredNode | undefined {
    const { path, depth } = part;
    if (depth > MAX_DEPTH) return this.addProblem(path, `nested deeper than ${MAX_DEPTH} levels`);
    if (isScalar(value)) return this.readScalar(part, value);
    if (this.open.has(value)) return this.addProblem(path, "holds itself");
    this.open.add(value);
    const node = this.readComposite(part, value);
    this.open.delete(value);
    return node;
  }

  /** The items of a list, each by the list's own field. */
  readItems({ field, path, style, depth }: Part, values: readonly unknown[]): readonly DeclaredNode[] {
    const item = field.kind === "list" ? field.item : field;
    const nodes: DeclaredNode[] = [];
    for (const [index, value] of Array.from(values).entries()) {
      const at = addToPath(path, index);
      if (value === null && field.kind === "list") {
        this.addProblem(at, "null is never an item of this list");
        continue;
      }
      const node = this.read({ field: item, path: at, style, depth: depth + 1 }, value);
      if (node !== undefined) nodes.push(node);
    }
    return nodes;
  }

  private readComposite(part: Part, value: unknown): DeclaredNode | undefined {
    const { field, path, style } = part;
    if (value instanceof Matcher) return readMatcher(this, { ...part, matcher: value });
    if (this.isReference(value)) return this.addProblem(path, UNRESOLVED_REFERENCE);
    if (Array.isArray(value)) {
      if (field.kind !== "list" && field.kind !== "json") return this.addMismatch(field, "a list", path);
      return { kind: "list", items: this.readItems(part, value), order: "field", whole: style === "whole" };
    }
    if (isPlainObject(value)) return this.readObject(part, value);
    return this.addProblem(path, `${describeValue(value)} cannot be compared with a setting`);
  }

  private readScalar({ field, path, style }: Part, value: Scalar): DeclaredNode | undefined {
    const reference = this.reference?.(value);
    if (reference === "other") return this.addProblem(path, UNRESOLVED_REFERENCE);
    if (typeof value === "number" && !Number.isFinite(value)) {
      return this.addProblem(path, `${value} cannot be compared with a setting`);
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return this.addProblem(path, "the number is too large to be compared exactly");
    }
    if (value !== null && !accepts(field, value)) return this.addMismatch(field, `a ${typeof value}`, path);
    // Of all scalars a list takes null alone.
    if (field.absence === "empty" && field.kind === "list") {
      return { kind: "list", items: [], order: "field", whole: style === "whole" };
    }
    return reference === "text" ? { kind: "value", value, reference: true } : { kind: "value", value };
  }

  private readObject(part: Part, value: Readonly<Record<string, unknown>>): DeclaredNode | undefined {
    const { field, path, style, depth } = part;
    const { kind } = toObjectField(field);
    if (kind !== "object" && kind !== "json") return this.addMismatch(field, "an object", path);
    if (Object.getOwnPropertySymbols(value).length > 0)
      return this.addProblem(path, "a symbol cannot be the name of a setting");
    const keys = Object.keys(value);
    if (keys.length === 0 && style !== "whole") {
      return this.addProblem(path, "{} declares nothing, so it could not fail");
    }
    // An answer with an object without keys is read as an empty list.
    if (keys.length === 0 && field.kind === "list")
      return { kind: "list", items: [], order: "field", whole: true };
    const entries = new Map<string, DeclaredNode>();
    for (const key of keys) {
      const entryPath = addToPath(path, key);
      const spec = this.getField(field, key, entryPath);
      if (spec === undefined) continue;
      const inner = {
        path: entryPath,
        style: style === "whole" ? style : "plain",
        depth: depth + 1,
      } as const;
      const node = this.read({ field: spec, ...inner }, value[key]);
      if (node !== undefined) entries.set(key, node);
    }
    for (const missing of findMissingCompanions(field, keys, entries))
      this.addProblem(addToPath(path, missing.key), missing.message);
    if (style === "plain") this.completeRule({ field, path }, keys, entries);
    return { kind: "object", entries, whole: style === "whole" };
  }

  private getField(field: Field, key: string, path: string): Field | undefined {
    if (field.kind === "object") {
      const spec = Object.hasOwn(field.fields, key) ? field.fields[key] : undefined;
      return spec ?? this.addProblem(path, describeUnknownKey(key, field.fields));
    }
    return this.isReference(key) ? this.addProblem(path, UNRESOLVED_REFERENCE) : getField(field, key);
  }

  /** A plain object in a list of rules is a rule: what it does not write is expected to be neutral. */
  private completeRule(
    { field, path }: { readonly field: Rules; readonly path: string },
    written: readonly string[],
    entries: Map<string, DeclaredNode>,
  ): void {
    const missing = (field.required ?? []).filter((key) => !written.includes(key));
    if (missing.length > 0) {
      this.addProblem(
        path,
        `a rule must declare ${missing.join(" and ")}; Match.objectLike({...}) checks only what it names`,
      );
    }
    this.rules.complete(field, written, entries);
  }
}

function describeUnknownKey(key: string, fields: Fields): string {
  const known = Object.keys(fields);
  const older = Object.entries(fields).find(([, { olderKeys }]) => olderKeys?.includes(key));
  return describeUnknownSetting(known, older?.[0] ?? findNearest(key, known));
}
