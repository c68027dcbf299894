import type { Field } from "../model/field.js";
import { isPlainObject } from "../model/json.js";
import { toSnake } from "../model/keys.js";
import { quote } from "../model/path.js";
import { Match, type Matcher, type MatcherKind } from "./match.js";
import { findMatcher } from "./matcher-names.js";
import type { Style } from "./node-reader.js";

/** Keys and indices as the person wrote them, from the declaration of a document down. */
export type Steps = readonly (string | number)[];

/** A part of a declaration in JSON, by where it stands. */
export interface Spot {
  readonly field: Field;
  readonly style: Style;
  readonly steps: Steps;
  /** The place as `normalizeDeclaration` names it. */
  readonly path: string;
  /** Inside open JSON everything is data, unless `with_matchers` says that it holds matchers. */
  readonly open?: "data" | "matchers";
  /** Whether `null` is meant as a value, as directly under `exact`. */
  readonly nullable?: true;
}

/** What reading a matcher needs of the reader of the parts in it. */
export interface PartReader {
  readValue(json: unknown, spot: Spot): unknown;
  readItems(json: readonly unknown[], spot: Spot): unknown[];
  readObject(json: Readonly<Record<string, unknown>>, spot: Spot): unknown;
  addProblem(spot: Pick<Spot, "steps">, message: string): undefined;
}

/** Reads an object as a matcher: `undefined` where it is none, a result without a matcher where it has a fault. */
export function readJsonMatcher(
  reader: PartReader,
  json: Readonly<Record<string, unknown>>,
  spot: Spot,
): { readonly matcher: Matcher | undefined } | undefined {
  const keys = Object.keys(json);
  for (const name of keys) {
    const kind = findMatcher(name);
    if (kind === undefined) continue;
    const other = keys.find((key) => key !== name);
    if (other !== undefined) {
      const message = `stands beside the matcher ${quote(name)}, which takes no other key: options go inside it`;
      return { matcher: reader.addProblem(enterKeys(spot, other), message) };
    }
    return { matcher: read(reader, { kind, name, argument: json[name], at: enterKeys(spot, name) }) };
  }
  return undefined;
}

interface Named {
  readonly kind: MatcherKind;
  readonly name: string;
  readonly argument: unknown;
  readonly at: Spot;
}

function read(reader: PartReader, named: Named): Matcher | undefined {
  const { kind, name, argument, at } = named;
  if (argument === null && kind !== "exact" && at.open === undefined)
    return reader.addProblem(at, `null declares nothing: ${quote(name)} needs a value`);
  const whole: Spot = { ...at, style: "whole" };
  switch (kind) {
    case "exact":
      return Match.exact(reader.readValue(argument, { ...whole, nullable: true }));
    case "objectEquals":
    case "objectLike": {
      if (!isPlainObject(argument)) return takes(reader, named, "an object");
      const entries = reader.readObject(
        argument,
        kind === "objectLike" ? { ...at, style: "partial" } : whole,
      );
      return isPlainObject(entries) ? Match[kind]<unknown>(entries) : undefined;
    }
    case "arrayEquals":
      if (!Array.isArray(argument)) return takes(reader, named, "a list");
      return Match.arrayEquals(reader.readItems(argument, whole));
    case "anyOrder":
      if (!Array.isArray(argument)) return takes(reader, named, "a list");
      return Match.anyOrder(
        reader.readItems(argument, at.style === "whole" ? whole : { ...at, style: "plain" }),
      );
    case "arrayWith":
      return readArrayWith(reader, named);
    case "eachLike":
      return readEachLike(reader, named);
    case "oneOf":
      if (!Array.isArray(argument)) return takes(reader, named, "a list of alternatives");
      return Match.oneOf(
        ...argument.map((each: unknown, index) => reader.readValue(each, enterKeys(at, index))),
      );
    case "not":
      return Match.not(reader.readValue(argument, at));
    case "anyValue":
    case "absent":
      return argument === true ? Match[kind]() : takes(reader, named, "true and nothing else");
    case "stringLikeRegexp":
      return typeof argument === "string"
        ? Match.stringLikeRegexp(argument)
        : takes(reader, named, "the pattern as a string");
  }
}

function readArrayWith(reader: PartReader, named: Named): Matcher | undefined {
  const options = readOptions(reader, named, ["items", "allow_unmask"]);
  if (options === undefined) return undefined;
  const { argument, at } = options.get("items") ?? named;
  const allowUnmask = readFlag(reader, options.get("allow_unmask"));
  if (!Array.isArray(argument)) return takes(reader, { ...named, at }, "a list");
  return Match.arrayWith(reader.readItems(argument, { ...at, style: "plain" }), { allowUnmask });
}

function readEachLike(reader: PartReader, named: Named): Matcher | undefined {
  const options = readOptions(reader, named, ["item", "allow_empty"]);
  if (options === undefined) return undefined;
  const { argument, at } = options.get("item") ?? named;
  const allowEmpty = readFlag(reader, options.get("allow_empty"));
  const { field, path } = at;
  const item = field.kind === "list" ? field.item : field;
  const inner = reader.readValue(argument, { ...at, field: item, path: `${path}[]`, style: "partial" });
  return Match.eachLike(inner, { allowEmpty });
}

interface Option {
  readonly argument: unknown;
  readonly at: Spot;
}

/** The options of a matcher by name; none where its argument is not written as an object with the first of them. */
function readOptions(
  reader: PartReader,
  { name, argument, at }: Named,
  [main = "", ...flags]: readonly string[],
): ReadonlyMap<string, Option> | undefined {
  const options = new Map<string, Option>();
  if (!isPlainObject(argument) || !Object.hasOwn(argument, main)) return options;
  for (const [key, each] of Object.entries(argument)) {
    const option = toSnake(key);
    if (option !== main && !flags.includes(option)) {
      const known = [main, ...flags].map(quote).join(" and ");
      return reader.addProblem(enterKeys(at, key), `is no option of ${quote(name)}, which has ${known}`);
    }
    options.set(option, { argument: each, at: enterKeys(at, key) });
  }
  return options;
}

function readFlag(reader: PartReader, option: Option | undefined): boolean {
  if (option === undefined) return false;
  if (typeof option.argument !== "boolean") reader.addProblem(option.at, "takes true or false");
  return option.argument === true;
}

function takes(reader: PartReader, { name, at }: Named, what: string): undefined {
  return reader.addProblem(at, `${quote(name)} takes ${what}`);
}

/** The same place, some keys further down in what was written. */
export function enterKeys(spot: Spot, ...keys: readonly (string | number)[]): Spot {
  return { ...spot, steps: [...spot.steps, ...keys] };
}
