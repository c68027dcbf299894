import {
  decodeDocument,
  type Endpoint,
  endpointNames,
  endpoints,
  type Field,
  type JsonObject,
  nearest,
  snakeCase,
} from "../../../lib/settings/index.js";
import { type CtyValue, ExactNumber, FunctionError, Typed } from "../../plugin/index.js";

/** A settings document as a data source gave it, or as somebody wrote it. */
export interface LiveDocument {
  readonly endpoint: Endpoint;
  readonly document: JsonObject;
  /** Fields that hold text which Terraform has changed: nothing can be compared with it. */
  readonly altered: ReadonlySet<string>;
}

const LIVE = 0;
/** What the data sources have beside the settings. */
const UNKNOWN_KEYS = "unknown_keys";
const NULL_KEYS = "null_keys";
const ALTERED_KEYS = "altered_keys";
const BESIDE = new Set(["read_at", "platform", UNKNOWN_KEYS, NULL_KEYS, ALTERED_KEYS]);

/** The document in the first argument of a function. @throws FunctionError */
export function liveDocument(value: CtyValue): LiveDocument {
  const given = value instanceof Typed ? value.value : value;
  if (!(given instanceof Map)) throw new FunctionError("live must be an object, such as a data source", LIVE);
  const entries = [...given].filter(([key]) => typeof key === "string" && !BESIDE.has(key));
  const keys = entries.map(([key]) => String(key));
  const endpoint = endpointOf(keys);
  // A whole data source names its nulls; a null that somebody wrote is one.
  const absent = given.has(NULL_KEYS) ? undefined : null;
  const body: Record<string, unknown> = Object.setPrototypeOf({}, null);
  for (const [key, entry] of entries) {
    const field = endpoint.document.fields[fieldName(endpoint, String(key))];
    const json = field === undefined ? plainJson(entry) : jsonOfField(field, entry, absent);
    if (json !== undefined) body[String(key)] = json;
  }
  for (const name of [UNKNOWN_KEYS, NULL_KEYS]) {
    for (const path of pathsIn(given.get(name) ?? null, name)) setNull(body, path, name);
  }
  const decoded = decodeDocument(endpoint.name, body);
  if (!decoded.ok) throw new FunctionError(`live is no ${endpoint.name}: ${decoded.faults.join("; ")}`, LIVE);
  const altered = pathsIn(given.get(ALTERED_KEYS) ?? null, ALTERED_KEYS).map(
    (path) => /^\$\.(\w+)/.exec(path)?.[1] ?? "",
  );
  return { endpoint, document: decoded.value as unknown as JsonObject, altered: new Set(altered) };
}

/** The document whose fields these are. Only `metadata` belongs to all of them. */
function endpointOf(keys: readonly string[]): Endpoint {
  for (const name of endpointNames) {
    const endpoint = endpoints[name];
    if (keys.some((key) => key !== "metadata" && fieldName(endpoint, key) !== "")) {
      const other = keys.find((key) => fieldName(endpoint, key) === "");
      if (other === undefined) return endpoint;
      const known = Object.keys(endpoint.document.fields).map(snakeCase);
      const near = nearest(other, known);
      const meant = near === undefined ? "" : `; did you mean "${near}"?`;
      throw new FunctionError(`live has "${other}", which is no setting of ${name}${meant}`, LIVE);
    }
  }
  throw new FunctionError("live has no setting of any document: pass a data source of this provider", LIVE);
}

function fieldName({ document }: Endpoint, key: string): string {
  return Object.keys(document.fields).find((name) => name === key || snakeCase(name) === key) ?? "";
}

/** What Terraform holds as the JSON that the API has; open JSON may be text. `absent` is what null stands for. */
function jsonOfField(field: Field, value: CtyValue, absent: null | undefined): unknown {
  if (value instanceof Typed) return jsonOfField(field, value.value, absent);
  if (value === null) return absent;
  if (typeof value === "string" && (field.kind === "json" || (field.kind === "list" && field.orObject)))
    return parsedText(value);
  if (field.kind === "json") return plainJson(value);
  if (field.kind === "list" && Array.isArray(value)) {
    const items: readonly CtyValue[] = value;
    return items.map((item) => (item === null ? null : jsonOfField(field.item, item, absent)));
  }
  if (field.kind === "object" && value instanceof Map) {
    const object: Record<string, unknown> = Object.setPrototypeOf({}, null);
    for (const [key, entry] of value) {
      const name = Object.keys(field.fields).find((each) => each === key || snakeCase(each) === key);
      const spec = name === undefined ? undefined : field.fields[name];
      const json = spec === undefined ? plainJson(entry) : jsonOfField(spec, entry, absent);
      if (json !== undefined) object[String(key)] = json;
    }
    return object;
  }
  return plainJson(value);
}

function parsedText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FunctionError("live holds open JSON that is not JSON text", LIVE);
  }
}

function plainJson(value: CtyValue): unknown {
  if (value instanceof Typed) return plainJson(value.value);
  if (value instanceof ExactNumber) throw new FunctionError("live holds a number that is too large", LIVE);
  if (Array.isArray(value)) return value.map((item: CtyValue) => plainJson(item));
  if (!(value instanceof Map)) return value;
  const object: Record<string, unknown> = Object.setPrototypeOf({}, null);
  for (const [key, entry] of value) object[String(key)] = plainJson(entry);
  return object;
}

function pathsIn(value: CtyValue, name: string): readonly string[] {
  if (value === null) return [];
  const texts = Array.isArray(value) ? value.filter((path: CtyValue) => typeof path === "string") : [];
  if (!Array.isArray(value) || texts.length < value.length) {
    throw new FunctionError(`live.${name} must be a list of paths`, LIVE);
  }
  return texts;
}

const STEP = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/**
 * Puts null where the answer had it, or a key that nobody documents: the same rules then hold as for the answer. What
 * an undocumented key holds decides nothing.
 */
function setNull(body: object, path: string, name: string): void {
  const steps: string[] = [];
  STEP.lastIndex = 1;
  for (let step = STEP.exec(path); step !== null; step = STEP.exec(path)) {
    steps.push(step[1] ?? step[2] ?? String(JSON.parse(step[3] ?? '""')));
  }
  const last = steps.pop();
  let holder: unknown = body;
  for (const step of steps) {
    holder =
      typeof holder === "object" && holder !== null ? Reflect.get(holder, keyIn(holder, step)) : undefined;
  }
  if (typeof holder !== "object" || holder === null || last === undefined) {
    throw new FunctionError(`live.${name} names a place that live does not have`, LIVE);
  }
  Reflect.set(holder, last, null);
}

/** The answer may have spelled a key in another way than the data source does. */
function keyIn(holder: object, step: string): string {
  return Object.keys(holder).find((key) => key === step || key === snakeCase(step)) ?? step;
}
