import { type ObjectField, toObjectField } from "../model/field.js";
import { createBare, isPlainObject } from "../model/json.js";
import { toCamel, toSnake } from "../model/keys.js";
import { findNearest } from "../model/nearest.js";
import { addToPath, quote } from "../model/path.js";
import { type NormalizeOptions, normalizeDeclaration } from "./declaration.js";
import type { ObjectNode } from "./declared-node.js";
import { describeUnknownSetting, kindNames } from "./declared-value.js";
import { enterKeys, type PartReader, readJsonMatcher, type Spot, type Steps } from "./json-matcher.js";
import { matcherNames, withMatchersIn } from "./matcher-names.js";
import type { Style } from "./node-reader.js";

/** What makes a declaration unusable, and where it was written. */
export interface JsonProblem {
  readonly steps: Steps;
  readonly message: string;
}

export interface ReadDeclaration {
  /** Absent where there is a problem. */
  readonly node?: ObjectNode;
  readonly problems: readonly JsonProblem[];
}

/** More than any declaration that can be compared needs, matchers included. */
const MAX_STEPS = 400;

/**
 * Reads the JSON form of a declaration, with names of fields and matchers in camelCase or snake_case, and checks it
 * like any other. All problems come together.
 */
export function readDeclaration(
  document: ObjectField,
  json: unknown,
  options: NormalizeOptions = {},
): ReadDeclaration {
  const reader = new JsonReader();
  const declared = reader.readValue(json, { field: document, style: "plain", steps: [], path: "" });
  if (reader.problems.length > 0) return { problems: reader.problems };
  const { node, problems } = normalizeDeclaration(document, declared, options);
  if (node !== undefined) return { node, problems: [] };
  return { problems: problems.map(({ path, message }) => ({ steps: reader.findSteps(path), message })) };
}

/** Turns JSON into what `normalizeDeclaration` takes, and remembers where each part was written. */
class JsonReader implements PartReader {
  readonly problems: JsonProblem[] = [];
  private readonly written = new Map<string, Steps>();

  addProblem({ steps }: Pick<Spot, "steps">, message: string): undefined {
    this.problems.push({ steps, message });
    return undefined;
  }

  /** Where the person wrote what stands at a path. Whatever can have a problem was read here first. */
  findSteps(path: string): Steps {
    return this.written.get(path) ?? [];
  }

  readValue(json: unknown, given: Spot): unknown {
    const { nullable, ...spot } = given;
    if (spot.steps.length > MAX_STEPS) return this.addProblem(spot, "is nested too deeply");
    this.remember(spot);
    if (json === null)
      return nullable || spot.open !== undefined ? null : this.addProblem(spot, NULL_DECLARES_NOTHING);
    if (Array.isArray(json)) return this.readList(json, spot);
    if (!isPlainObject(json)) return json;
    const field = toObjectField(spot.field);
    if (field.kind === "json" && spot.open === undefined) {
      const key = withMatchersIn(json);
      if (key !== undefined)
        return this.readValue(json[key], { ...enterKeys(spot, key), field, open: "matchers" });
    }
    if (spot.field.kind === "json" && spot.open !== "matchers") return this.readData(json, spot);
    const found = readJsonMatcher(this, json, spot);
    return found === undefined ? this.readObject(json, spot) : found.matcher;
  }

  /** The items of a list, each of them read in the style of the spot. */
  readItems(json: readonly unknown[], spot: Spot): unknown[] {
    const { field, steps, path } = spot;
    const item = field.kind === "list" ? field.item : field;
    const inner: Spot = field.kind === "json" ? { ...spot, open: spot.open ?? "data" } : spot;
    return json.map((each, index) =>
      this.readValue(each, { ...inner, field: item, steps: [...steps, index], path: addToPath(path, index) }),
    );
  }

  /** The entries of an object that is no matcher. */
  readObject(json: Readonly<Record<string, unknown>>, spot: Spot): unknown {
    const field = toObjectField(spot.field);
    return field.kind === "json" ? this.readData(json, { ...spot, field }) : this.readFields(json, spot);
  }

  private readList(json: readonly unknown[], spot: Spot): unknown {
    const { field, style } = spot;
    if (field.kind !== "list" && field.kind !== "json")
      return this.addProblem(spot, `expected ${kindNames[field.kind]}, found a list`);
    return this.readItems(json, { ...spot, style: toEntryStyle(style) });
  }

  private readData(json: Readonly<Record<string, unknown>>, spot: Spot): unknown {
    const entries = createBare<unknown>();
    for (const [key, each] of Object.entries(json))
      entries[key] = this.readValue(each, {
        ...enterKeys(spot, key),
        path: addToPath(spot.path, key),
        style: toEntryStyle(spot.style),
        open: spot.open ?? "data",
      });
    return entries;
  }

  private readFields(json: Readonly<Record<string, unknown>>, spot: Spot): unknown {
    const { field, style } = spot;
    if (field.kind !== "object") {
      const hint = describeMatcherHint(Object.keys(json));
      return this.addProblem(spot, `expected ${kindNames[field.kind]}, found an object${hint}`);
    }
    const entries = createBare<unknown>();
    const names = new Map<string, string>();
    for (const [name, each] of Object.entries(json)) {
      const key = toCamel(name);
      const at = { ...enterKeys(spot, name), path: addToPath(spot.path, key) };
      const spec = Object.hasOwn(field.fields, key) ? field.fields[key] : undefined;
      const twin = names.get(key);
      names.set(key, name);
      if (spec === undefined) this.addProblem(at, describeUnknownName(name, field));
      else if (twin !== undefined)
        this.addProblem(at, `is written twice, as ${quote(twin)} and as ${quote(name)}`);
      // `optional(string)` of a Terraform module makes such nulls. The rule implies the field all the same.
      else if (each === null && style === "plain" && isImplied(field, key)) continue;
      else entries[key] = this.readValue(each, { ...at, field: spec, style: toEntryStyle(style) });
    }
    return entries;
  }

  /** Alternatives of one matcher share a path. Then the steps that they have in common are kept. */
  private remember({ path, steps }: Spot): void {
    const known = this.written.get(path) ?? steps;
    const end = known.findIndex((step, index) => step !== steps[index]);
    this.written.set(path, end < 0 ? known : known.slice(0, end));
  }
}

function toEntryStyle(style: Style): Style {
  return style === "whole" ? "whole" : "plain";
}

function isImplied({ implied }: ObjectField, key: string): boolean {
  return implied?.some(({ field }) => field === key) === true;
}

const NULL_DECLARES_NOTHING =
  "null declares nothing: leave the name out, or write { exact = null } where null is what must be live";

function describeUnknownName(name: string, { fields }: ObjectField): string {
  const keys = Object.keys(fields);
  const known = /[A-Z]/.test(name) ? keys : keys.map(toSnake);
  return describeUnknownSetting(known, findNearest(name, [...known, ...matcherNames]));
}

/** What an object may have been meant as where only a value or a matcher can stand. */
function describeMatcherHint(keys: readonly string[]): string {
  const meant = findNearest(keys[0] ?? "", matcherNames);
  return meant === undefined ? "" : `; did you mean the matcher ${quote(meant)}?`;
}
