/** JSON as values: what the simulator stores, serves and is told. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. `__proto__` is an ordinary key: build these with literals, spread or `Object.fromEntries`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Parses JSON text; throws the `SyntaxError` of `JSON.parse`. */
export function parseJson(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  return value;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
