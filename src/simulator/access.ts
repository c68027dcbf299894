/** Whose key came with a request. `unknown` is a header with anything but one of the two keys. */
export const AUTHORIZATION_KINDS = ["admin", "standard", "none", "unknown"] as const;
export type AuthorizationKind = (typeof AUTHORIZATION_KINDS)[number];

export interface Keys {
  readonly adminKey: string;
  readonly standardKey: string;
}

/** `Authorization: Basic KEY`, the key as it is: not base64 of anything. */
export function authorizationKind(header: string | undefined, keys: Keys): AuthorizationKind {
  if (header === undefined) return "none";
  const key = /^Basic (\S+)$/i.exec(header)?.[1];
  if (key === keys.adminKey) return "admin";
  return key === keys.standardKey ? "standard" : "unknown";
}
