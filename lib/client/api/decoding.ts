/** The one place where the client meets the settings model. */
export {
  type Decoded,
  decodeDocument,
  decodeHistoryPage,
  decodeMe,
  decodeSessionEvents,
  type EndpointName,
  endpoints,
  hasRepeatedKeys,
  type Me,
  type Platform,
  REPEATED_KEY,
  type SessionEvents,
  type SettingsDocument,
  type SettingsDocuments,
} from "../../settings/index.js";
