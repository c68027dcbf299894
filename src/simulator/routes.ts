import { type Answer, answerError, answerJson } from "./answer";
import type { ApiRequest } from "./api-request";
import { DOCUMENT_NAMES, type DocumentName, PLATFORMS, takesPlatform } from "./documents";
import type { JsonObject } from "./json";
import type { Behaviour } from "./options";
import type { SimulatedOrg } from "./org";
import { spell } from "./spelling";
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
    [`${SETTINGS}/${name}`, guardHandler(name, answerSettings)],
    [`${SETTINGS}/${name}/history`, guardHandler(name, answerHistory)],
  ]),
  ["/me", answerMe],
]);

/** The paths that the simulator answers at, sessions aside. */
export const ROUTE_PATHS: readonly string[] = [...routes.keys()];

/** The answer that the API would give, were nothing amiss. */
export function answer(request: ApiRequest, around: Surroundings): Answer {
  const handler = routes.get(request.path) ?? findSessionHandler(request.path);
  if (handler === undefined) return answerError(404);
  if (request.method !== "GET") return answerError(405, undefined, { allow: "GET" });
  if (request.authorization === "none" || request.authorization === "unknown") return answerError(401);
  return handler(request, around);
}

type DocumentHandler = (document: VersionedDocument, request: ApiRequest, around: Surroundings) => Answer;

/** Privacy is for admin keys, and a platform that does not exist is refused, before anything is read. */
function guardHandler(name: DocumentName, handler: DocumentHandler): Handler {
  return (request, around) => {
    const { org, behaviour } = around;
    const readable =
      name !== "privacy" || request.authorization === "admin" || behaviour.standardKeyReadsPrivacy;
    if (!readable) return answerError(403);
    if (!takesPlatform(name)) return handler(org.getDocument(name), request, around);
    return request.platform === undefined
      ? answerError(400, `platform must be one of ${PLATFORMS.join(", ")}`)
      : handler(org.getDocument(name, request.platform), request, around);
  };
}

function answerSettings(document: VersionedDocument, _: ApiRequest, { behaviour }: Surroundings): Answer {
  return answerJson(200, spellVersion(document.current, behaviour));
}

function answerHistory(document: VersionedDocument, { query }: ApiRequest, around: Surroundings): Answer {
  const limit = readLimit(query);
  if (limit === undefined) return answerError(400, `limit must be a whole number from 1 to ${MAX_LIMIT}`);
  const token = query.get("pagination_token") ?? query.get("paginationToken") ?? undefined;
  const page = document.getPage(token, limit);
  if (page === undefined) return answerError(400, "pagination_token is not one that this history handed out");
  const versions = page.versions.map((version) => spellVersion(version, around.behaviour));
  return answerJson(200, { versions, ...buildNextPage(page, around) });
}

function readLimit(query: URLSearchParams): number | undefined {
  const text = query.get("limit");
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
}

function buildNextPage(page: Page, { behaviour, loopToken }: Surroundings): JsonObject {
  const key = behaviour.paginationSpelling;
  const token = loopToken ? page.token : page.nextToken;
  if (token !== undefined) return { [key]: token };
  if (behaviour.lastPageToken === "absent") return {};
  return { [key]: behaviour.lastPageToken === "null" ? null : "" };
}

function spellVersion({ value, exact }: Version, behaviour: Behaviour) {
  return exact ? value : spell(value, behaviour);
}

function answerMe({ authorization }: ApiRequest, { orgId, wrongMe }: Surroundings): Answer {
  const role = authorization === "admin" ? "ADMIN" : "USER";
  const email = `${authorization === "admin" ? "priya" : "ci"}@ternanddale.example`;
  return answerJson(200, { email, orgId, role, ...wrongMe });
}

/** The id is one segment, percent-encoded once; `enable_event_cache` is accepted and changes nothing. */
function findSessionHandler(path: string): Handler | undefined {
  const encoded = /^\/v2\/sessions\/([^/]*)\/events$/.exec(path)?.[1];
  if (encoded === undefined) return undefined;
  return ({ query }, { org }) => {
    const id = decodeSegment(encoded);
    if (id === undefined) return answerError(400, "session_id is not percent-encoded UTF-8");
    if (id.trim() === "") return answerError(400, "a session_id must be given");
    const cache = query.get("enable_event_cache") ?? "false";
    if (cache !== "true" && cache !== "false")
      return answerError(400, "enable_event_cache must be true or false");
    const events = org.getEvents(id);
    return events === undefined ? answerError(404) : answerJson(200, { events });
  };
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
