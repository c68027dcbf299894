import {
  createBare,
  findMatcher,
  hasRepeatedKeys,
  isJsonObject,
  REPEATED_KEY,
} from "../../../lib/settings/index.js";
import {
  type CtyObject,
  type CtyValue,
  ExactNumber,
  isList,
  isObject,
  Typed,
  Unknown,
} from "../../plugin/index.js";
import type { Steps } from "./gate-problem.js";

/** Stands for a value that is not known yet, where a declaration is looked at all the same. */
export class NotKnown {}

const NOT_KNOWN = new NotKnown();

/** A part of a configuration as JSON. */
export interface DeclaredJson {
  readonly json: unknown;
  /** Whether it was written as JSON text, which has no lines that Terraform could show. */
  readonly isText: boolean;
  /** Where values are not known yet. */
  readonly unknown: readonly Steps[];
}

/** What cannot be read as JSON at all. */
export class UnreadableDeclaration extends Error {
  constructor(
    readonly steps: Steps,
    message: string,
  ) {
    super(message);
    this.name = "UnreadableDeclaration";
  }
}

/**
 * The JSON of a value: an object of the configuration, or the JSON text of one.
 *
 * @throws UnreadableDeclaration
 */
export function readDeclaredJson(value: CtyValue, steps: Steps): DeclaredJson {
  const given = value instanceof Typed ? value.value : value;
  if (typeof given === "string") return { json: parseJson(given, steps), isText: true, unknown: [] };
  const unknown: Steps[] = [];
  const json = toJson(given, steps, (at) => unknown.push(at));
  return { json, isText: false, unknown };
}

function parseJson(text: string, steps: Steps): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnreadableDeclaration(
      steps,
      "is text, and it is not JSON: write an object, or use jsonencode()",
    );
  }
  // Its line would be shown, and with it the whole text.
  if (hasRepeatedKeys(text))
    throw new UnreadableDeclaration([], `${steps.join(".") || "it"} is JSON text in which ${REPEATED_KEY}`);
  return json;
}

function toJson(value: CtyValue, steps: Steps, note: (steps: Steps) => void): unknown {
  if (value instanceof Unknown) {
    note(steps);
    return NOT_KNOWN;
  }
  if (value instanceof Typed) return toJson(value.value, steps, note);
  if (value instanceof ExactNumber) {
    throw new UnreadableDeclaration(steps, "the number is too large, or too fine, to be compared exactly");
  }
  if (isList(value)) return value.map((item, index) => toJson(item, [...steps, index], note));
  if (isObject(value)) return toObject(value, steps, note);
  return value;
}

function toObject(value: CtyObject, steps: Steps, note: (steps: Steps) => void): unknown {
  const entries: [string, unknown][] = [];
  for (const [key, entry] of value) entries.push([key, toJson(entry, [...steps, key], note)]);
  const [first] = entries;
  // A matcher whose argument is not known yet cannot be looked at; the object is then as unknown as its argument.
  const isMatcher = first !== undefined && entries.length === 1 && findMatcher(first[0]) !== undefined;
  if (isMatcher && isOpen(first[1])) return NOT_KNOWN;
  const object = createBare<unknown>();
  for (const [key, entry] of entries) object[key] = entry;
  return object;
}

/** Whether the argument of a matcher, or one of its options, is not known. */
function isOpen(argument: unknown): boolean {
  if (argument instanceof NotKnown) return true;
  return (
    isJsonObject(argument) && Object.values(argument).some((option: unknown) => option instanceof NotKnown)
  );
}
