import {
  createBare,
  decodeDocument,
  type Endpoint,
  endpointNames,
  endpoints,
  type Field,
  findNearest,
  type JsonObject,
  type ObjectField,
  toSnake,
} from "../../../lib/settings/index.js";
import {
  type CtyObject,
  type CtyValue,
  ExactNumber,
  FunctionError,
  isList,
  isObject,
  Typed,
} from "../../plugin/index.js";

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
export function readLiveDocument(value: CtyValue): LiveDocument {
  const given = value instanceof Typed ? value.value : value;
  if (!isObject(given)) throw new FunctionError("live must be an object, such as a data source", LIVE);
  const settings = new Map([...given].filter(([key]) => !BESIDE.has(key)));
  const endpoint = findEndpoint([...settings.keys()]);
  // A whole data source names its nulls; a null that somebody wrote is one.
  const body = toObjectJson(endpoint.document, settings, given.has(NULL_KEYS) ? undefined : null);
  for (const name of [UNKNOWN_KEYS, NULL_KEYS]) {
    for (const path of listPaths(given.get(name) ?? null, name)) setNull(body, path, name);
  }
  const decoded = decodeDocument(endpoint.name, body);
  if (!decoded.ok) throw new FunctionError(`live is no ${endpoint.name}: ${decoded.faults.join("; ")}`, LIVE);
  const altered = listPaths(given.get(ALTERED_KEYS) ?? null, ALTERED_KEYS).map(
    (path) => /^\$\.(\w+)/.exec(path)?.[1] ?? "",
  );
  return { endpoint, document: decoded.value as unknown as JsonObject, altered: new Set(altered) };
}

/** The document whose fields these are. Only `metadata` belongs to all of them. */
function findEndpoint(keys: readonly string[]): Endpoint {
  for (const name of endpointNames) {
    const { document } = endpoints[name];
    if (keys.some((key) => key !== "metadata" && findField(document, key) !== undefined)) {
      const other = keys.find((key) => findField(document, key) === undefined);
      if (other === undefined) return endpoints[name];
      const near = findNearest(other, Object.keys(document.fields).map(toSnake));
      const meant = near === undefined ? "" : `; did you mean "${near}"?`;
      throw new FunctionError(`live has "${other}", which is no setting of ${name}${meant}`, LIVE);
    }
  }
  throw new FunctionError("live has no setting of any document: pass a data source of this provider", LIVE);
}

/** The field that the table calls so, or that is called so in snake_case. */
function findField({ fields }: ObjectField, key: string): Field | undefined {
  const name = Object.keys(fields).find((each) => each === key || toSnake(each) === key);
  return name === undefined ? undefined : fields[name];
}

/** What Terraform holds as the JSON that the API has; open JSON may be text. `absent` is what null stands for. */
function toFieldJson(field: Field, value: CtyValue, absent: null | undefined): unknown {
  if (value instanceof Typed) return toFieldJson(field, value.value, absent);
  if (value === null) return absent;
  if (typeof value === "string" && (field.kind === "json" || (field.kind === "list" && field.orObject)))
    return parseText(value);
  if (field.kind === "list" && isList(value))
    return value.map((item) => (item === null ? null : toFieldJson(field.item, item, absent)));
  return field.kind === "object" && isObject(value) ? toObjectJson(field, value, absent) : toPlainJson(value);
}

function toObjectJson(field: ObjectField, value: CtyObject, absent: null | undefined): object {
  const object = createBare<unknown>();
  for (const [key, entry] of value) {
    const spec = findField(field, key);
    const json = spec === undefined ? toPlainJson(entry) : toFieldJson(spec, entry, absent);
    if (json !== undefined) object[key] = json;
  }
  return object;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FunctionError("live holds open JSON that is not JSON text", LIVE);
  }
}

function toPlainJson(value: CtyValue): unknown {
  if (value instanceof Typed) return toPlainJson(value.value);
  if (value instanceof ExactNumber) throw new FunctionError("live holds a number that is too large", LIVE);
  if (isList(value)) return value.map(toPlainJson);
  if (!isObject(value)) return value;
  const object = createBare<unknown>();
  for (const [key, entry] of value) object[key] = toPlainJson(entry);
  return object;
}

function listPaths(value: CtyValue, name: string): readonly string[] {
  if (value === null) return [];
  const texts = isList(value) ? value.filter((path) => typeof path === "string") : [];
  if (isList(value) && texts.length === value.length) return texts;
  throw new FunctionError(`live.${name} must be a list of paths`, LIVE);
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
      typeof holder === "object" && holder !== null ? Reflect.get(holder, findKey(holder, step)) : undefined;
  }
  if (typeof holder !== "object" || holder === null || last === undefined) {
    throw new FunctionError(`live.${name} names a place that live does not have`, LIVE);
  }
  Reflect.set(holder, last, null);
}

/** The answer may have spelled a key in another way than the data source does. */
function findKey(holder: object, step: string): string {
  return Object.keys(holder).find((key) => key === step || key === toSnake(step)) ?? step;
}
