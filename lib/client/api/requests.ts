import { BadOptionError } from "../../errors.js";
import { endpoints } from "../../settings/endpoints/endpoints.js";
import type { EndpointName, Platform } from "../../settings/model/endpoint.js";

/** What can be asked of the API. */
export type SettingsRequest =
  | { readonly kind: "document"; readonly endpoint: EndpointName; readonly platform?: Platform }
  | {
      readonly kind: "history-page";
      readonly endpoint: EndpointName;
      readonly platform?: Platform;
      /** Versions a page, 1 to 100. @default - the host's, 20 */
      readonly limit?: number;
      /** Where the page starts; the newest version without it. */
      readonly token?: string;
    }
  | { readonly kind: "me" }
  | {
      readonly kind: "session-events";
      /** `device:session` or `uuid:uuid`; the `!` of replay URLs may stand for the colon. */
      readonly sessionId: string;
      /** Whether answers that the host kept may be returned. @default - the host's own choice */
      readonly enableEventCache?: boolean;
    };

/** A request as it is sent. */
export interface PreparedRequest {
  /** Path and query, encoded. */
  readonly path: string;
  /** Its name in errors and evidence, without token and session id. */
  readonly endpoint: string;
}

/** The most versions that a page of history may have. */
export const MAX_PAGE_SIZE = 100;
const MAX_TOKEN_LENGTH = 2048;

/**
 * The path and query of a request.
 *
 * @throws BadOptionError when a parameter is not one that the endpoint takes; it names every fault
 */
export function prepareRequest(request: SettingsRequest): PreparedRequest {
  const faults: string[] = [];
  const prepared = prepare(request, faults);
  if (faults.length === 0) return prepared;
  throw new BadOptionError(faults.join("; "), {
    hint: "Correct the parameters; nothing was sent.",
    endpoint: prepared.endpoint,
  });
}

/** The path of a later page: that of the first page with the token of the later one. */
export function addToken(path: string, token: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}pagination_token=${encodeURIComponent(token)}`;
}

/** A page token that a URL can carry. */
export function isPageToken(token: string): boolean {
  return token.length <= MAX_TOKEN_LENGTH && !/[\x00-\x1f\x7f]|\p{Surrogate}/u.test(token);
}

function prepare(request: SettingsRequest, faults: string[]): PreparedRequest {
  switch (request.kind) {
    case "me":
      return { path: "/me", endpoint: "GET /me" };
    case "session-events":
      return prepareEvents(request, faults);
    case "document":
    case "history-page":
      return prepareSettings(request, faults);
  }
}

type SettingsKind = Extract<SettingsRequest, { kind: "document" | "history-page" }>;

function prepareSettings(request: SettingsKind, faults: string[]): PreparedRequest {
  const endpoint = Object.hasOwn(endpoints, request.endpoint) ? endpoints[request.endpoint] : undefined;
  if (endpoint === undefined) {
    faults.push(`endpoint: must be one of ${Object.keys(endpoints).join(", ")}`);
    return { path: "/", endpoint: "GET" };
  }
  const query: string[] = [];
  const { platform } = request;
  if (platform !== undefined) {
    if (!endpoint.platforms) faults.push(`platform: ${endpoint.name} takes none`);
    else if (platform !== "web" && platform !== "mobile") faults.push("platform: must be web or mobile");
    else query.push(`platform=${platform}`);
  }
  const path = request.kind === "document" ? endpoint.path : `${endpoint.path}/history`;
  const label = `GET ${[path, ...query].join("?")}`;
  if (request.kind === "history-page") {
    const { limit, token } = request;
    if (limit !== undefined) {
      if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE_SIZE) query.push(`limit=${limit}`);
      else faults.push(`limit: must be a whole number from 1 to ${MAX_PAGE_SIZE}`);
    }
    if (token !== undefined) {
      if (token !== "" && isPageToken(token)) query.push(`pagination_token=${encodeURIComponent(token)}`);
      else faults.push("token: is not a page token");
    }
  }
  return { path: query.length === 0 ? path : `${path}?${query.join("&")}`, endpoint: label };
}

function prepareEvents(
  request: Extract<SettingsRequest, { kind: "session-events" }>,
  faults: string[],
): PreparedRequest {
  const endpoint = "GET /v2/sessions/{session_id}/events";
  const id = encodeSessionId(request.sessionId, faults);
  const { enableEventCache } = request;
  if (enableEventCache !== undefined && typeof enableEventCache !== "boolean") {
    faults.push("enableEventCache: must be true or false");
  }
  const query = enableEventCache === undefined ? "" : `?enable_event_cache=${enableEventCache}`;
  return { path: `/v2/sessions/${id}/events${query}`, endpoint };
}

const MAX_ID_PART = 128;

/**
 * Encodes `device:session` or `uuid:uuid`, or the same with the `!` that replay URLs carry in place of the colon, for
 * the API's path. What cannot be an id is a fault, and is never repeated.
 */
function encodeSessionId(given: unknown, faults: string[]): string {
  const addFault = (text: string): string => {
    faults.push(`sessionId: ${text}`);
    return "";
  };
  if (typeof given !== "string") return addFault("is not a string");
  if (given === "") return addFault("is empty");
  if (/[\x00-\x1f\x7f]/.test(given)) return addFault("has a control character inside");
  if (given.includes("%")) return addFault("is already encoded; pass it as device:session");
  if (/[/\\]/.test(given)) return addFault("has a slash inside; pass only the id, not the replay URL");
  const parts = given.split(/[:!]/);
  const [device = "", session = ""] = parts;
  if (parts.length !== 2 || device === "" || session === "") return addFault("is not device:session");
  if (!parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) {
    return addFault("has a character other than letters, digits, - and _ around its colon");
  }
  if (parts.some((part) => part.length > MAX_ID_PART)) return addFault("is too long");
  return `${device}%3A${session}`;
}
