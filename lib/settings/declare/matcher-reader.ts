import type { Field } from "../model/field.js";
import { isPlainObject } from "../model/json.js";
import { isSecretClass } from "../model/mask.js";
import { compilePattern } from "../model/pattern.js";
import { UNRESOLVED_REFERENCE } from "../model/problem.js";
import type { DeclaredNode } from "./declared-node.js";
import type { Matcher } from "./match.js";
import type { NodeReader, Part, Style } from "./node-reader.js";

/** A matcher where it stands. */
export interface PlacedMatcher extends Part {
  readonly matcher: Matcher;
}

/** Spells a matcher out, or says why it could not be meant. */
export function readMatcher(reader: NodeReader, placed: PlacedMatcher): DeclaredNode | undefined {
  const { path, style } = placed;
  const { kind, argument } = placed.matcher;
  switch (kind) {
    case "anyValue":
    case "absent":
      return { kind };
    case "exact":
      return reader.read(enter(placed, "whole"), argument);
    case "objectEquals":
    case "objectLike":
      if (!isPlainObject(argument)) return reader.addProblem(path, `Match.${kind} takes an object`);
      return reader.read(enter(placed, kind === "objectLike" ? "partial" : "whole"), argument);
    case "arrayEquals":
      if (!takesList(reader, placed, argument)) return undefined;
      return reader.read(enter(placed, "whole"), argument);
    case "anyOrder": {
      if (!takesList(reader, placed, argument)) return undefined;
      const whole = style === "whole";
      return {
        kind: "list",
        items: reader.readItems(enter(placed, whole ? "whole" : "plain"), argument),
        order: "any",
        whole,
      };
    }
    case "arrayWith":
      if (!takesList(reader, placed, argument)) return undefined;
      if (argument.length === 0) return reader.addProblem(path, "Match.arrayWith([]) could not fail");
      return readArrayWith(reader, placed, argument);
    case "eachLike":
      return readEachLike(reader, placed);
    case "not": {
      const inner = reader.read(enter(placed, style), argument);
      return inner && { kind, inner };
    }
    case "oneOf":
      return readOneOf(reader, placed);
    case "stringLikeRegexp":
      return readPattern(reader, placed);
  }
}

/** The argument of a matcher stands where the matcher does, one level deeper. */
function enter({ field, path, depth }: PlacedMatcher, style: Style): Part {
  return { field, path, style, depth: depth + 1 };
}

function takesList(
  reader: NodeReader,
  { field, matcher, path }: PlacedMatcher,
  argument: unknown,
): argument is readonly unknown[] {
  if (!Array.isArray(argument)) reader.addProblem(path, `Match.${matcher.kind} takes a list`);
  else if (!holdsLists(field)) reader.addProblem(path, `Match.${matcher.kind} needs a list field`);
  else return true;
  return false;
}

function holdsLists(field: Field): boolean {
  return field.kind === "list" || field.kind === "json";
}

function readArrayWith(
  reader: NodeReader,
  placed: PlacedMatcher,
  values: readonly unknown[],
): DeclaredNode | undefined {
  const { field, matcher, path } = placed;
  if (matcher.allowUnmask && !("unmasks" in field)) {
    return reader.addProblem(path, "allowUnmask has a meaning only on elementBlocks; leave it out here");
  }
  const items = reader.readItems(enter(placed, "plain"), values);
  return { kind: "arrayWith", items, ...(matcher.allowUnmask ? { allowUnmask: true } : {}) };
}

function readEachLike(reader: NodeReader, placed: PlacedMatcher): DeclaredNode | undefined {
  const { field, matcher, path } = placed;
  if (!holdsLists(field)) return reader.addProblem(path, "Match.eachLike needs a list field");
  const item = field.kind === "list" ? field.item : field;
  const part = { ...enter(placed, "partial"), field: item, path: `${path}[]` };
  const inner = reader.read(part, matcher.argument);
  return inner && { kind: "eachLike", inner, allowEmpty: matcher.allowEmpty };
}

function readOneOf(reader: NodeReader, placed: PlacedMatcher): DeclaredNode | undefined {
  const { field, matcher, path, style } = placed;
  const given: readonly unknown[] = [matcher.argument].flat();
  const [only] = given;
  const isListOfAlternatives = given.length === 1 && Array.isArray(only) && !holdsLists(field);
  const values: readonly unknown[] = Array.from(isListOfAlternatives ? only : given);
  if (values.length === 0) return reader.addProblem(path, "Match.oneOf() has no alternatives");
  const alternatives: DeclaredNode[] = [];
  for (const value of values) {
    const node = reader.read(enter(placed, style), value);
    if (node !== undefined) alternatives.push(node);
  }
  return { kind: "oneOf", alternatives };
}

function readPattern(reader: NodeReader, { field, matcher, path }: PlacedMatcher) {
  const source = matcher.argument;
  if (typeof source !== "string")
    return reader.addProblem(path, "Match.stringLikeRegexp takes the pattern as a string");
  if (reader.isReference(source)) return reader.addProblem(path, UNRESOLVED_REFERENCE);
  if (field.kind !== "text" && field.kind !== "enum" && field.kind !== "json") {
    return reader.addProblem(
      path,
      "Match.stringLikeRegexp needs a text field; use it on the items of a list",
    );
  }
  const compiled = compilePattern(source);
  if (typeof compiled === "string") {
    // The engine quotes the pattern, and the message goes into the evidence. Whether addresses are masked is not known yet.
    const isSecret = isSecretClass(field.dataClass, { maskAddresses: true });
    return reader.addProblem(path, isSecret ? compiled.replace(/`.*/s, "it is not shown here") : compiled);
  }
  return { kind: "pattern", source, test: compiled } as const;
}
