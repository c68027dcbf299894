import type { Field } from "../model/field.js";
import { isPlainObject } from "../model/json.js";
import { isSecretClass } from "../model/mask.js";
import { compilePattern } from "../model/pattern.js";
import { UNRESOLVED_REFERENCE } from "../model/problem.js";
import type { DeclaredNode } from "./declared-node.js";
import type { Matcher } from "./match.js";
import type { NodeReader, Style } from "./node-reader.js";

/** A matcher where it stands. */
export interface PlacedMatcher {
  readonly field: Field;
  readonly matcher: Matcher;
  readonly path: string;
  readonly style: Style;
  readonly depth: number;
}

/** Spells a matcher out, or says why it could not be meant. */
export function readMatcher(reader: NodeReader, placed: PlacedMatcher): DeclaredNode | undefined {
  const { field, path, style } = placed;
  const { kind, argument } = placed.matcher;
  const depth = placed.depth + 1;
  switch (kind) {
    case "anyValue":
    case "absent":
      return { kind };
    case "exact":
      return reader.read(field, argument, path, "whole", depth);
    case "objectEquals":
    case "objectLike":
      if (!isPlainObject(argument)) return reader.problem(path, `Match.${kind} takes an object`);
      return reader.read(field, argument, path, kind === "objectLike" ? "partial" : "whole", depth);
    case "arrayEquals":
      if (!takesList(reader, placed, argument)) return undefined;
      return reader.read(field, argument, path, "whole", depth);
    case "anyOrder": {
      if (!takesList(reader, placed, argument)) return undefined;
      const whole = style === "whole";
      return {
        kind: "list",
        items: reader.items(field, argument, path, whole ? "whole" : "plain", depth),
        order: "any",
        whole,
      };
    }
    case "arrayWith":
      if (!takesList(reader, placed, argument)) return undefined;
      if (argument.length === 0) return reader.problem(path, "Match.arrayWith([]) could not fail");
      return readArrayWith(reader, placed, argument);
    case "eachLike":
      return readEachLike(reader, placed);
    case "not": {
      const inner = reader.read(field, argument, path, style, depth);
      return inner && { kind, inner };
    }
    case "oneOf":
      return readOneOf(reader, placed);
    case "stringLikeRegexp":
      return readPattern(reader, placed);
  }
}

function takesList(
  reader: NodeReader,
  { field, matcher, path }: PlacedMatcher,
  argument: unknown,
): argument is readonly unknown[] {
  if (!Array.isArray(argument)) reader.problem(path, `Match.${matcher.kind} takes a list`);
  else if (!holdsLists(field)) reader.problem(path, `Match.${matcher.kind} needs a list field`);
  else return true;
  return false;
}

function holdsLists(field: Field): boolean {
  return field.kind === "list" || field.kind === "json";
}

function readArrayWith(
  reader: NodeReader,
  { field, matcher, path, depth }: PlacedMatcher,
  values: readonly unknown[],
): DeclaredNode | undefined {
  if (matcher.allowUnmask && (field.kind !== "list" || field.unmasks === undefined)) {
    return reader.problem(path, "allowUnmask has a meaning only on elementBlocks; leave it out here");
  }
  const items = reader.items(field, values, path, "plain", depth + 1);
  return { kind: "arrayWith", items, ...(matcher.allowUnmask ? { allowUnmask: true } : {}) };
}

function readEachLike(reader: NodeReader, placed: PlacedMatcher): DeclaredNode | undefined {
  const { field, matcher, path, depth } = placed;
  if (!holdsLists(field)) return reader.problem(path, "Match.eachLike needs a list field");
  const item = field.kind === "list" ? field.item : field;
  const inner = reader.read(item, matcher.argument, `${path}[]`, "partial", depth + 1);
  return inner && { kind: "eachLike", inner, allowEmpty: matcher.allowEmpty };
}

function readOneOf(reader: NodeReader, placed: PlacedMatcher): DeclaredNode | undefined {
  const { field, matcher, path, style, depth } = placed;
  const given: readonly unknown[] = Array.isArray(matcher.argument) ? matcher.argument : [];
  const [only] = given;
  const isListOfAlternatives = given.length === 1 && Array.isArray(only) && !holdsLists(field);
  const values: readonly unknown[] = Array.from(isListOfAlternatives ? only : given);
  if (values.length === 0) return reader.problem(path, "Match.oneOf() has no alternatives");
  const alternatives: DeclaredNode[] = [];
  for (const value of values) {
    const node = reader.read(field, value, path, style, depth + 1);
    if (node !== undefined) alternatives.push(node);
  }
  return { kind: "oneOf", alternatives };
}

function readPattern(reader: NodeReader, { field, matcher, path }: PlacedMatcher) {
  const source = matcher.argument;
  if (typeof source !== "string")
    return reader.problem(path, "Match.stringLikeRegexp takes the pattern as a string");
  if (reader.isReference(source)) return reader.problem(path, UNRESOLVED_REFERENCE);
  if (field.kind !== "text" && field.kind !== "enum" && field.kind !== "json") {
    return reader.problem(path, "Match.stringLikeRegexp needs a text field; use it on the items of a list");
  }
  const compiled = compilePattern(source);
  if (typeof compiled === "string") {
    // The engine quotes the pattern, and the message goes into the evidence. Whether addresses are masked is not known yet.
    const isSecret = isSecretClass(field.dataClass, { maskAddresses: true });
    return reader.problem(path, isSecret ? compiled.replace(/`.*/s, "it is not shown here") : compiled);
  }
  return { kind: "pattern", source, test: compiled } as const;
}
