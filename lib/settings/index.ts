export { compareDocument } from "./compare/compare.js";
export type { Finding } from "./compare/finding.js";
export { rankSensitivity } from "./compare/sensitivity.js";
export { normalizeDeclaration } from "./declare/declaration.js";
export type { DeclaredNode, ObjectNode } from "./declare/declared-node.js";
export { writeDeclaration } from "./declare/json-form.js";
export { type ReadDeclaration, readDeclaration } from "./declare/json-reader.js";
export { Match, Matcher } from "./declare/match.js";
export { findMatcher } from "./declare/matcher-names.js";
export { type Decoded, decodeDocument } from "./decode/decode-document.js";
export { decodeHistoryPage, type HistoryPage } from "./decode/history-page.js";
export { decodeMe, type Me } from "./decode/me.js";
export { hasRepeatedKeys, REPEATED_KEY } from "./decode/repeated-keys.js";
export { decodeSessionEvents } from "./decode/session-events.js";
export { endpointNames, endpoints, type SettingsDocument } from "./endpoints/endpoints.js";
export { type SessionEvent, sessionEventField } from "./endpoints/session-events.js";
export { canonicalize } from "./model/canonical.js";
export type { Endpoint, EndpointName, Platform } from "./model/endpoint.js";
export {
  type DataClass,
  type Field,
  type ListField,
  nameItem,
  type ObjectField,
  rankDirection,
  spellEnum,
} from "./model/field.js";
export { createBare, isJsonObject, type Json, type JsonObject } from "./model/json.js";
export { toSnake } from "./model/keys.js";
export { resolveLive } from "./model/live-value.js";
export { maskPerson, maskText } from "./model/mask.js";
export { findNearest } from "./model/nearest.js";
export { UNRESOLVED_REFERENCE } from "./model/problem.js";
