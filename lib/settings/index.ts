export { compareDocument } from "./compare/compare.js";
export type { Finding } from "./compare/finding.js";
export { sensitivityOf } from "./compare/sensitivity.js";
export { normalizeDeclaration } from "./declare/declaration.js";
export type { DeclaredNode, ObjectNode } from "./declare/declared-node.js";
export { writeDeclaration } from "./declare/json-form.js";
export { type ReadDeclaration, readDeclaration } from "./declare/json-reader.js";
export { Match, Matcher } from "./declare/match.js";
export { matcherNamed } from "./declare/matcher-names.js";
export { type Decoded, decodeDocument } from "./decode/decode-document.js";
export { decodeHistoryPage, type HistoryPage } from "./decode/history-page.js";
export { decodeMe, type Me } from "./decode/me.js";
export { hasRepeatedKeys, REPEATED_KEY } from "./decode/repeated-keys.js";
export { decodeSessionEvents, type SessionEvent, sessionEventField } from "./decode/session-events.js";
export { endpointNames, endpoints, type SettingsDocument } from "./endpoints/endpoints.js";
export { canonicalText } from "./model/canonical.js";
export type { Endpoint, EndpointName, Platform } from "./model/endpoint.js";
export {
  canonicalEnum,
  type DataClass,
  directionRank,
  type Field,
  itemNoun,
  type ListField,
  type ObjectField,
} from "./model/field.js";
export { bareObject, isJsonObject, type Json, type JsonObject } from "./model/json.js";
export { snakeCase } from "./model/keys.js";
export { liveValue } from "./model/live-value.js";
export { maskPerson, maskText } from "./model/mask.js";
export { nearest } from "./model/nearest.js";
export { UNRESOLVED_REFERENCE } from "./model/problem.js";
