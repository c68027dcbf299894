/** The one place where the client meets the settings model. */
export {
  type Decoded,
  decodeDocument,
  decodeHistoryPage,
  decodeMe,
  decodeSessionEvents,
  type EndpointName,
  endpoints,
  type Me,
  type Platform,
  type SessionEvents,
  type SettingsDocument,
  type SettingsDocuments,
} from "../../settings/index.js";
