/** The one place where the client meets the settings model. It takes each file by itself, for the sake of loading. */
export { type Decoded, decodeDocument } from "../../settings/decode/decode-document.js";
export { decodeHistoryPage } from "../../settings/decode/history-page.js";
export { decodeMe, type Me } from "../../settings/decode/me.js";
export { hasRepeatedKeys, REPEATED_KEY } from "../../settings/decode/repeated-keys.js";
export { decodeSessionEvents, type SessionEvents } from "../../settings/decode/session-events.js";
export {
  endpoints,
  type SettingsDocument,
  type SettingsDocuments,
} from "../../settings/endpoints/endpoints.js";
export type { EndpointName, Platform } from "../../settings/model/endpoint.js";
