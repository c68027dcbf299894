import type { DeclaredNode, ObjectNode } from "./declared-node.js";
import type { Companion, Field, ObjectField } from "./field.js";
import { isScalar, type Scalar } from "./json.js";
import { Matcher } from "./match.js";
import { nearest } from "./nearest.js";
import { itemStep, keyStep, quoted } from "./path.js";
import { compilePattern } from "./pattern.js";

/** Something that makes a declaration unusable, with the field that it is about. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

export interface NormalizeOptions {
  /** Tells a Terraform reference from a value. `text` may be compared when live has it; others are refused. */
  readonly reference?: (value: unknown) => "text" | "other" | undefined;
}

export interface Normalized {
  readonly node?: ObjectNode;
  readonly problems: readonly Problem[];
}

/** How an object literal is read where it stands. */
type Style = "plain" | "partial" | "whole";

const MAX_DEPTH = 64;

/** Checks a declaration and spells it out. A declaration must be able to fail: all that could not is a problem. */
export function normalizeDeclaration(
  field: ObjectField,
  declared: unknown,
  options: NormalizeOptions = {},
): Normalized {
  const walk = new Normalizer(options);
  const node = walk.node(field, declared, "", "plain", 0);
  if (walk.problems.length === 0 && node !== undefined && node.kind !== "object") {
    walk.problem("", "a declaration must be an object, or Match.objectLike, objectEquals or exact of one");
  }
  if (walk.problems.length > 0 || node?.kind !== "object") return { problems: walk.problems };
  return { node, problems: [] };
}

class Normalizer {
  readonly problems: Problem[] = [];

  constructor(private readonly options: NormalizeOptions) {}

  problem(path: string, message: string): undefined {
    this.problems.push({ path: path.replace(/^\./, ""), message });
    return undefined;
  }

  node(field: Field, value: unknown, path: string, style: Style, depth: number): DeclaredNode | undefined {
    if (depth > MAX_DEPTH) return this.problem(path, `nested deeper than ${MAX_DEPTH} levels`);
    if (value instanceof Matcher) return this.matcher(field, value, path, style, depth + 1);
    const reference = this.options.reference?.(value);
    if (reference === "other") return this.problem(path, UNRESOLVED_REFERENCE);
    if (isScalar(value)) return this.scalar(field, value, path, reference === "text");
    if (Array.isArray(value)) {
      if (field.kind !== "list" && field.kind !== "json") return this.mismatch(field, "a list", path);
      return {
        kind: "list",
        items: this.items(field, value, path, style === "partial" ? "plain" : style, depth),
        order: "field",
        whole: style === "whole",
      };
    }
    if (isPlainObject(value)) return this.object(field, value, path, style, depth);
    return this.problem(path, `${describe(value)} cannot be compared with a setting`);
  }

  private scalar(field: Field, value: Scalar, path: string, reference: boolean): DeclaredNode | undefined {
    if (typeof value === "number" && !Number.isFinite(value)) {
      return this.problem(path, `${value} cannot be compared with a setting`);
    }
    if (value !== null && !accepts(field, value)) return this.mismatch(field, `a ${typeof value}`, path);
    if (value === null && field.absence === "empty" && field.kind === "list") {
      return { kind: "list", items: [], order: "field", whole: false };
    }
    return { kind: "value", value, ...(reference ? { reference: true } : {}) };
  }

  private items(
    field: Field,
    values: readonly unknown[],
    path: string,
    style: Style,
    depth: number,
  ): DeclaredNode[] {
    const item = field.kind === "list" ? field.item : field;
    const nodes: DeclaredNode[] = [];
    for (const [index, value] of Array.from(values).entries()) {
      const node = this.node(item, value, path + itemStep(index), style, depth + 1);
      if (node !== undefined) nodes.push(node);
    }
    return nodes;
  }

  private object(
    field: Field,
    value: Readonly<Record<string, unknown>>,
    path: string,
    style: Style,
    depth: number,
  ): DeclaredNode | undefined {
    if (field.kind !== "object" && field.kind !== "json") return this.mismatch(field, "an object", path);
    const keys = Object.keys(value);
    if (keys.length === 0 && style !== "whole") {
      return this.problem(path, "{} declares nothing, so it could not fail");
    }
    const entries = new Map<string, DeclaredNode>();
    for (const key of keys) {
      const entryPath = path + keyStep(key);
      const spec =
        field.kind === "json" ? field : Object.hasOwn(field.fields, key) ? field.fields[key] : undefined;
      if (spec === undefined) {
        this.problem(entryPath, unknownKey(key, field.kind === "object" ? Object.keys(field.fields) : []));
        continue;
      }
      const node = this.node(spec, value[key], entryPath, style === "whole" ? "whole" : "plain", depth + 1);
      if (node !== undefined) entries.set(key, node);
    }
    if (field.kind === "object") {
      for (const companion of field.companions ?? []) this.companion(companion, value, entries, path);
      if (style === "plain") this.rule(field, value, entries, path);
    }
    return { kind: "object", entries, whole: style === "whole" };
  }

  /** A plain object in a list of rules is a rule: what it does not write is expected to be neutral. */
  private rule(
    field: ObjectField,
    value: Readonly<Record<string, unknown>>,
    entries: Map<string, DeclaredNode>,
    path: string,
  ): void {
    const missing = (field.required ?? []).filter((key) => !Object.hasOwn(value, key));
    if (missing.length > 0) {
      this.problem(
        path,
        `a rule must declare ${missing.join(" and ")}; Match.objectLike({...}) checks only what it names`,
      );
    }
    const type = entries.get("type");
    for (const implied of field.implied ?? []) {
      if (entries.has(implied.field) || Object.hasOwn(value, implied.field)) continue;
      const { neutral } = implied;
      if (!isScalar(neutral)) {
        entries.set(implied.field, { kind: "list", items: [], order: "field", whole: false, implied: true });
        continue;
      }
      const enough = implied.enough?.(type?.kind === "value" ? type.value : undefined) ?? [];
      entries.set(implied.field, { kind: "value", value: neutral, enough, implied: true });
    }
  }

