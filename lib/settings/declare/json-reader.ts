import { type ObjectField, objectFieldOf } from "../model/field.js";
import { bareObject, isPlainObject } from "../model/json.js";
import { camelCase, snakeCase } from "../model/keys.js";
import { nearest } from "../model/nearest.js";
import { pathInto, quoted } from "../model/path.js";
import { type NormalizeOptions, normalizeDeclaration } from "./declaration.js";
import type { ObjectNode } from "./declared-node.js";
import { kindNames, unknownSetting } from "./declared-value.js";
import { below, type PartReader, readJsonMatcher, type Spot, type Steps } from "./json-matcher.js";
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
  const declared = reader.value(json, { field: document, style: "plain", steps: [], path: "" });
  if (reader.problems.length > 0) return { problems: reader.problems };
  const { node, problems } = normalizeDeclaration(document, declared, options);
  if (node !== undefined) return { node, problems: [] };
  return { problems: problems.map(({ path, message }) => ({ steps: reader.stepsOf(path), message })) };
}

/** Turns JSON into what `normalizeDeclaration` takes, and remembers where each part was written. */
class JsonReader implements PartReader {
  readonly problems: JsonProblem[] = [];
  private readonly written = new Map<string, Steps>();

  problem({ steps }: Pick<Spot, "steps">, message: string): undefined {
    this.problems.push({ steps, message });
    return undefined;
  }

  /** Where the person wrote what stands at a path. Whatever can have a problem was read here first. */
  stepsOf(path: string): Steps {
    return this.written.get(path) ?? [];
  }

  value(json: unknown, given: Spot): unknown {
    const { nullable, ...spot } = given;
    if (spot.steps.length > MAX_STEPS) return this.problem(spot, "is nested too deeply");
    this.remember(spot);
    if (json === null)
      return nullable || spot.open !== undefined ? null : this.problem(spot, NULL_DECLARES_NOTHING);
    if (Array.isArray(json)) return this.list(json, spot);
    if (!isPlainObject(json)) return json;
    const field = objectFieldOf(spot.field);
    if (field.kind === "json" && spot.open === undefined) {
      const key = withMatchersIn(json);
      if (key !== undefined) return this.value(json[key], { ...below(spot, key), field, open: "matchers" });
    }
    if (spot.field.kind === "json" && spot.open !== "matchers") return this.data(json, spot);
    const found = readJsonMatcher(this, json, spot);
    return found === undefined ? this.object(json, spot) : found.matcher;
  }

  /** The items of a list, each of them read in the style of the spot. */
  items(json: readonly unknown[], spot: Spot): unknown[] {
    const { field, steps, path } = spot;
    const item = field.kind === "list" ? field.item : field;
    const inner: Spot = field.kind === "json" ? { ...spot, open: spot.open ?? "data" } : spot;
    return json.map((each, index) =>
      this.value(each, { ...inner, field: item, steps: [...steps, index], path: pathInto(path, index) }),
    );
  }

  /** The entries of an object that is no matcher. */
  object(json: Readonly<Record<string, unknown>>, spot: Spot): unknown {
    const field = objectFieldOf(spot.field);
    return field.kind === "json" ? this.data(json, { ...spot, field }) : this.fields(json, spot);
  }

  private list(json: readonly unknown[], spot: Spot): unknown {
    const { field, style } = spot;
    if (field.kind !== "list" && field.kind !== "json")
      return this.problem(spot, `expected ${kindNames[field.kind]}, found a list`);
    return this.items(json, { ...spot, style: entryStyle(style) });
  }

  private data(json: Readonly<Record<string, unknown>>, spot: Spot): unknown {
    const entries = bareObject<unknown>();
    for (const [key, each] of Object.entries(json))
      entries[key] = this.value(each, {
        ...below(spot, key),
        path: pathInto(spot.path, key),
        style: entryStyle(spot.style),
        open: spot.open ?? "data",
      });
    return entries;
  }

  private fields(json: Readonly<Record<string, unknown>>, spot: Spot): unknown {
    const { field, style } = spot;
    if (field.kind !== "object") {
      const hint = matcherHint(Object.keys(json));
      return this.problem(spot, `expected ${kindNames[field.kind]}, found an object${hint}`);
    }
    const entries = bareObject<unknown>();
    const names = new Map<string, string>();
    for (const [name, each] of Object.entries(json)) {
      const key = camelCase(name);
      const at = { ...below(spot, name), path: pathInto(spot.path, key) };
      const spec = Object.hasOwn(field.fields, key) ? field.fields[key] : undefined;
      const twin = names.get(key);
      names.set(key, name);
      if (spec === undefined) this.problem(at, unknownName(name, field));
      else if (twin !== undefined)
        this.problem(at, `is written twice, as ${quoted(twin)} and as ${quoted(name)}`);
      // `optional(string)` of a Terraform module makes such nulls. The rule implies the field all the same.
      else if (each === null && style === "plain" && isImplied(field, key)) continue;
      else entries[key] = this.value(each, { ...at, field: spec, style: entryStyle(style) });
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

function entryStyle(style: Style): Style {
  return style === "whole" ? "whole" : "plain";
}

function isImplied({ implied }: ObjectField, key: string): boolean {
  return implied?.some(({ field }) => field === key) === true;
}

const NULL_DECLARES_NOTHING =
  "null declares nothing: leave the name out, or write { exact = null } where null is what must be live";

function unknownName(name: string, { fields }: ObjectField): string {
  const keys = Object.keys(fields);
  const known = /[A-Z]/.test(name) ? keys : keys.map(snakeCase);
  return unknownSetting(known, nearest(name, [...known, ...matcherNames]));
}

/** What an object may have been meant as where only a value or a matcher can stand. */
function matcherHint(keys: readonly string[]): string {
  const meant = nearest(keys[0] ?? "", matcherNames);
  return meant === undefined ? "" : `; did you mean the matcher ${quoted(meant)}?`;
}
