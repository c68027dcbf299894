/** The only file of the client that imports the settings model. It imports single files, so that less code is loaded. */
export { type Decoded, decodeDocument } from "../../settings/decode/decode-document.js";
export { decodeHistoryPage } from "../../settings/decode/history-page.js";
export { decodeMe, type Me } from "../../settings/decode/me.js";
export { hasRepeatedKeys, REPEATED_KEY } from "../../settings/decode/repeated-keys.js";
export { decodeSessionEvents } from "../../settings/decode/session-events.js";
export {
  endpoints,
  type SettingsDocument,
  type SettingsDocuments,
} from "../../settings/endpoints/endpoints.js";
export type { SessionEvents } from "../../settings/endpoints/session-events.js";
export type { EndpointName, Platform } from "../../settings/model/endpoint.js";
