import { isJsonObject } from "../model/json.js";

/** The documented body of an error answer. */
export interface ErrorBody {
  /** A snake_case word that is safe to show; anything else is dropped. */
  readonly code?: string;
  /** The vendor's sentence: text from outside, never shown as it is. */
  readonly message?: string;
}

export function decodeErrorBody(body: unknown): ErrorBody {
  if (!isJsonObject(body)) return {};
  const { code, message } = body;
  return {
    ...(typeof code === "string" && /^[a-z][a-z_]{0,39}$/.test(code) ? { code } : {}),
    ...(typeof message === "string" ? { message } : {}),
  };
}
