import type { GateRequest } from "./request.js";

/** Every variable that is or holds a key in use: none of them reaches a child that has no need of it. */
export function secretsIn({
  env,
  apiKeyEnv = "FULLSTORY_API_KEY",
  keys,
}: Pick<GateRequest, "env" | "apiKeyEnv" | "keys">): readonly string[] {
  return [...new Set([apiKeyEnv, ...keys.holdersIn(env)])];
}
