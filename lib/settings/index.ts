export type { AjaxWatch, BodyRecording } from "./ajax-watch.js";
export type { BlockingSettings } from "./blocking.js";
export { type Decoded, decodeDocument } from "./decode.js";
export type { DomainRule, DomainSettings } from "./domain.js";
export type { ElementBlock, ElementBlockScope, ElementBlockType } from "./element-block.js";
export type { Endpoint, EndpointName, Platform } from "./endpoint.js";
export { endpointNames, endpoints, type SettingsDocument, type SettingsDocuments } from "./endpoints.js";
export { decodeErrorBody, type ErrorBody } from "./error-body.js";
export type { FeaturesSettings } from "./features.js";
export {
  canonicalEnum,
  type DataClass,
  type Direction,
  type Field,
  type ListField,
  type ObjectField,
} from "./field.js";
export type { GeoMode, GeoSettings } from "./geo.js";
export { decodeHistoryPage, type HistoryPage } from "./history.js";
export { isJsonObject, type Json, type JsonObject } from "./json.js";
export { maskPerson } from "./mask.js";
export { decodeMe, type Me } from "./me.js";
export type { SettingsMetadata } from "./metadata.js";
export { liveValue } from "./normal.js";
export type { PrivacyMode, PrivacySettings } from "./privacy.js";
export { decodeSessionEvents, type SessionEvent, type SessionEvents } from "./session-events.js";
export type { TargetingSettings } from "./targeting.js";
