import { validateHeaderName, validateHeaderValue } from "node:http";
import { SimulatorError } from "./errors";
import { isObject, type JsonObject, type JsonValue } from "./json";

/**
 * Reads the fields of one JSON object from outside. A missing, misspelled or mistyped field is an error
 * that names it, so that a test's slip is not mistaken for the behaviour of the code under test.
 * `null` counts as absent where a field is optional (JSON writes `Infinity` as `null`).
 */
export class Fields {
  readonly #object: JsonObject;
  readonly #where: string;

  constructor(value: JsonValue | undefined, where: string, known: readonly string[]) {
    if (!isObject(value)) throw new SimulatorError("bad_request", `${where} must be an object`);
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined)
      throw new SimulatorError(
        "bad_request",
        `${where} has no field ${JSON.stringify(unknown)}; known are ${known.join(", ")}`,
      );
    this.#object = value;
    this.#where = where;
  }

  /** The field as it came, `null` included; an error if absent. */
  read(name: string): JsonValue {
    const value = Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    return value === undefined ? this.#refuse(name, "is missing") : value;
  }

  readOptional(name: string): JsonValue | undefined {
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? undefined) : undefined;
  }

  readText(name: string): string {
    return this.readOptionalText(name) ?? this.#refuse(name, "must be a string");
  }

  readOptionalText(name: string): string | undefined {
    const value = this.readOptional(name);
    return value === undefined || typeof value === "string" ? value : this.#refuse(name, "must be a string");
  }

  readOptionalFlag(name: string): boolean | undefined {
    const value = this.readOptional(name);
    return value === undefined || typeof value === "boolean"
      ? value
      : this.#refuse(name, "must be true or false");
  }

  /** A whole number from 0 up. */
  count(name: string): number {
    return this.readOptionalCount(name) ?? this.#refuse(name, "must be a whole number from 0 up");
  }

  readOptionalCount(name: string): number | undefined {
    const value = this.readOptional(name);
    if (value === undefined) return undefined;
    const isCount = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
    return isCount ? value : this.#refuse(name, "must be a whole number from 0 up");
  }

  readOneOf<T extends string>(name: string, allowed: readonly T[]): T {
    return (
      this.readOptionalOneOf(name, allowed) ?? this.#refuse(name, `must be one of ${allowed.join(", ")}`)
    );
  }

  readOptionalOneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.readOptional(name);
    if (value === undefined) return undefined;
    return (
      allowed.find((candidate) => candidate === value) ??
      this.#refuse(name, `must be one of ${allowed.join(", ")}`)
    );
  }

  /** Header names in lower case, values as strings. */
  readOptionalHeaders(name: string): Record<string, string> | undefined {
    const value = this.readOptional(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) return this.#refuse(name, "must be an object of header names and values");
    const headers = Object.entries(value).map(([key, text]) => [key.toLowerCase(), String(text)] as const);
    for (const [key, text] of headers) {
      try {
        validateHeaderName(key);
        validateHeaderValue(key, text);
      } catch {
        return this.#refuse(name, `has an impossible header ${JSON.stringify(key)}`);
      }
    }
    return Object.fromEntries(headers);
  }

  #refuse(name: string, problem: string): never {
    throw new SimulatorError("bad_request", `${this.#where}.${name} ${problem}`);
  }
}
