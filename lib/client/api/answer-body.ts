import type { FullstoryError } from "../../errors.js";
import { omitUndefined } from "../../omit-undefined.js";
import { createShapeError } from "../http/failure-error.js";
import { type Decoded, hasRepeatedKeys, REPEATED_KEY } from "./decoding.js";

/** What is known of the answer that a body came with. */
export interface BodyContext {
  readonly endpoint: string;
  readonly status?: number;
  readonly attempts?: number;
}

/**
 * Parses a body as JSON. An object with a repeated key is refused, because parsers differ in which value they keep.
 *
 * @throws WrongShapeError that says what the text looks like and quotes none of it
 */
export function parseBody(text: string, context: BodyContext): unknown {
  const body = parseJson(text, context);
  if (hasRepeatedKeys(text)) throw fail([`$: ${REPEATED_KEY}`], context);
  return body;
}

function parseJson(text: string, context: BodyContext): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail([`$: ${classify(text, error)}`], context);
  }
}

/** The value that was decoded. @throws WrongShapeError with every fault */
export function unwrapDecoded<T>(decoded: Decoded<T>, context: BodyContext): T {
  if (decoded.ok) return decoded.value;
  throw fail(decoded.faults, context);
}

function fail(faults: readonly string[], { endpoint, status, attempts }: BodyContext): FullstoryError {
  return createShapeError(endpoint, faults, omitUndefined({ status, attempts }));
}

function classify(text: string, error: unknown): string {
  const start = text.slice(0, 200).trimStart().toLowerCase();
  if (text.trim() === "") return "not JSON (empty)";
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) return "not JSON (starts with <html)";
  if (start.startsWith("<")) return "not JSON (starts with <)";
  if (!/^[{["\d]|^-|^true|^false|^null/.test(start)) return "not JSON";
  // The engine's own message quotes the text, so only its two fixed beginnings are looked at.
  const cut = error instanceof SyntaxError && /^(?:Unexpected end|Unterminated)/.test(error.message);
  return cut ? "not JSON (ends too early)" : "not JSON (malformed)";
}