  private companion(
    companion: Companion,
    value: Readonly<Record<string, unknown>>,
    entries: ReadonlyMap<string, DeclaredNode>,
    path: string,
  ): void {
    const node = entries.get(companion.field);
    if (node === undefined || Object.hasOwn(value, companion.needs)) return;
    if (companion.when !== undefined && !literals(node).some((text) => companion.when?.includes(text)))
      return;
    this.problem(
      path + keyStep(companion.field),
      `needs ${companion.needs} beside it, because ${companion.why}: add \`${companion.line}\` (or \`${companion.needs}: Match.anyValue(),\` to leave it open)`,
    );
  }

  private matcher(
    field: Field,
    matcher: Matcher,
    path: string,
    style: Style,
    depth: number,
  ): DeclaredNode | undefined {
    const { kind, argument } = matcher;
    switch (kind) {
      case "anyValue":
      case "absent":
        return { kind };
      case "exact":
        return this.node(field, argument, path, "whole", depth);
      case "objectEquals":
      case "objectLike":
        if (!isPlainObject(argument)) return this.problem(path, `Match.${kind} takes an object`);
        return this.node(field, argument, path, kind === "objectLike" ? "partial" : "whole", depth);
      case "arrayEquals":
        if (!this.takesList(field, kind, argument, path)) return undefined;
        return this.node(field, argument, path, "whole", depth);
      case "anyOrder":
        if (!this.takesList(field, kind, argument, path)) return undefined;
        return {
          kind: "list",
          items: this.items(field, argument, path, style === "whole" ? "whole" : "plain", depth),
          order: "any",
          whole: style === "whole",
        };
      case "arrayWith":
        if (!this.takesList(field, kind, argument, path)) return undefined;
        if (argument.length === 0) return this.problem(path, "Match.arrayWith([]) could not fail");
        return { kind, items: this.items(field, argument, path, "plain", depth) };
      case "eachLike": {
        if (field.kind !== "list" && field.kind !== "json")
          return this.problem(path, "Match.eachLike needs a list field");
        const inner = this.node(
          field.kind === "list" ? field.item : field,
          argument,
          `${path}[]`,
          "partial",
          depth,
        );
        return inner && { kind, inner, allowEmpty: matcher.allowEmpty };
      }
      case "not": {
        const inner = this.node(field, argument, path, style, depth);
        return inner && { kind, inner };
      }
      case "oneOf": {
        const given = argument as readonly unknown[];
        const [only] = given;
        const isListOfAlternatives =
          given.length === 1 && Array.isArray(only) && field.kind !== "list" && field.kind !== "json";
        const values: readonly unknown[] = isListOfAlternatives ? only : given;
        if (values.length === 0) return this.problem(path, "Match.oneOf() has no alternatives");
        const alternatives = values.map((value) => this.node(field, value, path, style, depth));
        return { kind, alternatives: alternatives.filter((node) => node !== undefined) };
      }
      case "stringLikeRegexp":
        return this.pattern(field, argument, path);
    }
  }

  private takesList(
    field: Field,
    kind: string,
    argument: unknown,
    path: string,
  ): argument is readonly unknown[] {
    if (!Array.isArray(argument)) this.problem(path, `Match.${kind} takes a list`);
    else if (field.kind !== "list" && field.kind !== "json")
      this.problem(path, `Match.${kind} needs a list field`);
    else return true;
    return false;
  }

  private pattern(field: Field, source: unknown, path: string): DeclaredNode | undefined {
    if (typeof source !== "string")
      return this.problem(path, "Match.stringLikeRegexp takes the pattern as a string");
    if (field.kind !== "text" && field.kind !== "enum" && field.kind !== "json") {
      return this.problem(path, "Match.stringLikeRegexp needs a text field; use it on the items of a list");
    }
    const compiled = compilePattern(source);
    if (typeof compiled === "string") return this.problem(path, compiled);
    return { kind: "pattern", source, test: compiled };
  }

  private mismatch(field: Field, found: string, path: string): undefined {
    return this.problem(path, `expected ${kindNames[field.kind]}, found ${found}`);
  }
}

const kindNames: Readonly<Record<Field["kind"], string>> = {
  boolean: "true or false",
  text: "a string",
  enum: "a string",
  integer: "a whole number",
  list: "a list",
  object: "an object",
  json: "JSON",
};

export const UNRESOLVED_REFERENCE =
  "a Terraform reference has no value yet: settings are compared at synthesis, so declare a literal";

function accepts(field: Field, value: string | number | boolean): boolean {
  switch (field.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "text":
    case "enum":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value);
    case "json":
      return true;
    default:
      return false;
  }
}

/** The literal texts that a scalar declaration allows. */
function literals(node: DeclaredNode): readonly string[] {
  if (node.kind === "value") return [String(node.value)];
  if (node.kind === "oneOf") return node.alternatives.flatMap(literals);
  return [];
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) {
    const name: unknown = value.constructor?.name;
    return typeof name === "string" && /^\w{1,60}$/.test(name)
      ? `an instance of ${name}`
      : "an object of a class";
  }
  return `a ${typeof value}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined
    ? `is not a setting; known are ${known.join(", ")}`
    : `is not a setting; did you mean ${quoted(near)}?`;
}
