import type { IncomingMessage } from "node:http";
import { DOCUMENT_NAMES, type Platform, takesPlatform } from "./documents";

/** Whose key came with a request. `unknown` is a header with anything but one of the two keys. */
export const AUTHORIZATION_KINDS = ["admin", "standard", "none", "unknown"] as const;
export type AuthorizationKind = (typeof AUTHORIZATION_KINDS)[number];

interface Keys {
  readonly adminKey: string;
  readonly standardKey: string;
}

/** One request to the API, read but not yet judged. */
export interface ApiRequest {
  readonly method: string;
  /** As it was sent: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: AuthorizationKind;
  /** The platform meant; absent where the path takes none, or where it is neither of the two. */
  readonly platform?: Platform;
}

export function readApiRequest(message: IncomingMessage, keys: Keys): ApiRequest {
  const [path = "", ...rest] = (message.url ?? "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  const platform = readPlatform(path, query);
  return {
    method: message.method ?? "",
    path,
    query,
    authorization: classifyAuthorization(message.headers.authorization, keys),
    ...(platform !== undefined && { platform }),
  };
}

function readPlatform(path: string, query: URLSearchParams): Platform | undefined {
  const document = path.split("/")[4];
  if (!DOCUMENT_NAMES.some((name) => name === document && takesPlatform(name))) return undefined;
  const named = query.get("platform") ?? "web";
  return named === "web" || named === "mobile" ? named : undefined;
}

/** `Authorization: Basic KEY`, the key as it is: not base64 of anything. */
function classifyAuthorization(header: string | undefined, keys: Keys): AuthorizationKind {
  if (header === undefined) return "none";
  const key = /^Basic (\S+)$/i.exec(header)?.[1];
  if (key === keys.adminKey) return "admin";
  return key === keys.standardKey ? "standard" : "unknown";
}
