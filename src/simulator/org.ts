import { randomBytes } from "node:crypto";
import { DEFAULT_DOCUMENTS, DEFAULT_EVENTS, DEFAULT_SESSION_ID, type DefaultDocument } from "./defaults";
import { DOCUMENT_NAMES, type DocumentName, PLATFORMS, type Platform, takesPlatform } from "./documents";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import { isObject, type JsonObject, type JsonValue } from "./json";
import { type Sources, VersionedDocument } from "./state";

const realSources: Sources = {
  getTime: () => new Date(),
  createToken: () => `v${randomBytes(8).toString("hex")}`,
};

/** What one org has: its settings documents with their versions, and its sessions. */
export class SimulatedOrg {
  readonly #documents = new Map<string, VersionedDocument>();
  readonly #sessions = new Map<string, readonly JsonValue[]>([[DEFAULT_SESSION_ID, DEFAULT_EVENTS]]);

  constructor(initial: JsonValue = {}, sources: Sources = realSources) {
    for (const name of DOCUMENT_NAMES)
      for (const [platform, content] of listDefaults(name))
        this.#documents.set(toSlot(name, platform), createDocument(content, sources));
    this.#change(new Fields(initial, "options.initial", DOCUMENT_NAMES));
  }

  /** The document, on the platform; asking for the mobile settings of one that keeps none is an error. */
  getDocument(name: DocumentName, platform?: Platform): VersionedDocument {
    const document = this.#documents.get(toSlot(name, platform ?? "web"));
    if (document === undefined)
      throw new SimulatorError("bad_request", `the document ${name} has no platforms, so leave platform out`);
    return document;
  }

  getEvents(sessionId: string): readonly JsonValue[] | undefined {
    return this.#sessions.get(sessionId);
  }

  /** `undefined` makes the session unknown again. */
  setEvents(sessionId: string, events: readonly JsonValue[] | undefined): void {
    if (events === undefined) this.#sessions.delete(sessionId);
    else this.#sessions.set(sessionId, events);
  }

  #change(initial: Fields): void {
    for (const name of DOCUMENT_NAMES) {
      const given = initial.readOptional(name);
      if (given === undefined) continue;
      const where = `options.initial.${name}`;
      if (!takesPlatform(name)) {
        this.getDocument(name).change(readSettingsObject(given, where));
        continue;
      }
      const byPlatform = new Fields(given, where, PLATFORMS);
      for (const platform of PLATFORMS) {
        const settings = byPlatform.readOptional(platform);
        if (settings !== undefined)
          this.getDocument(name, platform).change(readSettingsObject(settings, `${where}.${platform}`));
      }
    }
  }
}

function toSlot(name: DocumentName, platform: Platform): string {
  return `${name}/${platform}`;
}

function listDefaults(name: DocumentName): [Platform, DefaultDocument][] {
  return PLATFORMS.flatMap((platform): [Platform, DefaultDocument][] => {
    const content = DEFAULT_DOCUMENTS[name][platform];
    return content === undefined ? [] : [[platform, content]];
  });
}

function createDocument({ base, changes }: DefaultDocument, sources: Sources): VersionedDocument {
  const document = new VersionedDocument(base, sources);
  for (const change of changes) document.set(change);
  return document;
}

/** The settings of a document, or an error that says where something else stood. */
export function readSettingsObject(value: JsonValue, where: string): JsonObject {
  if (!isObject(value)) throw new SimulatorError("bad_request", `${where} must be an object of settings`);
  return value;
}
