import { type Answer, errorAnswer, jsonAnswer } from "./answer";
import type { ApiRequest } from "./api-request";
import { DOCUMENT_NAMES, type DocumentName, PLATFORMS, takesPlatform } from "./documents";
import type { JsonObject } from "./json";
import type { Behaviour } from "./options";
import type { SimulatedOrg } from "./org";
import { respell } from "./spelling";
import type { Page, Version, VersionedDocument } from "./state";

/** What an answer depends on, beside the request. */
export interface Surroundings {
  readonly org: SimulatedOrg;
  readonly orgId: string;
  readonly behaviour: Behaviour;
  /** A fault: every page of a history names itself as the next. */
  readonly loopToken: boolean;
  /** A fault: fields of `/me` that are not what they should be. */
  readonly wrongMe: JsonObject;
}

type Handler = (request: ApiRequest, around: Surroundings) => Answer;

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const SETTINGS = "/settings/recording/v1";

const routes: ReadonlyMap<string, Handler> = new Map([
  ...DOCUMENT_NAMES.flatMap((name): [string, Handler][] => [
    [`${SETTINGS}/${name}`, guarded(name, currentSettings)],
    [`${SETTINGS}/${name}/history`, guarded(name, settingsHistory)],
  ]),
  ["/me", me],
]);

/** The paths that the simulator answers at, sessions aside. */
export const ROUTE_PATHS: readonly string[] = [...routes.keys()];

/** The answer that the API would give, were nothing amiss. */
export function answer(request: ApiRequest, around: Surroundings): Answer {
  const handler = routes.get(request.path) ?? sessionHandler(request.path);
  if (handler === undefined) return errorAnswer(404);
  if (request.method !== "GET") return errorAnswer(405, undefined, { allow: "GET" });
  if (request.authorization === "none" || request.authorization === "unknown") return errorAnswer(401);
  return handler(request, around);
}

type DocumentHandler = (document: VersionedDocument, request: ApiRequest, around: Surroundings) => Answer;

/** Privacy is for admin keys, and a platform that does not exist is refused, before anything is read. */
function guarded(name: DocumentName, handler: DocumentHandler): Handler {
  return (request, around) => {
    const { org, behaviour } = around;
    const readable =
      name !== "privacy" || request.authorization === "admin" || behaviour.standardKeyReadsPrivacy;
    if (!readable) return errorAnswer(403);
    if (!takesPlatform(name)) return handler(org.document(name), request, around);
    return request.platform === undefined
      ? errorAnswer(400, `platform must be one of ${PLATFORMS.join(", ")}`)
      : handler(org.document(name, request.platform), request, around);
  };
}

function currentSettings(document: VersionedDocument, _: ApiRequest, { behaviour }: Surroundings): Answer {
  return jsonAnswer(200, shown(document.current, behaviour));
}

function settingsHistory(document: VersionedDocument, { query }: ApiRequest, around: Surroundings): Answer {
  const limit = limitOf(query);
  if (limit === undefined) return errorAnswer(400, `limit must be a whole number from 1 to ${MAX_LIMIT}`);
  const token = query.get("pagination_token") ?? query.get("paginationToken") ?? undefined;
  const page = document.page(token, limit);
  if (page === undefined) return errorAnswer(400, "pagination_token is not one that this history handed out");
  const versions = page.versions.map((version) => shown(version, around.behaviour));
  return jsonAnswer(200, { versions, ...nextPage(page, around) });
}

function limitOf(query: URLSearchParams): number | undefined {
  const text = query.get("limit");
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
}

function nextPage(page: Page, { behaviour, loopToken }: Surroundings): JsonObject {
  const key = behaviour.paginationSpelling;
  const token = loopToken ? page.token : page.nextToken;
  if (token !== undefined) return { [key]: token };
  if (behaviour.lastPageToken === "absent") return {};
  return { [key]: behaviour.lastPageToken === "null" ? null : "" };
}

function shown({ value, exact }: Version, behaviour: Behaviour) {
  return exact ? value : respell(value, behaviour);
}

function me({ authorization }: ApiRequest, { orgId, wrongMe }: Surroundings): Answer {
  const role = authorization === "admin" ? "ADMIN" : "USER";
  const email = `${authorization === "admin" ? "priya" : "ci"}@ternanddale.example`;
  return jsonAnswer(200, { email, orgId, role, ...wrongMe });
}

/** The id is one segment, percent-encoded once; `enable_event_cache` is accepted and changes nothing. */
function sessionHandler(path: string): Handler | undefined {
  const encoded = /^\/v2\/sessions\/([^/]*)\/events$/.exec(path)?.[1];
  if (encoded === undefined) return undefined;
  return ({ query }, { org }) => {
    const id = decoded(encoded);
    if (id === undefined) return errorAnswer(400, "session_id is not percent-encoded UTF-8");
    if (id.trim() === "") return errorAnswer(400, "a session_id must be given");
    const cache = query.get("enable_event_cache") ?? "false";
    if (cache !== "true" && cache !== "false")
      return errorAnswer(400, "enable_event_cache must be true or false");
    const events = org.events(id);
    return events === undefined ? errorAnswer(404) : jsonAnswer(200, { events });
  };
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
