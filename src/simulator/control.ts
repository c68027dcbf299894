import type { IncomingMessage, ServerResponse } from "node:http";
import { CONTROL_HEADER, CONTROL_PREFIX } from "./control-protocol";
import { DOCUMENT_NAMES, PLATFORMS } from "./documents";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import { isArray, isObject, type JsonValue, parseJson } from "./json";
import { readSettingsObject } from "./org";
import type { Simulation } from "./simulation";
import type { Change, Seed, VersionedDocument } from "./state";

const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** What may be asked of the control endpoint, as the last part of its path, and what it answers. */
export type Commands = ReadonlyMap<string, (body: JsonValue) => unknown>;

export function buildCommands(simulation: Simulation, more: Record<string, () => unknown>): Commands {
  const getDocument = (fields: Fields): VersionedDocument =>
    simulation.org.getDocument(
      fields.readOneOf("document", DOCUMENT_NAMES),
      fields.readOptionalOneOf("platform", PLATFORMS),
    );
  const target = ["document", "platform"];
  return new Map<string, (body: JsonValue) => unknown>([
    ...Object.entries(more),
    [
      "set",
      (body) => {
        const fields = new Fields(body, "set", [...target, "settings", "by", "at"]);
        getDocument(fields).set(readChange(fields));
      },
    ],
    [
      "replace",
      (body) => {
        const fields = new Fields(body, "replace", [...target, "value"]);
        getDocument(fields).replace(fields.read("value"));
      },
    ],
    [
      "seed-history",
      (body) => {
        const fields = new Fields(body, "seedHistory", [...target, "versions"]);
        const versions = fields.read("versions");
        if (!isArray(versions) || versions.length === 0)
          throw new SimulatorError("bad_request", "seedHistory.versions must be an array of at least one");
        getDocument(fields).seed(versions.map(readSeed));
      },
    ],
    ["get", (body) => getDocument(new Fields(body, "get", target)).current.value],
    ["session-events", (body) => setSessionEvents(simulation, body)],
    ["fault", (body) => simulation.addFault(body)],
    ["clear-faults", () => simulation.clearFaults()],
    ["configure", (body) => simulation.configure(body)],
    ["requests", () => simulation.log.records],
    ["clear-requests", () => simulation.log.clear()],
    ["max-in-flight", () => simulation.log.maxInFlight],
    ["reset", () => simulation.reset()],
  ]);
}

/** Answers one request to the control endpoint; the answer is `{"value": ...}`, or `{"code","message"}`. */
export async function handleControl(
  message: IncomingMessage,
  response: ServerResponse,
  { token, commands }: { readonly token: string; readonly commands: Commands },
): Promise<void> {
  response.on("error", () => undefined);
  try {
    const body = await readBody(message);
    if (message.headers[CONTROL_HEADER] !== token)
      throw new SimulatorError("wrong_control_token", `the header ${CONTROL_HEADER} lacks the control token`);
    const name = (message.url ?? "").slice(CONTROL_PREFIX.length);
    const command = commands.get(name);
    if (command === undefined)
      throw new SimulatorError(
        "bad_request",
        `there is no command ${JSON.stringify(name)}; there are ${[...commands.keys()].join(", ")}`,
      );
    const value = await command(body === "" ? {} : readJson(body));
    sendJson(response, 200, { value: value ?? null });
  } catch (error) {
    const code = error instanceof SimulatorError ? error.code : "bad_request";
    const text = error instanceof Error ? error.message.replace(/^simulator: /, "") : String(error);
    sendJson(response, code === "wrong_control_token" ? 403 : 400, { code, message: text });
  }
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(value)}\n`);
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES)
      throw new SimulatorError("bad_request", `a control body may have ${MAX_BODY_BYTES} bytes at most`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readJson(body: string): JsonValue {
  try {
    return parseJson(body);
  } catch (cause) {
    throw new SimulatorError("bad_request", "the control body is not JSON", { cause });
  }
}

function readChange(fields: Fields): Change {
  return {
    settings: readSettingsObject(fields.read("settings"), "settings"),
    by: fields.readOptionalText("by"),
    at: fields.readOptionalText("at"),
  };
}

function readSeed(value: JsonValue): Seed {
  if (isObject(value) && Object.hasOwn(value, "raw"))
    return { raw: new Fields(value, "version", ["raw"]).read("raw") };
  return readChange(new Fields(value, "version", ["settings", "by", "at"]));
}

function setSessionEvents(simulation: Simulation, body: JsonValue): void {
  const fields = new Fields(body, "setSessionEvents", ["sessionId", "events"]);
  const events = fields.readOptional("events");
  if (events !== undefined && !isArray(events))
    throw new SimulatorError("bad_request", "setSessionEvents.events must be an array or null");
  simulation.org.setEvents(fields.readText("sessionId"), events);
}
